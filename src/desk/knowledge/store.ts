import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import type { Db, Tx } from '../../schema.ts'
import { type ArticleDraft, checkDraft, type DraftRefusal, fingerprint } from './article.ts'
import { storeArticles } from './article-rows.ts'
import { type EntryKey, type IndexedText, indexTexts } from './indexing.ts'
import { type Outline, readOutline } from './markdown.ts'
import { isToWait, nameOf, schedule, unschedule } from './scheduling.ts'
import type { ArticleVersion, Audience } from './table.ts'
import { inAllLocales } from './withdrawing.ts'
import { analysis } from './words.ts'

export type Stored =
  | { readonly stored: 'new' | 'changed' | 'unchanged'; readonly article: ArticleId; readonly version: number }
  /** It waits for its instant: since now, or still, word for word. */
  | { readonly stored: 'scheduled' | 'waiting' }
  | { readonly stored: false; readonly why: DraftRefusal }

/**
 * A learned rephrasing counts less than what an author wrote: above .8 the articles that were taught take questions from
 * those that were not, below .7 they gain less themselves (StackFAQ development set, half of the articles taught).
 */
const aliasWeight = 0.75

/** Stores one article in one language; see `upsertArticles`. */
export async function upsertArticle(tx: Tx, draft: ArticleDraft, now: Date): Promise<Stored> {
  const [stored] = await upsertArticles(tx, [draft], now)
  if (!stored) throw new Error('one draft was given and nothing was stored')
  return stored
}

/**
 * Stores articles, each a new version where anything of it changed; what is unchanged is not touched. Answers in the
 * order of the drafts. The last of several drafts of one article and language wins. The whole batch is indexed at once.
 * What is to be shown later waits outside of all this (`scheduling.ts`).
 */
export async function upsertArticles(tx: Tx, drafts: readonly ArticleDraft[], now: Date): Promise<Stored[]> {
  await onlyOne(tx, 'knowledge-index')
  const checked = drafts.map(checkDraft)
  const valid = checked.flatMap((each) => (each.ok ? [each.draft] : []))
  const wanted = new Map(
    valid.filter((draft) => !isToWait(draft, now)).map((draft) => [nameOf(draft), prepare(draft)] as const),
  )
  const later = new Map(valid.filter((draft) => isToWait(draft, now)).map((draft) => [nameOf(draft), draft] as const))
  const waiting = await schedule(tx, [...later.values()], now)
  // What is given without an instant, or with one that has passed, takes the place of what waited.
  const settled = [...wanted].filter(([name]) => !later.has(name)).map(([, { draft }]) => draft)
  await unschedule(tx, settled)
  const articles = await storeArticles(
    tx,
    [...wanted.values()].map(({ draft }) => draft),
    now,
  )
  const current = await currentVersions(
    tx,
    [...articles.values()].map(({ id }) => id),
  )
  const news = [...wanted.values()].flatMap((each) => {
    const article = articles.get(each.draft.externalId)
    if (!article) throw new Error(`the article ${each.draft.externalId} was not stored`)
    const before = current.get(`${article.id} ${each.draft.locale}`)
    const print = fingerprint({ ...each.draft, ...article.labels })
    if (before?.fingerprint === print) return []
    return [{ ...each, fingerprint: print, article: article.id, version: (before?.version ?? 0) + 1 }]
  })
  await storeVersions(tx, news, now)
  await noteSources(
    tx,
    [...wanted.values()].map(({ draft }) => ({ draft, article: articles.get(draft.externalId)?.id })),
  )
  // A new audience, or an article that is back, concerns the languages that this import does not hold as well.
  const whole = [...articles.values()].filter(({ moved }) => moved).flatMap(({ id }) => inAllLocales(id))
  await publish(tx, [...whole, ...news.map(({ article, draft }) => ({ article, locale: draft.locale }))])
  const changed = new Map(news.map((each) => [nameOf(each.draft), each.version]))
  return checked.map((each): Stored => {
    if (!each.ok) return { stored: false, why: each.why }
    if (isToWait(each.draft, now)) return { stored: waiting.has(nameOf(each.draft)) ? 'waiting' : 'scheduled' }
    const article = articles.get(each.draft.externalId)?.id
    if (!article) throw new Error(`the article ${each.draft.externalId} was not stored`)
    const version = changed.get(nameOf(each.draft))
    const before = current.get(`${article} ${each.draft.locale}`)
    return version === undefined
      ? { stored: 'unchanged', article, version: before?.version ?? 0 }
      : { stored: before?.fingerprint ? 'changed' : 'new', article, version }
  })
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
  readonly outline: Outline
}
const prepare = (draft: ArticleDraft): Prepared => ({ draft, outline: readOutline(draft.body) })

/** The last version of each language, and the fingerprint of the one that is shown, where one is. */
async function currentVersions(db: Db, ids: readonly ArticleId[]) {
  const { rows } = await sql<{ article_id: ArticleId; locale: Locale; version: number; fingerprint: string | null }>`
    select article_id, locale, max(version) as version, max(fingerprint) filter (where current) as fingerprint
    from article_versions where article_id = any(${ids}::text[]) group by 1, 2`.execute(db)
  return new Map(rows.map((row) => [`${row.article_id} ${row.locale}`, row]))
}

/** An unchanged version may have come from another place this time. */
async function noteSources(tx: Tx, stored: readonly { draft: ArticleDraft; article: ArticleId | undefined }[]) {
  const from = stored.filter(({ draft }) => draft.source !== undefined)
  await sql`
    update article_versions v set source = k.source
    from unnest(${from.map(({ article }) => article)}::text[], ${from.map(({ draft }) => draft.locale)}::text[],
      ${from.map(({ draft }) => draft.source)}::text[]) k (article_id, locale, source)
    where v.article_id = k.article_id and v.locale = k.locale and v.current and v.source is distinct from k.source`.execute(
    tx,
  )
}

interface NewVersion extends Prepared {
  readonly fingerprint: string
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
        source: draft.source ?? null,
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
