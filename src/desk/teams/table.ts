import type { TeamId } from '../../platform/ids.ts'

/** The lines of support: N1 answers first, N2 and N3 are called when it cannot. */
export type Tier = 1 | 2 | 3
export interface TeamsTable {
  id: TeamId
  slug: string
  name_fr: string
  name_en: string
  tier: Tier
}
