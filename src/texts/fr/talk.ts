import type { talk as english } from '../en/talk.ts'

/** Ce que le bot dit à la personne qui demande. */
export const talk: typeof english = {
  yes: 'Oui',
  no: 'Non',
  cancel: 'Annuler',
  skip: 'Passer',
  person: 'Parler à un humain',
  oldCard: 'Ce bouton appartient à une question précédente. Rien n’a changé.',
  someoneElses: 'Seule la personne qui a demandé peut répondre ici. Rien n’a changé.',
  lost: 'J’ai perdu le fil de notre échange. Redites-moi ce qu’il vous faut.',
  sorry: 'Une erreur s’est produite de notre côté et votre message n’a pas été traité. Un agent est prévenu.',
  secretHidden:
    'J’ai masqué ce qui ressemblait à un mot de passe, une clé, un code ou un numéro de carte dans votre message : ce n’est pas enregistré et personne au support ne le voit. Cela a pourtant traversé la messagerie : supprimez-le ici et changez-le maintenant. Nous ne vous le demanderons jamais.',
  tooOften: {
    minute:
      'Cela fait beaucoup de messages d’un coup. Attendez une minute, puis continuez. Ce que vous écrivez à un agent au sujet d’un ticket ouvert arrive toujours.',
    day: 'Vous avez atteint le nombre de messages que je prends d’une même personne en un jour ; je n’ouvre donc rien de plus pour l’instant. Reprenez demain. Ce que vous écrivez à un agent au sujet d’un ticket ouvert arrive toujours.',
  },
  greeting: {
    hello: (name) =>
      `Bonjour ${name}. Je suis Guichet, le bot du support informatique. Je réponds aux questions, j’ouvre des tickets et je fais venir une personne dès que vous le voulez.`,
    examples: 'Par exemple, vous pouvez écrire :',
    samples: ['Mon VPN ne marche plus depuis ce matin', 'J’ai besoin d’un accès au dossier Finance', 'Statut 1042'],
    hint: 'Décrivez votre problème avec vos mots, en français ou en anglais.',
    vpn: 'Mon VPN ne marche pas',
    password: 'J’ai oublié mon mot de passe',
  },
  help: {
    title: 'Voici ce que je comprends à tout moment :',
    lines: [
      'Décrivez un problème ou une demande avec vos mots.',
      '« un humain » fait venir un agent.',
      '« mes tickets » donne la liste de vos tickets ; « statut 1042 » en montre un.',
      '« fermer 1042 » clôt un de vos tickets, « rouvrir 1042 » le rouvre.',
      '« menu » montre ce qui vous attend et un formulaire pour demander.',
      '« annuler » abandonne ce que nous faisons.',
      '« lier » réunit vos comptes Slack, Teams et web.',
    ],
  },
  thanks: 'Je vous en prie.',
  cancelled: 'Entendu, j’abandonne. Écrivez quand vous avez besoin de quelque chose.',
  nothingToCancel: 'Il n’y a rien à annuler. Que vous faut-il ?',
  unclear: {
    first: 'Je ne suis pas sûr de ce qu’il vous faut. Est-ce l’un de ces sujets ?',
    firstBare:
      'Je ne suis pas sûr de ce qu’il vous faut. Dites-moi en quelques mots ce qui se passe, sur quel appareil ou quelle application.',
    something: 'Quelque chose ne marche pas',
    question: 'J’ai une question',
    request: 'J’ai besoin de quelque chose',
    describe: 'Dites-moi en quelques mots de quoi il s’agit.',
    outOfScope:
      'Je suis le support informatique et ne peux pas vous aider là-dessus. S’agit-il de l’un de ces sujets ?',
    handover: 'Je ne comprends pas assez bien pour vous aider, je fais donc venir une personne.',
  },
  known: {
    title: (title, since) => `Problème connu : ${title}, depuis ${since}. Nous y travaillons.`,
    next: (at) => `Prochain point : ${at}.`,
    meToo: 'Moi aussi',
    different: 'Mon cas est différent',
    joined: 'C’est noté. Je vous préviens ici dès que c’est réglé.',
  },
  answer: {
    reviewed: (version, date) => `v${version}, revu le ${date}`,
    overdue: (date) =>
      date
        ? `Dernière révision le ${date} : cet article n’est peut-être plus à jour.`
        : 'Sa révision est en retard : cet article n’est peut-être plus à jour.',
    version: (version) => `v${version}`,
    source: (title) => `Source : ${title}`,
    fixed: 'Réponse fixe',
    byAi: (titles) => `Rédigé par une IA à partir de : ${titles.join(' · ')}`,
    otherLanguage: 'Cet article n’existe qu’en anglais.',
    solved: 'C’est réglé',
    notSolved: 'Pas réglé',
    great: 'Parfait. Une note ?',
    which: 'L’un d’eux répond-il à votre demande ?',
    none: 'Aucun de ceux-là',
    check: (title) => `« ${title} » a-t-il réglé le problème ?`,
    closedSilently: 'Je ferme pour l’instant. Écrivez à nouveau quand vous voulez.',
    moreInPrivate: 'Dans ce canal, je ne cite que les articles publics. Écrivez-moi en privé pour les autres.',
    notFound: 'Je n’ai trouvé aucune réponse sûre. J’ouvre un ticket avec vous.',
    whichNumber: 'Lequel ? Appuyez dessus, ou écrivez son numéro.',
    stoppage: 'Beaucoup de personnes sont arrêtées : j’ouvre un ticket tout de suite.',
    emergency: 'Cela ne peut pas attendre : je fais venir une personne.',
    emergencyUntil: 'Cela ne peut pas attendre : je fais venir une personne. D’ici là :',
    careful:
      'Sur ce sujet, je ne réponds que ce dont je suis sûr : une personne va regarder. J’ouvre un ticket avec vous.',
    afterTry: 'Alors j’ouvre un ticket avec vous. L’agent verra ce que vous avez déjà essayé.',
  },
  ticket: {
    describe: 'Que se passe-t-il exactement ? Une ou deux phrases suffisent.',
    impact: 'Qui est touché ?',
    impacts: { one: 'Moi seulement', team: 'Mon équipe', everyone: 'Tout le monde' },
    urgency: 'Pouvez-vous travailler en attendant ?',
    urgencies: { high: 'Non, tout est bloqué', medium: 'Difficilement', low: 'Oui, cela peut attendre' },
    device:
      'De quel appareil ou de quelle application s’agit-il ? Le numéro d’inventaire aide (il est sur l’étiquette).',
    recap: 'J’ouvre ce ticket ?',
    recapAgain: 'Voici le ticket tel qu’il serait ouvert.',
    open: 'Ouvrir le ticket',
    change: 'Modifier',
    changeTitle: 'Modifier le ticket',
    save: 'Enregistrer',
    dropped: 'Entendu, rien n’a été ouvert.',
    labels: {
      title: 'Titre',
      description: 'Description',
      category: 'Catégorie',
      impact: 'Touchés',
      urgency: 'Urgence',
      priority: 'Priorité',
      device: 'Appareil',
      tried: 'Déjà essayé',
    },
    opened: (number, priority) => `Le ticket #${number} est ouvert, priorité ${priority}.`,
    promise: (at) => `Un agent répond avant ${at}.`,
    opens: (at) => `L’équipe revient ${at}.`,
    goPrivate: 'Écrivez « privé » ici pour continuer en message direct, lu de vous et des agents seulement.',
    goOn: 'Écrivez ici si vous avez quelque chose à ajouter : cela arrive directement dans le ticket.',
  },
  handover: {
    understood: 'Entendu, je vous passe une personne. Vous n’aurez pas à vous répéter.',
    ticket: (number) => `Votre ticket est le #${number}.`,
    queue: (ahead, minutes) => {
      const people =
        ahead === 0
          ? 'Vous êtes en tête de file'
          : ahead === 1
            ? '1 personne avant vous'
            : `${ahead} personnes avant vous`
      return `${people}, environ ${minutes} min.`
    },
    closed: (at) => `L’équipe revient ${at}. Si cela bloque votre travail maintenant, appelez l’astreinte.`,
    page: 'Appeler l’astreinte',
    pageRules: 'Pour un blocage qui ne peut pas attendre l’ouverture.',
    paged: 'L’astreinte est appelée. Elle vous répond ici.',
    cannotPage: 'Ce ticket est déjà entre les mains de quelqu’un.',
    noProblem: 'Souhaite parler à une personne',
    already: (number) => `Vous êtes déjà dans la file avec le ticket #${number}. Une personne vous répond ici.`,
    tellMore: 'Vous pouvez décrire votre problème ici en attendant.',
  },
  status: {
    none: 'Vous n’avez aucun ticket.',
    mine: 'Vos tickets :',
    line: (number, title, status) => `#${number} · ${status} · ${title}`,
    more: (count) => `et ${count} de plus`,
    unknown: (number) => `Je ne vous connais pas de ticket #${number}.`,
    assignee: 'Agent',
    openedOn: 'Ouvert',
    status: 'Statut',
    responseDue: 'Réponse avant',
    resolutionDue: 'Résolu avant',
    resolution: 'Solution',
    which: 'Quel ticket ? Écrivez par exemple « statut 1042 ».',
  },
  own: {
    closed: (number) =>
      `Le ticket #${number} est clôturé. Écrivez « rouvrir ${number} » dans les cinq jours si vous en avez encore besoin.`,
    isClosed: (number) => `Le ticket #${number} est déjà clôturé.`,
    isOpen: (number) => `Le ticket #${number} est déjà ouvert : ce que vous écrivez y arrive.`,
    again: (number) =>
      `Le ticket #${number} est clôturé depuis trop longtemps pour être rouvert : un nouveau ticket prend la suite.`,
  },
  followUp: {
    solved: (by, number, solution) => `${by} indique que le ticket #${number} est résolu : ${solution}`,
    ask: 'Est-ce réglé pour vous ?',
    reopen: 'Non, rouvrir',
    reopened: (number) =>
      `Le ticket #${number} est rouvert, avec tout ce qui a été dit. Qu’est-ce qui ne va pas encore ?`,
    reopenedNoted: 'Merci, je l’ai transmis.',
    closed: (number) => `Le ticket #${number} est clos. Quelle note pour cette aide ?`,
    closedOnly: (number) => `Le ticket #${number} est clôturé.`,
    tooLate: (number) =>
      `Le ticket #${number} est clos depuis trop longtemps pour être rouvert. Dites-moi ce qui se passe et j’en ouvre un nouveau.`,
    about: (number) => `Est-ce au sujet du ticket #${number} ?`,
    aboutIt: 'Oui, le rouvrir',
    aboutNew: 'Non, autre chose',
  },
  rating: {
    scale: '1 : mauvaise, 5 : excellente.',
    thanks: 'Merci.',
    comment: 'Souhaitez-vous ajouter un mot ? C’est facultatif.',
    noted: 'Merci, cela nous aide.',
    noComment: 'Sans commentaire',
  },
  link: {
    code: (code) =>
      `Votre code est ${code}. Dans les 10 minutes, écrivez-moi « lier ${code} » depuis votre autre compte.`,
    private: 'Je ne fais cela qu’en conversation privée. Écrivez-moi « lier » là-bas.',
    done: (accounts) => `C’est fait : vos ${accounts} comptes sont réunis. Vous voyez les mêmes tickets sur chacun.`,
    wrong:
      'Ce code n’est pas valable, ou ne l’est plus. Écrivez « lier » depuis votre autre compte pour en obtenir un nouveau.',
    same: 'Ce code vient de ce compte même. Saisissez-le dans l’autre.',
    tooMany: 'Trop de codes faux. Attendez 15 minutes, puis demandez-en un nouveau.',
  },
  subscribe: {
    done: (filter) =>
      `Ce canal reçoit désormais une ligne à chaque mise à jour${filter ? ` des tickets avec ${filter}` : ''}.`,
    gone: (count) => (count ? 'Ce canal ne reçoit plus de mises à jour.' : 'Ce canal n’avait pas d’abonnement.'),
    word: (word) => `Je ne comprends pas « ${word} ». Exemple : subscribe #canal priority>=P2 category=network`,
    agentsOnly: 'Seuls les agents peuvent faire cela.',
    doneHere: (filter) =>
      `Vous recevez désormais ici une ligne à chaque mise à jour${filter ? ` des tickets avec ${filter}` : ''}, hors vos propres gestes.`,
    goneHere: (count) => (count ? 'Vous ne recevez plus de mises à jour ici.' : 'Vous n’étiez abonné à rien ici.'),
    noWebChannels:
      'Le web n’a pas de canaux. Écrivez « subscribe » sans canal pour recevoir les mises à jour ici, ou écrivez-le dans le canal Slack ou Teams lui-même.',
    noChannel: 'Indiquez un canal, ou écrivez ceci dans le canal même.',
  },
  command: {
    unknown: (word) => `Je ne connais pas « ${word} ». Essayez : new, mes tickets, statut 1042, subscribe, lier, aide.`,
    askInPrivate: 'Je vous ai répondu dans notre conversation privée.',
  },
}
