import type { TeamId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import type { Tier } from './table.ts'

export interface Team {
  id: TeamId
  name_fr: string
  name_en: string
  tier: Tier
}

/** Every team, the first line first: what the Assign and Escalate forms offer beside people. */
export const teams = (db: Db): Promise<Team[]> =>
  db
    .selectFrom('teams')
    .select(['id', 'name_fr', 'name_en', 'tier'])
    .orderBy('tier')
    .orderBy('name_en')
    .limit(50)
    .execute()

export const teamById = (db: Db, id: TeamId): Promise<Team | undefined> =>
  db.selectFrom('teams').select(['id', 'name_fr', 'name_en', 'tier']).where('id', '=', id).executeTakeFirst()
