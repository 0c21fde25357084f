import { duration } from '../dates.ts'
import type * as english from '../en/agents.ts'

export const holdReasonName: typeof english.holdReasonName = {
  vendor: 'un fournisseur',
  change: 'un changement planifié',
  problem: 'la suppression de la cause d’un problème connu',
  other: 'un élément extérieur au support',
}
export const nameIn: typeof english.nameIn = (team) => team.name_fr

const listed = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')

export const acts: typeof english.acts = {
  more: 'Plus',
  draftArticle: 'Proposer un article',
  articleDrafted: (title) =>
    `Un brouillon attend un relecteur : « ${title} ». Les données personnelles en ont été retirées ; personne ne le lit avant sa publication.`,
  noArticle: 'Ni la solution ni les réponses ne contiennent d’étape à écrire.',
  hold: 'Suspendre',
  holdFor: 'En attente de',
  holdNote: 'Précisions pour les agents',
  resume: 'Reprendre le travail',
  assignHint: 'Un agent ou toute une équipe',
  escalateTo: 'Vers quelle ligne ou équipe',
  team: (name) => `Équipe : ${name}`,
  inOtherLanguage: 'In English',
  asItWas: (at) => `Telle qu’elle était à ${at} : cette copie ne change pas toute seule.`,
  showAgain: 'Afficher l’état actuel',
  undoReply: 'Retirer la réponse',
  undone: 'La réponse est retirée. Son texte est revenu dans le formulaire de réponse.',
  replying: (names) => `${names.join(', ')} ${names.length > 1 ? 'répondent' : 'répond'}…`,
  snooze: 'Mettre de côté',
  snoozeUntil: 'Jusqu’à',
  snoozes: { hour: 'Dans 1 heure', tomorrow: 'Demain 9 h', date: 'Ce jour-là, 9 h' },
  snoozeDay: 'Jour',
  snoozedUntil: 'De côté jusqu’à',
  unsnooze: 'Reprendre maintenant',
  merge: 'Fusionner dans',
  unmerge: 'Séparer de nouveau',
  link: 'Lier ou délier',
  number: 'Numéro de l’autre ticket',
  split: 'Extraire',
  nothingToSplit: 'Le demandeur n’a rien écrit depuis l’ouverture du ticket : il n’y a rien à en extraire.',
  splitMessage: 'Le message qui parle d’autre chose',
  mergedInto: (number) => `Fusionné dans le #${number} : ce qui est dit ici est lu là-bas.`,
  absorbs: (numbers) => `Fusionnés avec celui-ci : ${listed(numbers)}`,
  linkedTo: (numbers) => `Liés : ${listed(numbers)}`,
  useReply: 'Réponse prête ou macro',
  useReplyGo: 'Utiliser',
  useReplyHint: 'Une réponse passe d’abord par le formulaire de réponse. Une macro (⚙) est exécutée aussitôt.',
  whichReply: 'Laquelle',
  macro: (title) => `⚙ ${title}`,
  proposed: 'Le texte est dans le formulaire de réponse : relisez, modifiez, puis envoyez.',
  noSuchReply: (name) => `Aucune réponse prête ni macro ne s’appelle « ${name} ».`,
  whichReplyFor: 'Nommez une réponse et un ticket, par exemple : /desk répondre vpn-reset 1042',
  macroDone: 'La macro est exécutée.',
  noDue: 'bientôt',
  wholeInThread: 'Ce n’est que le début : tout est dans le fil ci-dessous.',
  openInConsole: 'Ouvrir dans la console',
  solution: 'ou ce message donne la solution',
  freedAfter: (minutes) => `Libéré après ${duration(minutes)} ouvrées sans travail dessus.`,
  allOfYou: { requester: 'à tous', number: 'votre ticket', title: 'votre demande' },
}
