import { duration } from '../dates.ts'
import type * as english from '../en/desk.ts'

export const statusName: typeof english.statusName = {
  new: 'Nouveau',
  'in-progress': 'En cours',
  waiting: 'En attente du demandeur',
  'on-hold': 'Suspendu',
  resolved: 'Résolu',
  closed: 'Clos',
}
export const typeName: typeof english.typeName = { incident: 'Incident', 'service-request': 'Demande' }
export const categoryNames: Record<string, string> = {
  network: 'Réseau',
  email: 'Messagerie',
  hardware: 'Matériel',
  printing: 'Impression',
  accounts: 'Comptes et accès',
  software: 'Logiciels',
  telephony: 'Téléphonie',
  data: 'Fichiers et données',
  security: 'Sécurité',
  workplace: 'Poste de travail',
}
export const categoryName = (category: string | null) => (category && categoryNames[category]) || 'Autre'
export const pair: typeof english.pair = (label, value) => `${label} : ${value}`
export const languageName: typeof english.languageName = { fr: 'français', en: 'anglais' }
export const priorityName: typeof english.priorityName = {
  P1: 'P1 critique',
  P2: 'P2 haute',
  P3: 'P3 normale',
  P4: 'P4 basse',
}

export const notices: typeof english.notices = {
  claimed: (agent) => `${agent} s’en occupe.`,
  assignedToYou: (number, title) => `Le ticket #${number} est à vous : ${title}`,
  escalated: (tier) => `Votre ticket est passé à la ligne N${tier}. Vous gardez le même fil.`,
  waitingForYou: 'Il nous faut votre réponse pour continuer. Le délai est suspendu en attendant.',
  botIsBack: 'Vous parlez de nouveau au bot. Écrivez « un humain » pour retrouver un agent.',
  internal: 'interne',
  fromRequester: 'du demandeur',
  publicReply: 'envoyé au demandeur',
  edited: 'modifié',
  editedWas: (old) => `modifié ; avant : ${old}`,
  deletedBy: (author) => `${author} a supprimé ce message.`,
  notOfTheDesk: (name) => `${name} (hors support)`,
  agentOf: (agent, number) => `${agent} (support, #${number})`,
  reopenedForYou: (by, number) => `${by} a rouvert le ticket #${number}. Vous gardez le même fil.`,
  reopened: (by, reason) => `${by} a rouvert le ticket : ${reason}`,
  cancelledBy: (by) => `${by} a annulé le ticket.`,
  lowRating: (rating, comment) =>
    `Noté ${rating} sur 5.${comment ? ` « ${comment} »` : ''} Un responsable devrait rappeler.`,
  dueSoon: (number, minutes, clock) =>
    `#${number} : ${clock === 'response' ? 'première réponse attendue' : 'solution attendue'} dans ${duration(minutes)}.`,
  breached: (number, clock) =>
    `#${number} : le délai de ${clock === 'response' ? 'première réponse' : 'résolution'} est dépassé.`,
  paged: (tier, number) => `Personne n’a pris le #${number} à temps. Appel de la ligne N${tier}.`,
  pagedYou: (number, title) => `Le #${number} attend quelqu’un de votre ligne : ${title}`,
  escalatedTo: (by, tier, reason) => `${by} passe à la ligne N${tier} : ${reason}`,
  onHold: (reason) =>
    `Votre ticket est suspendu, en attente de : ${reason}. Nous revenons vers vous dès que le travail reprend.`,
  passedToTeam: (team) => `Votre ticket est passé à l’équipe « ${team} ». Vous gardez le même fil.`,
  givenToTeam: (by, team, reason) => `${by} confie ceci à l’équipe « ${team} »${reason ? ` : ${reason}` : '.'}`,
  yourTeamHas: (team, number, title) => `Le #${number} est maintenant à votre équipe « ${team} » : ${title}`,
  unsent: (by) => `${by} a retiré une réponse.`,
  woken: (why) => (why === 'due' ? 'De retour : le délai est passé.' : 'De retour : le demandeur a écrit.'),
  wokenForYou: (number, title, why) =>
    `Le #${number} est de retour${why === 'reply' ? ', le demandeur a écrit' : ''} : ${title}`,
  mergedForYou: (number, into) =>
    `Votre ticket #${number} est désormais traité avec ${into ? `votre ticket #${into}` : 'd’autres de même cause'}. Vous gardez ce fil : ce que vous y écrivez est lu.`,
  unmergedForYou: (number) => `Votre ticket #${number} est de nouveau traité à part.`,
  absorbed: (by, number) =>
    `${by} a fusionné le #${number} dans ce ticket. Son demandeur lit désormais les réponses publiques.`,
  splitForYou: (number, title) => `L’un de vos messages parle d’autre chose et devient le ticket #${number} : ${title}`,
  splitOff: (by, number) => `${by} a fait d’un message un ticket à part : #${number}`,
  freed: (minutes) => `Personne n’y a travaillé pendant ${duration(minutes)} ouvrées : il attend de nouveau quelqu’un.`,
  freedFromYou: (number, title, minutes) =>
    `Le #${number} a été libéré après ${duration(minutes)} sans travail dessus : ${title}`,
  undone: 'L’action a été annulée.',
  notDelivered: (place, reason) => `Un message n’a pas pu être remis à ${place} : ${reason}`,
  feedLine: (number, priority, category, what) => `#${number} · ${priority} · ${category} · ${what}`,
  feed: {
    opened: 'ouvert',
    claimed: 'pris',
    assigned: 'affecté',
    prioritised: 'priorité changée',
    escalated: 'escaladé',
    replied: 'répondu',
    resolved: 'résolu',
    reopened: 'rouvert',
    closed: 'clos',
    breached: 'délai dépassé',
  },
}

