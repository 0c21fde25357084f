import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import type { Db, Tx } from '../../schema.ts'
import { audienceLevel } from './article.ts'
import { type Counted, countTerms, type Prepared, prepare } from './postings.ts'
import type { SearchTitlesTable } from './search-table.ts'
import { mayBeMisspelt, variants } from './spelling.ts'
import type { Audience } from './table.ts'
import { analysis } from './words.ts'

export interface IndexedTitle {
  readonly kind: SearchTitlesTable['kind']
  readonly text: string
  readonly weight: number
}
/** What search is told of the current version of an article in one language. */
export interface IndexedText {
  readonly article: ArticleId
  readonly locale: Locale
  readonly version: number
  readonly audience: Audience
  /** The article's own title first. */
  readonly titles: readonly IndexedTitle[]
  readonly body: string
}
export type EntryKey = Pick<IndexedText, 'article' | 'locale'>

/**
 * Puts texts into the index, in place of what it held for the same articles and languages. Only the rows of these texts
 * and the counts of their terms change, whatever the size of the base.
 */
export async function indexTexts(tx: Tx, texts: readonly IndexedText[]): Promise<void> {
  if (texts.length === 0) return
  await removeFromIndex(tx, texts)
  const prepared = texts.map(prepare)
  for (const locale of new Set(texts.map((text) => text.locale))) {
    const ofLocale = prepared.filter(({ text }) => text.locale === locale)
    const termIds = await addTerms(tx, locale, countTerms(ofLocale))
    const entryIds = await addEntries(tx, locale, ofLocale, termIds)
    await addTitles(tx, ofLocale, entryIds, termIds)
    await addPostings(tx, ofLocale, entryIds, termIds)
    await addGrams(tx, locale, ofLocale)
    await addTotals(tx, locale, ofLocale)
  }
}

/** Takes articles out of the index and their share out of its counts. What is not in it is ignored. */
export async function removeFromIndex(tx: Tx, keys: readonly EntryKey[]): Promise<void> {
  // Writers take turns, so that counts stay right and no two of them wait for each other's terms.
  await onlyOne(tx, 'knowledge-index')
  const gone = sql`
    select e.id, e.locale, e.audience, e.length, e.terms from search_entries e
    join unnest(${keys.map((key) => key.article)}::text[], ${keys.map((key) => key.locale)}::text[]) k (article_id, locale)
      on k.article_id = e.article_id and k.locale = e.locale`
  const found = await sql<{ id: number }>`${gone}`.execute(tx)
  if (found.rows.length === 0) return
  const ids = found.rows.map(({ id }) => id)
  await sql`
    with gone as (select id, locale, audience, terms from search_entries where id = any(${ids}::int[])),
    titled as (select distinct t.entry_id, u.term_id from search_titles t, unnest(t.terms) u (term_id) where t.entry_id = any(${ids}::int[])),
    held as (select g.id as entry_id, g.audience, u.term_id from gone g, unnest(g.terms) u (term_id)),
    cleared as (delete from search_postings p using held h where p.term_id = h.term_id and p.audience = h.audience and p.entry_id = h.entry_id),
    fewer as (select h.term_id, count(*) as entries, count(t.term_id) as titles from held h left join titled t using (entry_id, term_id) group by 1)
    update search_terms s set entries = s.entries - f.entries, titles = s.titles - f.titles from fewer f where s.id = f.term_id`.execute(
    tx,
  )
  await sql`
    with fewer as (
      select locale, gram, count(*) as entries
      from (select distinct e.locale, e.id, g.gram from search_entries e join search_titles t on t.entry_id = e.id, unnest(t.grams) g (gram) where e.id = any(${ids}::int[])) held
      group by 1, 2)
    update search_grams s set entries = s.entries - f.entries from fewer f where s.locale = f.locale and s.gram = f.gram`.execute(
    tx,
  )
  await sql`
    with gone as (select id, locale, length from search_entries where id = any(${ids}::int[])),
    titles as (select g.locale, count(*) as titles, sum(t.length) as title_length, sum(t.gram_length) as gram_length from gone g join search_titles t on t.entry_id = g.id group by 1),
    bodies as (select locale, count(*) as entries, sum(length) as length from gone group by 1)
    update search_totals s set entries = s.entries - b.entries, length = s.length - b.length, titles = s.titles - t.titles,
      title_length = s.title_length - t.title_length, gram_length = s.gram_length - t.gram_length
    from bodies b join titles t using (locale) where s.locale = b.locale`.execute(tx)
  await tx.deleteFrom('search_entries').where('id', 'in', ids).execute()
}

