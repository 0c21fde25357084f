import { duration } from '../dates.ts'
import type { duty as english, behalf as englishBehalf } from '../en/duty.ts'

export const duty: typeof english = {
  called: (name, number, until) =>
    `Appel pour le #${number} : ${name}, d’astreinte${until ? ` (relève : ${until})` : ''}.`,
  calledYou: (number, title) => `Vous êtes d’astreinte et le #${number} a besoin de vous maintenant : ${title}`,
  calledFact: 'Appel',
  team: {
    onCall: (name, until) => (until ? `${name} (relève : ${until})` : name),
    nobody: 'personne n’est d’astreinte',
    next: (name, from) => `puis ${name} (début : ${from})`,
  },
  title: 'Astreinte',
  none: 'Aucune équipe n’a encore de planning. Un responsable le met en place dans la console, sous « Garde ».',
  awayNow: 'Absents',
  awayOne: (name, until) => (until ? `${name} (retour : ${until})` : name),
  how: 'Vous pouvez écrire : absent jusqu’à vendredi · de retour · garde @Léa lundi mardi · échange @Karim 7/12 · passer la main',
  agentsOnly: 'Seuls les agents peuvent faire cela. Rien n’a changé.',
  youAreAway: (until) =>
    until
      ? `Absence notée. Retour : ${until}. Rien ne vous est proposé d’ici là et vos tours passent au suivant.`
      : 'Absence notée jusqu’à ce que vous écriviez « de retour ». Rien ne vous est proposé d’ici là et vos tours passent au suivant.',
  youWillBeAway: (from, until) => `Absence notée. Début : ${from} ; retour : ${until}.`,
  youAreBack: 'Bon retour. Vos tours sont de nouveau à vous.',
  wereHere: 'Aucune absence n’était notée.',
  when: (words) =>
    `Je ne comprends pas quand « ${words} » tombe. Essayez : demain, vendredi 9h, 7/12, 2026-12-07 14:00. Il faut une date à venir.`,
  who: (name) =>
    `Je ne sais pas qui est « ${name} », ou plusieurs personnes portent ce nom. Mentionnez-la, ou écrivez le nom complet.`,
  covers: (name, from, to) => `${name} assure la garde. Début : ${from} ; fin : ${to}.`,
  cannotCover: (name) =>
    `${name} n’est dans aucune équipe qui a un planning, ou c’est à un responsable de le décider : vous ne pouvez inscrire que vous-même. Rien n’a changé.`,
  offered: (number, title, until) => `C’est votre tour : le #${number} vous est proposé (fin : ${until}). ${title}`,
  take: 'Je le prends',
  pass: 'Au suivant',
  taken: (number) => `Le #${number} est à vous.`,
  passed: (number) => `Le #${number} passe au suivant.`,
  notOffered: (number) => `Le #${number} ne vous est plus proposé. Rien n’a changé.`,
  teamTold: (team, number) => `Personne n’a encore pris le #${number} : appel de l’équipe « ${team} ».`,
  deskTold: (number) => `Personne n’a encore pris le #${number} : appel de tout le support.`,
  stillWaits: (number, title) => `Le #${number} attend toujours quelqu’un : ${title}`,
  stale: (number, title, minutes) =>
    `Vous avez le #${number}, et rien n’y a été fait depuis ${duration(minutes)} ouvrées : ${title}`,
  brief: {
    title: (number, from, to, why) =>
      to
        ? `Le #${number} passe de ${from} à ${to} : ${why}`
        : `Le #${number} est de nouveau libre, ${from} l’avait : ${why}`,
    why: {
      'shift-end': 'la garde est terminée.',
      away: 'absence prolongée.',
      asked: 'passage de main.',
      left: 'départ du support.',
      moved: 'changement d’équipe.',
    },
    matter: 'Sujet',
    state: 'État',
    lastAsked: 'dernier message du demandeur',
    lastAnswered: 'dernière réponse au demandeur',
    lastNote: 'dernière note',
    nothingPromised: 'Rien n’a encore été dit au demandeur.',
  },
  swap: {
    question: (by, from, to) => `${by} vous demande de reprendre une garde. Début : ${from} ; fin : ${to}.`,
    inReturn: (from, to) => `En échange, la vôtre est reprise. Début : ${from} ; fin : ${to}.`,
    forNothing: 'Rien n’est demandé en échange. Vous pouvez aussi écrire « échange oui » ou « échange non ».',
    accept: 'Accepter',
    decline: 'Refuser',
    accepted: (from, to) => `La garde est à vous. Début : ${from} ; fin : ${to}.`,
    declined: 'Refusé. La personne est prévenue ; rien ne change.',
    none: 'Personne ne vous a proposé d’échange.',
    over: 'Cette question est close : on y a répondu, ou la garde n’est plus la même. Rien n’a changé.',
    asked: (name, from, to) =>
      `${name} a reçu votre demande. Garde concernée, début : ${from} ; fin : ${to}. Elle reste à vous jusqu’à son accord ; un rappel est prévu.`,
    answered: (name, yes, from) =>
      yes
        ? `${name} reprend votre garde (début : ${from}).`
        : `${name} ne peut pas reprendre votre garde (début : ${from}). Elle reste à vous.`,
    unanswered: (from) =>
      `Votre demande d’échange est restée sans réponse (début de la garde : ${from}). La garde était à vous.`,
    noShift: {
      own: () => 'Vous n’avez pas de garde à ce moment-là.',
      theirs: (name) => `${name} n’a pas de garde à ce moment-là.`,
    },
    noTeam: (name) => `${name} et vous n’avez aucune équipe à planning en commun.`,
  },
  handedOver: (count) =>
    count > 1
      ? `${count} tickets sont transmis, chacun avec une synthèse.`
      : `${count} ticket est transmis, avec une synthèse.`,
  nothingInHand: 'Vous n’avez rien en main à transmettre.',
}

export const behalf: typeof englishBehalf = {
  by: 'Ouvert par',
  opened: (number, name) => `Le ticket #${number} est ouvert pour ${name}, qui en est averti.`,
  openedForYou: (by) => `${by} a ouvert un ticket pour vous :`,
  who: 'Pour quelqu’un d’autre (agents)',
  whoHint: 'Son nom complet ; vide : pour vous-même',
}
