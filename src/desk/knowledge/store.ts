import { sql } from 'kysely'
import { locales } from '../../chat/locale.ts'
import { type ArticleId, newId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import type { Db, Tx } from '../../schema.ts'
import { type ArticleDraft, checkDraft, type DraftRefusal, fingerprint } from './article.ts'
import { type EntryKey, type IndexedText, indexTexts, removeFromIndex } from './indexing.ts'
import { type Outline, readOutline } from './markdown.ts'
import type { Article, ArticleVersion, Audience } from './table.ts'
import { analysis } from './words.ts'

export type Stored =
  | { readonly stored: 'new' | 'changed' | 'unchanged'; readonly article: ArticleId; readonly version: number }
  | { readonly stored: false; readonly why: DraftRefusal }

/**
 * A learned rephrasing counts less than what an author wrote: above .8 the articles that were taught take questions from
 * those that were not, below .7 they gain less themselves (StackFAQ development set, half of the articles taught).
 */
const aliasWeight = 0.75
const defaultAudience: Audience = 'employees'

/** Stores one article in one language; see `upsertArticles`. */
export async function upsertArticle(tx: Tx, draft: ArticleDraft, now: Date): Promise<Stored> {
  const [stored] = await upsertArticles(tx, [draft], now)
  if (!stored) throw new Error('one draft was given and nothing was stored')
  return stored
}

/**
 * Stores articles, each a new version where anything of it changed; what is unchanged is not touched. Answers in the
 * order of the drafts. The last of several drafts of one article and language wins. The whole batch is indexed at once.
 */
export async function upsertArticles(tx: Tx, drafts: readonly ArticleDraft[], now: Date): Promise<Stored[]> {
  await onlyOne(tx, 'knowledge-index')
  const checked = drafts.map(checkDraft)
  const wanted = new Map(
    checked.flatMap((each) => (each.ok ? [[nameOf(each.draft), prepare(each.draft)] as const] : [])),
  )
  const articles = await storeArticles(tx, [...wanted.values()], now)
  const current = await currentVersions(
    tx,
    [...articles.values()].map(({ id }) => id),
  )
  const news = [...wanted.values()].flatMap((each) => {
    const article = articles.get(each.draft.externalId)
    if (!article) throw new Error(`the article ${each.draft.externalId} was not stored`)
    const before = current.get(`${article.id} ${each.draft.locale}`)
    const same = before?.fingerprint === each.fingerprint
    return same ? [] : [{ ...each, article: article.id, version: (before?.version ?? 0) + 1 }]
  })
  await storeVersions(tx, news, now)
  // A new audience, or an article that is back, concerns the languages that this import does not hold as well.
  const whole = [...articles.values()].filter(({ moved }) => moved).flatMap(({ id }) => inAllLocales(id))
  await publish(tx, [...whole, ...news.map(({ article, draft }) => ({ article, locale: draft.locale }))])
  const changed = new Map(news.map((each) => [nameOf(each.draft), each.version]))
  return checked.map((each): Stored => {
    if (!each.ok) return { stored: false, why: each.why }
    const article = articles.get(each.draft.externalId)?.id
    if (!article) throw new Error(`the article ${each.draft.externalId} was not stored`)
    const version = changed.get(nameOf(each.draft))
    const before = current.get(`${article} ${each.draft.locale}`)?.version ?? 0
    return version === undefined
      ? { stored: 'unchanged', article, version: before }
      : { stored: before === 0 ? 'new' : 'changed', article, version }
  })
}

/** Takes an article out of search in all its languages. Its versions stay, so that old answers can be explained. */
export async function withdrawArticle(tx: Tx, article: ArticleId, now: Date) {
  const gone = await tx
    .updateTable('articles')
    .set({ withdrawn_at: now })
    .where('id', '=', article)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (Number(gone.numUpdatedRows) === 0) return { withdrawn: false, why: 'not-published' } as const
  await removeFromIndex(tx, inAllLocales(article))
  return { withdrawn: true } as const
}

/** Withdraws what an earlier import of the same source brought and this one no longer holds. Returns the external ids. */
export async function withdrawMissing(tx: Tx, source: string, kept: readonly string[], now: Date): Promise<string[]> {
  const gone = await tx
    .selectFrom('articles')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('withdrawn_at', 'is', null)
    .where('external_id', '<>', sql<string>`all(${kept}::text[])`)
    .orderBy('external_id')
    .execute()
  for (const { id } of gone) await withdrawArticle(tx, id, now)
  return gone.map(({ external_id }) => external_id)
}

/** Indexes again what a previous version of the text analysis made, `batch` entries at most. Returns how many it did. */
export async function refreshIndex(tx: Tx, batch = 200): Promise<number> {
  const stale = await tx
    .selectFrom('search_entries')
    .select(['article_id as article', 'locale'])
    .where('analysis', '<>', analysis)
    .orderBy('id')
    .limit(batch)
    .execute()
  await publish(tx, stale)
  return stale.length
}

/** Puts the current version of these articles, with their synonyms and active aliases, into the index. */
export async function publish(tx: Tx, keys: readonly EntryKey[]): Promise<void> {
  if (keys.length === 0) return
  const pairs = sql`(select distinct * from unnest(${keys.map(({ article }) => article)}::text[], ${keys.map(({ locale }) => locale)}::text[]) u (article_id, locale)) k`
  const versions = await sql<ArticleVersion & { audience: Audience }>`
    select v.*, a.audience from ${pairs} join articles a on a.id = k.article_id
    join article_versions v on v.article_id = k.article_id and v.locale = k.locale and v.current
    where a.withdrawn_at is null order by v.article_id, v.locale`.execute(tx)
  const aliases = await sql<{ article_id: ArticleId; locale: string; text: string }>`
    select l.article_id, l.locale, l.text from ${pairs} join article_aliases l using (article_id, locale)
    where l.state = 'active' order by l.id`.execute(tx)
  await indexTexts(
    tx,
    versions.rows.map((version) => {
      const own = aliases.rows.filter(
        (each) => each.article_id === version.article_id && each.locale === version.locale,
      )
      return asIndexed(
        version,
        own.map(({ text }) => text),
      )
    }),
  )
}

function asIndexed(version: ArticleVersion & { audience: Audience }, aliases: readonly string[]): IndexedText {
  return {
    article: version.article_id,
    locale: version.locale,
    version: version.version,
    audience: version.audience,
    titles: [
      { kind: 'title', text: version.title, weight: 1 },
      ...version.synonyms.map((text) => ({ kind: 'synonym', text, weight: 1 }) as const),
      ...aliases.map((text) => ({ kind: 'alias', text, weight: aliasWeight }) as const),
    ],
    body: readOutline(version.body).text,
  }
}

interface Prepared {
  readonly draft: ArticleDraft
  readonly fingerprint: string
  readonly outline: Outline
}
const prepare = (draft: ArticleDraft): Prepared => ({
  draft,
  fingerprint: fingerprint(draft),
  outline: readOutline(draft.body),
})
const inAllLocales = (article: ArticleId): EntryKey[] => locales.map((locale) => ({ article, locale }))
const nameOf = ({ externalId, locale }: ArticleDraft) => `${locale} ${externalId}`

type Known = Map<string, { id: ArticleId; moved: boolean }>

/** The rows that the versions hang on, written only where they differ. What a draft does not say stays as it was. */
async function storeArticles(tx: Tx, prepared: readonly Prepared[], now: Date): Promise<Known> {
  const drafts = [...new Map(prepared.map(({ draft }) => [draft.externalId, draft])).values()]
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
    rows.map(({ id, external_id, audience }) => {
      const old = known.get(external_id)
      const moved = old !== undefined && (old.withdrawn_at !== null || old.audience !== audience)
      return [external_id, { id, moved }]
    }),
  )
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

async function currentVersions(db: Db, ids: readonly ArticleId[]) {
  if (ids.length === 0) return new Map<string, { version: number; fingerprint: string }>()
  const rows = await db
    .selectFrom('article_versions')
    .select(['article_id', 'locale', 'version', 'fingerprint'])
    .where('article_id', 'in', ids)
    .where('current', '=', true)
    .execute()
  return new Map(rows.map((row) => [`${row.article_id} ${row.locale}`, row]))
}

interface NewVersion extends Prepared {
  readonly article: ArticleId
  readonly version: number
}

async function storeVersions(tx: Tx, news: readonly NewVersion[], now: Date): Promise<void> {
  if (news.length === 0) return
  await sql`
    update article_versions v set current = false
    from unnest(${news.map(({ article }) => article)}::text[], ${news.map(({ draft }) => draft.locale)}::text[]) k (article_id, locale)
    where v.article_id = k.article_id and v.locale = k.locale and v.current`.execute(tx)
  await tx
    .insertInto('article_versions')
    .values(
      news.map(({ article, version, draft, outline, fingerprint: print }) => ({
        article_id: article,
        locale: draft.locale,
        version,
        current: true,
        fingerprint: print,
        title: draft.title,
        lead: outline.lead,
        steps: JSON.stringify(outline.steps),
        body: draft.body,
        synonyms: JSON.stringify(draft.synonyms ?? []),
        reviewed_on: draft.reviewedOn ?? null,
        review_by: draft.reviewBy ?? null,
        published_at: now,
      })),
    )
    .execute()
  const passages = news.flatMap(({ article, version, draft, outline }) =>
    outline.passages.map((passage, position) => ({
      article_id: article,
      locale: draft.locale,
      version,
      position,
      ...passage,
    })),
  )
  for (let at = 0; at < passages.length; at += 2_000) {
    await tx
      .insertInto('article_passages')
      .values(passages.slice(at, at + 2_000))
      .execute()
  }
}
