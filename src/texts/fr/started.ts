import type { started as english } from '../en/started.ts'

export const started: typeof english = {
  title: 'Guichet est prêt.',
  console: (address) => `Console    ${address}/`,
  workerOnly: 'Worker seul : pas d’adresse web.',
  busy: (port) => `           (le port ${port} était pris, voici le suivant)`,
  data: (place) => `Données    ${place}`,
  signIn: (link) => `Entrer     ${link} (une fois, dans les 10 minutes)`,
  seeded: 'Démo       personnes, articles et tickets sont chargés',
  stop: 'Arrêter    Ctrl+C (rien n’est perdu)',
  reset: 'Repartir   npm start -- --reset',
}