const list = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')

export const agentCard: typeof english.agentCard = {
  requester: 'Demandeur',
  language: 'Langue',
  priority: 'Priorité',
  status: 'Statut',
  category: 'Catégorie',
  assignee: 'Agent',
  nobody: 'personne pour l’instant',
  line: 'Ligne',
  responseDue: 'Première réponse avant',
  resolutionDue: 'À résoudre avant',
  left: (minutes) => (minutes >= 0 ? `reste ${duration(minutes)}` : `retard ${duration(-minutes)}`),
  paused: 'délai suspendu',
  tried: 'Déjà essayé',
  earlier: (numbers) => `Tickets précédents en cinq jours : ${list(numbers)}`,
  alike: (numbers) => `Semblables : ${list(numbers)}`,
  cluster: (numbers, hours, perHour) =>
    `Ressemble à ${numbers.length} autres en ${hours} h, +${perHour}/h : ${list(numbers)}. Un incident majeur ? Une personne en décide.`,
  frustrated: 'Le demandeur est agacé : répondez en personne, ne renvoyez pas vers un article.',
  handover: 'A demandé une personne.',
  rule: 'Ce qui est écrit dans ce fil reste interne. Répondre envoie au demandeur.',
  claim: 'Prendre',
  assign: 'Affecter',
  assignTo: 'Affecter à',
  reply: 'Répondre',
  replyTitle: 'Réponse publique',
  replyLabel: 'Votre réponse au demandeur',
  send: 'Envoyer',
  note: 'Note',
  noteTitle: 'Note interne',
  noteLabel: 'Pour les agents seulement',
  save: 'Enregistrer',
  prioritise: 'Priorité',
  newPriority: 'Nouvelle priorité',
  reason: 'Raison',
  categorise: 'Catégorie',
  escalate: 'Escalader',
  escalateTo: 'Vers quelle ligne',
  lines: { 1: 'N1 première ligne', 2: 'N2 deuxième ligne', 3: 'N3 troisième ligne' },
  wait: 'Mettre en attente',
  resolve: 'Résoudre',
  resolution: 'Ce qui a réglé le problème',
  handBack: 'Rendre la main au bot',
  summary: 'Résumer',
  suggestion: 'Proposer une réponse',
  translation: 'Traduire',
  drafting: 'L’assistant rédige ; son brouillon arrive ici en message interne.',
  drafts: {
    summary: 'Résumé rédigé par une IA. Vérifiez-le avant de vous y fier.',
    suggestion: 'Réponse proposée par une IA. Rien n’a été envoyé : vérifiez, modifiez, puis utilisez Répondre.',
    translation: 'Traduction du dernier message, faite par une IA.',
  },
  noDraft: 'L’assistant n’a donné aucun brouillon utilisable cette fois. Continuez sans lui.',
  byReaction: (emoji: string) => `Marqué ${emoji} sur la carte du ticket.`,
  reopen: 'Rouvrir',
  cancel: 'Annuler',
  refusals: {
    'not-found': 'Ce ticket n’existe pas.',
    'not-allowed': 'Seuls les agents peuvent faire cela. Rien n’a changé.',
    'already-claimed': (by) => `${by} l’a déjà pris.`,
    'not-from-here': (status) => `Ce n’est pas possible tant que le ticket est « ${status} ».`,
    empty: 'Il manque quelque chose : remplissez le champ.',
    overtaken: (by, text) => `${by} a écrit entre-temps : « ${text} ». Renvoyez si votre réponse convient toujours.`,
    'same-ticket': 'C’est ce ticket lui-même, ou l’un de ceux qui y sont déjà joints.',
    'nothing-to-undo': 'Il n’y a plus rien de vous à annuler.',
  },
  done: 'C’est fait.',
}
