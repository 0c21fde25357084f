import type { entrances as en } from '../en/entrances.ts'

export const entrances: typeof en = {
  requests: {
    meanwhile: 'En attendant, ceci peut vous aider :',
    joined: (number) => `Ajouté à votre ticket #${number}.`,
    split: 'C’est un autre sujet',
    apart: (number) => `Ce message ne fait plus partie du #${number}.`,
    regroup: (number) => `Remettre dans le #${number}`,
    regrouped: (number) => `Remis dans le #${number} par le demandeur.`,
    off: 'Je ne prends pas de demandes dans ce canal. Écrivez-moi directement.',
    modes: {
      auto: (minutes) =>
        `chaque message ouvre un ticket, sauf remerciements et bavardage${minutes ? ` ; les messages d’une même personne en moins de ${minutes} min forment un seul ticket` : ''}`,
      emoji: () => 'un message devient un ticket quand quelqu’un y met 🎫, ou me mentionne',
      mention: () => 'je réponds quand on me mentionne',
      off: () => 'je ne prends pas de demandes',
      clear: () =>
        'je réponds quand on me mentionne ou quand un message s’adresse clairement au centre de services, et 🎫 ouvre un ticket',
      unset: () =>
        'rien n’est réglé : je réponds quand on me mentionne ou quand un message s’adresse clairement au centre de services, et 🎫 ouvre un ticket',
    },
    shown: (mode) => `Dans ce canal, ${mode}.`,
    onlyQuestions: 'sans mention je ne parle que sur des questions',
    onlyFor: (count) =>
      count === 1 ? 'je ne parle qu’à une personne ou équipe' : `je ne parle qu’à ${count} personnes ou équipes`,
    privately: 'ce dont je suis sûr, je le dis à qui demande, à part, et cette personne peut le partager',
    notForYou: 'Dans ce canal, je ne réponds qu’à certaines personnes. Écrivez-moi directement.',
    onlyYou: 'Vous êtes seul à voir ceci.',
    share: 'Partager ici',
    shared: 'Partagé.',
    sharedBefore: 'C’était déjà partagé.',
    notShared: 'Tout le monde ici ne peut pas lire cela : cela reste entre nous.',
    sharedBy: (name) => `Partagé par ${name}`,
    usage:
      'Pour changer, un agent écrit ici : /desk canal demandes auto, emoji, mention, clair ou off ; questions oui ; pour @personne équipe:network, ou pour tous ; privé oui.',
    set: (mode) => `C’est fait. Désormais, dans ce canal, ${mode}.`,
    word: (word) =>
      `Je ne comprends pas « ${word} ». Utilisez : canal demandes auto, emoji, mention, clair ou off ; questions oui ou non ; pour @personne, équipe:nom ou tous ; privé oui ou non.`,
    notAChannel: 'Écrivez ceci dans le canal lui-même.',
    elsewhere: 'Je vous ai répondu en privé, car d’autres lisent ici.',
  },
  pointed: {
    title: 'Créer un ticket',
    already: 'Il existe déjà un ticket pour ce message. Rien n’a été modifié.',
    opened: (number) => `Le ticket #${number} est ouvert.`,
    from: (by) => `${by} a ouvert un ticket pour vous à partir de ce message :`,
    moved: 'Cette demande se poursuit en privé.',
    hereNow: (number, title) => `#${number} · ${title}`,
    isPrivate: (number) => `Le ticket #${number} se poursuit dans notre conversation privée, définitivement.`,
    noneHere: 'Vous n’avez pas de ticket ouvert dans cette conversation.',
  },
  menu: {
    title: 'Centre de services informatique',
    lead: 'Demandez ici, ou écrivez-moi simplement avec vos mots.',
    waiting: (count) => (count > 1 ? `${count} tickets vous attendent` : 'Un ticket vous attend'),
    answerAwaited: 'nous attendons votre réponse',
    isItSolved: 'est-ce résolu pour vous ?',
    show: (number) => `Voir #${number}`,
    ask: 'Demander au centre de services',
    askTitle: 'Centre de services',
    askLabel: 'Que vous faut-il ?',
    send: 'Envoyer',
    help: 'Aide',
    open: (count) => `Mes tickets ouverts (${count})`,
    noOther: 'Aucun autre ticket n’est ouvert.',
    work: (count) => `Assignés à moi (${count})`,
    unclaimed: (count) =>
      count > 1 ? `${count} tickets que personne n’a pris` : `${count} ticket que personne n’a pris`,
    nothingTyped: 'Écrivez ce qu’il vous faut.',
    goesOn: 'Je vous ai répondu dans notre conversation privée.',
    working: 'cherche une réponse…',
  },
  searched: {
    article: 'Article',
    privateTicket: 'Ticket privé',
    nothing: 'Rien n’a été trouvé.',
    title: (words) => `Résultats pour « ${words} »`,
  },
}
