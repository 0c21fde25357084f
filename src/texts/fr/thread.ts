import { fileSize } from '../dates.ts'
import type * as english from '../en/thread.ts'

export const files: typeof english.files = {
  size: (bytes) => fileSize('fr', bytes),
  names: (names) => names.map((name) => `📎 ${name}`).join('\n'),
  open: 'Ouvrir le fichier',
  attach: 'Joindre un fichier',
  attached: 'Fichiers à envoyer',
  drop: 'Déposez les fichiers ici',
  detach: (name) => `Retirer ${name}`,
  uploading: (percent) => `${percent} %`,
  inConsole: 'Il peut être ouvert dans la console.',
  waiting: 'en route',
  gone: 'n’est plus conservé',
  reasons: {
    empty: () => 'il est vide.',
    'too-large': (megabytes) => `il dépasse ${megabytes} Mo.`,
    type: () =>
      'ce type de fichier n’est pas accepté. Les images, PDF, documents bureautiques, textes et archives sans programme le sont.',
    gone: () => 'il n’existe plus.',
    'not-allowed': () => 'le bot n’y a pas accès. Un administrateur peut vérifier ses autorisations.',
    outside: () => 'il se trouve dans un autre service. Envoyez le fichier lui-même, et non un lien.',
    unreachable: () => 'il n’a pas pu être récupéré. Renvoyez-le, s’il vous plaît.',
    'too-many': () => 'trop de fichiers attendent d’être envoyés.',
  },
  notTaken: (name, reason) => `Votre fichier « ${name} » n’est pas passé : ${reason}`,
  notReceived: (author, name, reason) => `Le fichier « ${name} » de ${author} n’est pas passé : ${reason}`,
  send: 'Envoyer un fichier',
  sendTitle: 'Envoyer un fichier au demandeur',
  which: 'Quel fichier de ce ticket',
  words: 'Quelques mots avec',
}

export const participants: typeof english.participants = {
  nameOf: (name, number) => `${name} (#${number})`,
  fromParticipant: 'd’un participant, public',
  added: (by, number, title) => `${by} vous a ajouté au ticket #${number} : ${title}`,
  howTo: (number) =>
    `Ce que vous écrivez ici va à tous ceux du ticket. « quitter ${number} » vous en retire, « nouvelle demande » sert pour autre chose.`,
  soFar: 'Ce qui a été dit jusqu’ici :',
  earlier: (count) =>
    count <= 1 ? '1 message antérieur n’est pas montré.' : `${count} messages antérieurs ne sont pas montrés.`,
  joined: (name, by) => `${by} a ajouté ${name} au ticket.`,
  left: (name) => `${name} ne fait plus partie du ticket.`,
  youLeft: (number) => `Vous ne participez plus au ticket #${number}.`,
  youAreOut: (number) => `Vous ne faites plus partie du ticket #${number} ; plus rien n’en arrive ici.`,
  done: (name, number) => `${name} participe désormais au #${number}.`,
  removed: (name, number) => `${name} ne participe plus au #${number}.`,
  already: (name, number) => `${name} participe déjà au #${number}.`,
  notThere: (name, number) => `${name} ne participe pas au #${number}.`,
  whom: 'Nommez une personne et un ticket, par exemple : ajouter @Paul 1042',
  unknown: (name) => `Je ne connais pas « ${name} ». Mentionnez la personne avec @, ou écrivez son nom complet.`,
  several: (name) => `Plusieurs personnes s’appellent « ${name} ». Mentionnez avec @ celle que vous voulez.`,
  unreachable: (name) => `${name} n’a pas de compte où je puisse écrire.`,
  add: 'Ajouter un collègue',
  addTitle: 'Ajouter un collègue à ce ticket',
  who: 'Nom complet',
  takePart: 'Participants',
}
export const side: typeof english.side = {
  open: 'Demander à une autre équipe',
  title: 'Conversation annexe',
  hint: 'Le demandeur ne la voit pas. Les réponses reviennent en notes internes.',
  to: 'Personne (nom complet) ou canal (#…)',
  words: 'Votre question',
  send: 'Demander',
  asks: (by, number) => `${by} (support) demande, à propos du ticket #${number} :`,
  answerHere: 'Écrivez votre réponse ici : elle va aux agents de ce ticket, et non au demandeur.',
  into: (to, text) => `À ${to}, en conversation annexe : ${text}`,
  from: 'conversation annexe',
  done: 'C’est demandé. La réponse arrive ici en note interne.',
  whom: 'Nommez une personne ou un canal, un ticket et votre question, par exemple : annexe @Paul 1042 Ce commutateur est-il à vous ?',
}
