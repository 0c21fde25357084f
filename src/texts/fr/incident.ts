import type { incident as english } from '../en/incident.ts'

const list = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')
const tickets = (count: number) => (count < 2 ? `${count} signalement` : `${count} signalements`)
const people = (count: number) => (count < 2 ? `${count} personne suit` : `${count} personnes suivent`)

export const incident: typeof english = {
  problem: (what) => `Perturbation : ${what}`,
  title: (problem) => `Incident majeur : ${problem}`,
  description: (by, numbers) => `Déclaré par ${by} à partir de ${list(numbers)}.`,
  declare: 'Déclarer un incident majeur',
  paged: (by, number, title) => `${by} a déclaré un incident majeur, #${number} : ${title}`,
  link: 'Rattacher à un incident',
  linkTo: 'Incident majeur',
  unlink: 'Pas cet incident',
  withdraw: 'Finalement pas un incident',
  resolveAll: 'Tout résoudre',
  update: 'Informer tout le monde',
  updateTitle: 'Un message pour tout le monde',
  updateEn: 'En anglais',
  updateFr: 'En français',
  updateHint: 'Une langue suffit ; les deux, c’est mieux.',
  next: 'Prochaine information dans',
  nextIn: { 15: '15 min', 30: '30 min', 60: '1 h', 120: '2 h', 0: 'non prévue' },
  reword: 'Libellé',
  rewordTitle: 'Ce qui est dit du problème',
  leads: (reports, followers, next) =>
    `Incident majeur : ${tickets(reports)}, ${people(followers)}.${next ? ` Prochaine information ${next}.` : ''}`,
  belongs: (number) => `Fait partie de l’incident majeur #${number}.`,
  under: (number, title) => `#${number} · ${title}`,
  updateDue: (number) => `Une information sur l’incident majeur #${number} est attendue.`,
  updated: (by, told, words) => `${by} a informé ${told} ${told < 2 ? 'personne' : 'personnes'} : ${words}`,
  reported: (author, number) => `${author} (#${number})`,
  told: (title, since, number) =>
    `Votre ticket #${number} fait partie d’un problème connu : ${title}, depuis ${since}. Nous y travaillons pour tout le monde ; vous n’avez rien à faire.`,
  willTell: 'Je vous préviens ici de chaque avancée.',
  news: (title, words) => `Du nouveau sur « ${title} » : ${words}`,
  latest: (words) => `Dernière nouvelle : ${words}`,
  following: 'Vous le suivez déjà. Je vous préviens ici de chaque avancée.',
  unlinked: (number) => `Votre ticket #${number} est finalement un cas à part : un agent s’en occupe séparément.`,
  withdrawn: (title) => `« ${title} » n’est finalement pas un problème commun à tous.`,
  goesOn: (number) => `Votre ticket #${number} suit son propre cours.`,
  over: (title, words) => `« ${title} » est résolu : ${words}`,
  back: 'Est-ce que cela fonctionne de nouveau pour vous ?',
  still: 'Votre problème est-il toujours là ?',
  glad: 'Bien. Merci de votre patience.',
  ownTicket: (number) =>
    `J’en suis désolé. Votre ticket #${number} est ouvert, avec tout ce qui a été dit. Un agent vous répond ici.`,
  notBack: 'Cela ne fonctionne toujours pas après l’incident majeur.',
  followed: (number) => `A suivi l’incident majeur #${number}`,
}
