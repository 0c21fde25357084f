import { duration } from '../dates.ts'
import type { sla as english } from '../en/sla.ts'

export const sla: typeof english = {
  clock: { response: 'Première réponse', resolution: 'Résolution' },
  cause: {
    opened: 'ticket ouvert',
    'user-replied': 'réponse du demandeur',
    'hold-ended': 'reprise du travail',
    reopened: 'ticket rouvert',
    'taken-back': 'réponse retirée avant l’envoi',
    'waiting-on-user': 'en attente du demandeur',
    'waiting-on-vendor': 'en attente d’un fournisseur',
    'waiting-on-change': 'en attente d’un changement',
    'waiting-on-problem': 'en attente de la résolution d’un problème',
    'on-hold': 'en suspens',
    answered: 'réponse donnée',
    resolved: 'résolu',
    closed: 'clos',
    cancelled: 'annulé',
    merged: 'fusionné avec un autre ticket',
  },
  head: (clock, priority, elapsed, target) =>
    `${clock}, ${priority}\u00A0: ${duration(elapsed)} sur ${duration(target)}`,
  dueAt: (at) => `échéance ${at}`,
  breachedAt: (at, minutes) => `délai dépassé ${at}, ${duration(minutes)} de retard`,
  paused: 'chronomètre arrêté',
  inTime: 'délai tenu',
  span: (from, to) => `de ${from} à ${to}`,
  since: (from) => `depuis ${from}`,
  counted: (when, cause, minutes, total) =>
    `${when}\u00A0: ${cause}, ${duration(minutes)} au compteur (${duration(total)} en tout)`,
  notCounted: (when, cause, minutes) => `${when}\u00A0: ${cause}, ${duration(minutes)} hors compteur`,
  stopped: (at, cause, total) => `${at}\u00A0: ${cause} après ${duration(total)}`,
  newPriority: (line, priority) => `${line}\u00A0; priorité désormais ${priority}`,
}
