import type { en } from './replies-texts.en.ts'

export const fr: typeof en = {
  list: 'lister ce qui est gardé',
  preview: 'montrer une réponse telle qu’un demandeur la lirait',
  export: 'imprimer le tout en JSON, à modifier puis importer',
  import: 'garder chaque réponse d’un fichier JSON (une liste) ; celles de même nom sont remplacées',
  remove: 'en supprimer une',
  none: 'Aucune réponse n’est prête.',
  unknown: (name) => `Il n’y a pas de réponse « ${name} ».`,
  kept: (count) => `${count} gardées.`,
  removed: (name) => `« ${name} » est supprimée.`,
  notJson: (file) => `${file} n’est pas lisible comme JSON.`,
  refused: (place) =>
    `Rien n’a été gardé ni changé. À corriger : ${place}. Une réponse a name, title {en, fr}, text {en, fr} et, pour une macro, changes ; un texte peut citer {requester}, {number}, {title}, {due} et {agent}.`,
  sample: { requester: 'Marie', number: '#1042', title: 'VPN erreur 809', due: '14:00', agent: 'Karim' },
}
