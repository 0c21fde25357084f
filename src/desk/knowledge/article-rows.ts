import { sql } from 'kysely'
import { type ArticleId, newId } from '../../platform/ids.ts'
import type { Tx } from '../../schema.ts'
import { type ArticleDraft, audienceLevel } from './article.ts'
import type { Article, Audience } from './table.ts'

const defaultAudience: Audience = 'employees'

/** What an article says of itself in all its languages. */
type Labels = { audience: Audience } & Pick<ArticleDraft, 'service' | 'category' | 'owner'>
type Known = Map<string, { id: ArticleId; moved: boolean; labels: Labels }>

/** The rows that the versions hang on, written only where they differ. What a draft does not say stays as it was. */
export async function storeArticles(tx: Tx, versions: readonly ArticleDraft[], now: Date): Promise<Known> {
  const drafts = oneEach(versions)
  if (drafts.length === 0) return new Map()
  const ids = drafts.map(({ externalId }) => externalId)
  const before = await tx
    .selectFrom('articles')
    .selectAll()
    .where('external_id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  const known = new Map(before.map((row) => [row.external_id, row]))
  const rows = drafts.map((draft) => asRow(draft, known.get(draft.externalId), now))
  const changed = rows.filter((row) => JSON.stringify(row) !== JSON.stringify(pick(known.get(row.external_id))))
  for (let at = 0; at < changed.length; at += 2_000) {
    await tx
      .insertInto('articles')
      .values(changed.slice(at, at + 2_000))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          audience: eb.ref('excluded.audience'),
          service: eb.ref('excluded.service'),
          category: eb.ref('excluded.category'),
          owner: eb.ref('excluded.owner'),
          source: eb.ref('excluded.source'),
          withdrawn_at: null,
        })),
      )
      .execute()
  }
  return new Map(
    rows.map(({ id, external_id, ...row }) => {
      const old = known.get(external_id)
      const moved = old !== undefined && (old.withdrawn_at !== null || old.audience !== row.audience)
      return [external_id, { id, moved, labels: labelsOf(row) }]
    }),
  )
}

const labelsOf = ({
  audience,
  service,
  category,
  owner,
}: Pick<Article, 'audience' | 'service' | 'category' | 'owner'>) => ({
  audience,
  ...(service && { service }),
  ...(category && { category }),
  ...(owner && { owner }),
})

/** The last version speaks for its article, but where two of them name an audience, the narrower was meant. */
function oneEach(versions: readonly ArticleDraft[]): ArticleDraft[] {
  const drafts = new Map<string, ArticleDraft>()
  for (const version of versions) {
    const before = drafts.get(version.externalId)?.audience
    const narrower = before && (!version.audience || audienceLevel(before) > audienceLevel(version.audience))
    drafts.set(version.externalId, narrower ? { ...version, audience: before } : version)
  }
  return [...drafts.values()]
}

function asRow(draft: ArticleDraft, old: Article | undefined, now: Date) {
  return {
    id: old?.id ?? newId('art'),
    external_id: draft.externalId,
    audience: draft.audience ?? old?.audience ?? defaultAudience,
    service: draft.service ?? old?.service ?? null,
    category: draft.category ?? old?.category ?? null,
    owner: draft.owner ?? old?.owner ?? null,
    source: draft.source ?? old?.source ?? null,
    created_at: old?.created_at ?? now,
    withdrawn_at: null,
  }
}

/** A stored row with its columns in the order of `asRow`, so that the two can be compared as text. */
const pick = (row: Article | undefined) => {
  if (!row) return undefined
  const { id, external_id, audience, service, category, owner, source, created_at, withdrawn_at } = row
  return { id, external_id, audience, service, category, owner, source, created_at, withdrawn_at }
}