/** Counts the terms, and makes new ones findable under their misspellings. */
async function addTerms(tx: Tx, locale: Locale, counted: ReadonlyMap<string, Counted>): Promise<Map<string, number>> {
  const rows = [...counted].sort(([a], [b]) => (a < b ? -1 : 1))
  const stored = await sql<{ id: number; term: string; entries: number }>`
    insert into search_terms (locale, term, entries, titles)
    select ${locale}, * from unnest(${rows.map(([term]) => term)}::text[], ${rows.map(([, n]) => n.entries)}::int[], ${rows.map(([, n]) => n.titles)}::int[])
    on conflict (locale, term) do update
      set entries = search_terms.entries + excluded.entries, titles = search_terms.titles + excluded.titles
    returning id, term, entries`.execute(tx)
  const fresh = stored.rows.filter(({ term, entries }) => entries === counted.get(term)?.entries && mayBeMisspelt(term))
  const spellings = fresh.flatMap(({ id, term }) => variants(term).map((variant) => ({ id, variant })))
  await sql`
    insert into search_spellings (locale, variant, term_id)
    select ${locale}, * from unnest(${spellings.map(({ variant }) => variant)}::text[], ${spellings.map(({ id }) => id)}::int[])
    on conflict do nothing`.execute(tx)
  return new Map(stored.rows.map(({ id, term }) => [term, id]))
}

const idsOf = (terms: Iterable<string>, ids: ReadonlyMap<string, number>) =>
  [...terms].flatMap((term) => ids.get(term) ?? []).sort((a, b) => a - b)

async function addEntries(tx: Tx, locale: Locale, prepared: readonly Prepared[], terms: ReadonlyMap<string, number>) {
  const stored = await tx
    .insertInto('search_entries')
    .values(
      prepared.map(({ text, postings, length, stems }) => ({
        article_id: text.article,
        locale,
        version: text.version,
        audience: audienceLevel(text.audience),
        analysis,
        length,
        stems,
        terms: idsOf(postings.keys(), terms),
      })),
    )
    .returning(['id', 'article_id'])
    .execute()
  return new Map(stored.map(({ id, article_id }) => [article_id, id]))
}

type Ids<Key> = ReadonlyMap<Key, number>

/** Each insert asked for these ids a moment ago; one that is missing means that a statement above is wrong. */
function idOf<Key>(ids: Ids<Key>, key: Key): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the index gave no id for ${String(key)}`)
  return id
}

async function addTitles(tx: Tx, prepared: readonly Prepared[], entries: Ids<ArticleId>, terms: Ids<string>) {
  const rows = prepared.flatMap(({ text, titles }) =>
    titles.map((title) => ({
      ...title,
      entry_id: idOf(entries, text.article),
      terms: idsOf(title.terms, terms),
    })),
  )
  // A statement takes at most 65,535 parameters.
  for (let at = 0; at < rows.length; at += 1_000) {
    await tx
      .insertInto('search_titles')
      .values(rows.slice(at, at + 1_000))
      .execute()
  }
}

async function addPostings(tx: Tx, prepared: readonly Prepared[], entries: Ids<ArticleId>, terms: Ids<string>) {
  const rows = prepared.flatMap(({ text, postings, length }) =>
    [...postings].map(([term, posting]) => ({
      ...posting,
      term: idOf(terms, term),
      audience: audienceLevel(text.audience),
      entry: idOf(entries, text.article),
      length,
    })),
  )
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
  // In the order of the key, so that the rows of a term lie together.
  await sql`
    insert into search_postings (term_id, audience, entry_id, frequency, length, title_length)
    select * from unnest(${column('term')}::int[], ${column('audience')}::smallint[], ${column('entry')}::int[],
      ${column('frequency')}::smallint[], ${column('length')}::int[], ${column('titleLength')}::smallint[]) order by 1, 2, 3`.execute(
    tx,
  )
}

async function addGrams(tx: Tx, locale: Locale, prepared: readonly Prepared[]) {
  const counts = new Map<string, number>()
  for (const { titles } of prepared)
    for (const gram of new Set(titles.flatMap(({ grams }) => grams))) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  await sql`
    insert into search_grams (locale, gram, entries)
    select ${locale}, * from unnest(${rows.map(([gram]) => gram)}::text[], ${rows.map(([, count]) => count)}::int[])
    on conflict (locale, gram) do update set entries = search_grams.entries + excluded.entries`.execute(tx)
}

async function addTotals(tx: Tx, locale: Locale, prepared: readonly Prepared[]) {
  const titles = prepared.flatMap((each) => each.titles)
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
  await sql`
    update search_totals set
      entries = entries + ${prepared.length}::int,
      length = length + ${sum(prepared.map(({ length }) => length))}::bigint,
      titles = titles + ${titles.length}::int,
      title_length = title_length + ${sum(titles.map(({ length }) => length))}::bigint,
      gram_length = gram_length + ${sum(titles.map(({ gram_length }) => gram_length))}::bigint
    where locale = ${locale}`.execute(tx)
}

/**
 * Tells the database how large the index has become. Without it a planner that still believes the tables to be empty
 * answers ten times slower; servers do it by themselves after a minute, the embedded database every five.
 */
export const refreshStatistics = (db: Db) =>
  sql`vacuum (analyze) search_entries, search_titles, search_terms, search_grams, search_spellings, search_postings,
    articles, article_versions`.execute(db)
