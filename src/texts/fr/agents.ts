import type * as english from '../en/agents.ts'

export const holdReasonName: typeof english.holdReasonName = {
  vendor: 'un fournisseur',
  change: 'un changement planifié',
  problem: 'la suppression de la cause d’un problème connu',
  other: 'un élément extérieur au support',
}
export const nameIn: typeof english.nameIn = (team) => team.name_fr

export const acts: typeof english.acts = {
  more: 'Plus',
  hold: 'Suspendre',
  holdFor: 'En attente de',
  holdNote: 'Précisions pour les agents',
  resume: 'Reprendre le travail',
  assignHint: 'Un agent ou toute une équipe',
  escalateTo: 'Vers quelle ligne ou équipe',
  team: (name) => `Équipe : ${name}`,
}
