import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import { type ArticleId, newId, type PersonId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import { redact } from '../../platform/redact.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Db, Tx } from '../../schema.ts'
import { publish } from './store.ts'
import type { AliasId, ArticleAlias } from './table.ts'
import { analyse } from './words.ts'

/**
 * What one person, or a few who agree to it, can do to search is bounded: two persons must confirm; one person's
 * confirmations teach so many questions a month; an article learns so many; a question that is the title of another
 * article is never learned; as many noes as yeses suspend an alias; and whoever looks after the base can revoke it.
 */
export const learningLimits = {
  persons: 2,
  /** Share of their words that two questions must have in common for one to confirm the other. */
  likeness: 0.5,
  wordsAtLeast: 2,
  perPerson: 40,
  perPersonDays: 30,
  perArticle: 20,
} as const

const mostText = 500
const dayInMs = 86_400_000

export interface Verdict {
  readonly article: ArticleId
  readonly locale: Locale
  readonly version: number
  readonly query: string
  /** Place of the article in what was offered, from 1. */
  readonly rank: number
  readonly person: PersonId
  readonly helped: boolean
}
/** What of a verdict teaches. */
export type Taught = Omit<Verdict, 'version' | 'rank'>

export type NotLearned =
  | 'one-person'
  | 'too-short'
  | 'person-cap'
  | 'article-cap'
  | 'another-title'
  | 'revoked'
  | 'disputed'
export type Learned =
  | { readonly learned: true; readonly alias: AliasId }
  | { readonly learned: false; readonly why: NotLearned | 'not-helped' | 'known' }

/** A question without its accidents: its stems, each once, in alphabetical order. */
export const questionKey = (text: string, locale: Locale): string =>
  [...new Set(analyse(text, locale).words.map(({ stem }) => stem))].sort().join(' ')

const asked = ({ query, locale }: Pick<Verdict, 'query' | 'locale'>) => {
  const text = normaliseText(query, mostText).trim()
  return { text, key: questionKey(text, locale) }
}

/**
 * Stores « did this help? »: the last answer of a person to a question about an article. Says whether it may teach anything:
 * what is known already needs no more yeses.
 */
export async function storeVerdict(tx: Tx, verdict: Verdict, now: Date): Promise<{ teaches: boolean }> {
  const { article: article_id, locale, version, rank, person: person_id, helped } = verdict
  const { text: query, key } = asked(verdict)
  const said = { query, version, rank, helped, given_at: now }
  const { known } = await tx
    .insertInto('article_verdicts')
    .values({ article_id, locale, key, person_id, ...said })
    .onConflict((conflict) => conflict.columns(['article_id', 'locale', 'key', 'person_id']).doUpdateSet(said))
    .returning(({ exists, selectFrom }) =>
      exists(
        selectFrom('article_aliases')
          .select('id')
          .where('article_aliases.article_id', '=', article_id)
          .where('article_aliases.locale', '=', locale)
          .where('article_aliases.key', '=', key)
          .where('state', '=', 'active'),
      ).as('known'),
    )
    .executeTakeFirstOrThrow()
  return { teaches: !helped || !known }
}

/**
 * Learns from a verdict that was stored: a question that enough persons confirmed becomes an alias of the article, and a no
 * can suspend what was learned. Done again, it changes nothing more.
 */
export async function learnFrom(tx: Tx, verdict: Taught, now: Date): Promise<Learned> {
  // Two persons who confirm at the same moment must see each other.
  await onlyOne(tx, `verdicts ${verdict.article}`)
  const { text, key } = asked(verdict)
  const opinions = await opinionsOn(tx, verdict, key, now)
  if (!verdict.helped) {
    await suspendDisputed(tx, verdict, key, opinions)
    return { learned: false, why: 'not-helped' }
  }
  return learn(tx, verdict, text, key, opinions, now)
}

/** Both at once, for whoever waits for what was learned. */
export async function recordVerdict(tx: Tx, verdict: Verdict, now: Date): Promise<Learned> {
  await storeVerdict(tx, verdict, now)
  return learnFrom(tx, verdict, now)
}

interface Opinions {
  /** Persons whose confirmation counts, of this question or of one much like it. */
  readonly yes: number
  readonly no: number
  /** The person who speaks has taught enough this month. */
  readonly capped: boolean
}

async function opinionsOn(tx: Tx, { article, locale, person }: Taught, key: string, now: Date): Promise<Opinions> {
  const since = new Date(now.getTime() - learningLimits.perPersonDays * dayInMs)
  const rows = await tx
    .selectFrom('article_verdicts')
    .select(['key', 'person_id', 'helped'])
    .where('article_id', '=', article)
    .where('locale', '=', locale)
    .orderBy('given_at', 'desc')
    .limit(1_000)
    .execute()
  const alike = rows.filter((row) => likeness(row.key, key) >= learningLimits.likeness)
  const teachers = [...new Set(alike.filter((row) => row.helped).map((row) => row.person_id))]
  const busy = await sql<{ person_id: PersonId }>`
    select person_id from article_verdicts where helped and given_at > ${since} and person_id = any(${teachers}::text[])
    group by 1 having count(*) > ${learningLimits.perPerson}`.execute(tx)
  const overCap = new Set(busy.rows.map((row) => row.person_id))
  return {
    yes: teachers.filter((each) => !overCap.has(each)).length,
    no: new Set(alike.filter((row) => !row.helped).map((row) => row.person_id)).size,
    capped: overCap.has(person),
  }
}

/** Shared words among all words of two keys, 0..1. */
export function likeness(a: string, b: string): number {
  const first = new Set(a.split(' '))
  const second = new Set(b.split(' '))
  const shared = [...first].filter((word) => second.has(word)).length
  return shared / (first.size + second.size - shared)
}

async function learn(
  tx: Tx,
  verdict: Taught,
  query: string,
  key: string,
  { yes, no, capped }: Opinions,
  now: Date,
): Promise<Learned> {
  const { article, locale } = verdict
  const refuse = (why: NotLearned | 'known') => ({ learned: false, why }) as const
  if (key.split(' ').length < learningLimits.wordsAtLeast) return refuse('too-short')
  if (capped) return refuse('person-cap')
  if (yes < learningLimits.persons) return refuse('one-person')
  if (no >= yes) return refuse('disputed')
  const aliases = await tx
    .selectFrom('article_aliases')
    .select(['id', 'key', 'state'])
    .where('article_id', '=', article)
    .where('locale', '=', locale)
    .execute()
  const before = aliases.find((alias) => alias.key === key)
  if (before?.state === 'revoked') return refuse('revoked')
  if (before?.state === 'active') return refuse('known')
  if (aliases.filter(({ state }) => state === 'active').length >= learningLimits.perArticle)
    return refuse('article-cap')
  if (await isTitleOfAnother(tx, verdict, key)) return refuse('another-title')
  const id = before?.id ?? newId('ali')
  await tx
    .insertInto('article_aliases')
    .values({
      id,
      article_id: article,
      locale,
      text: query,
      key,
      state: 'active',
      learned_at: now,
      decided_by: null,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ state: 'active' }))
    .execute()
  await publish(tx, [{ article, locale }])
  return { learned: true, alias: id }
}

/** A question that is word for word what another article calls itself belongs to that article. */
export async function isTitleOfAnother(
  tx: Tx,
  { article, locale }: Pick<Verdict, 'article' | 'locale'>,
  key: string,
): Promise<boolean> {
  const words = key.split(' ')
  const { rows } = await sql<{ text: string }>`
    select t.text from search_titles t join search_entries e on e.id = t.entry_id
    where e.locale = ${locale} and e.article_id <> ${article} and t.kind <> 'alias'
      and t.entry_id in (
        select p.entry_id from search_postings p join search_terms s on s.id = p.term_id
        where s.locale = ${locale} and s.term = any(${words}::text[]) and p.title_length > 0
        group by 1 having count(*) = ${words.length})`.execute(tx)
  return rows.some(({ text }) => questionKey(text, locale) === key)
}

async function suspendDisputed(tx: Tx, { article, locale }: Taught, key: string, { yes, no }: Opinions): Promise<void> {
  if (no < yes) return
  const suspended = await tx
    .updateTable('article_aliases')
    .set({ state: 'suspended' })
    .where('article_id', '=', article)
    .where('locale', '=', locale)
    .where('key', '=', key)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (Number(suspended.numUpdatedRows) > 0) await publish(tx, [{ article, locale }])
}

/** An agent takes an alias back for good: it leaves the index at once and the same question is not learned again. */
export async function revokeAlias(tx: Tx, alias: AliasId, by: PersonId | null, now: Date) {
  const row = await tx
    .updateTable('article_aliases')
    .set({ state: 'revoked', decided_by: by, decided_at: now })
    .where('id', '=', alias)
    .where('state', '<>', 'revoked')
    .returning(['article_id', 'locale', 'text'])
    .executeTakeFirst()
  if (!row) return { revoked: false, why: 'no-such-alias' } as const
  await publish(tx, [{ article: row.article_id, locale: row.locale }])
  return { revoked: true, text: row.text } as const
}

export interface ListedAlias extends ArticleAlias {
  external_id: string
  title: string
  /** Persons who said yes, or no, to that question or to one much like it; each counts once. */
  yes: number
  no: number
  /** The other wordings that confirmed it, personal data removed. */
  from: readonly string[]
}
const mostFrom = 5

/** What search has learned, newest first, with who stands for it. */
export async function listAliases(db: Db, limit = 200): Promise<ListedAlias[]> {
  const { rows } = await sql<ArticleAlias & { external_id: string; title: string }>`
    select l.*, a.external_id, v.title
    from article_aliases l join articles a on a.id = l.article_id
    join article_versions v on v.article_id = l.article_id and v.locale = l.locale and v.current
    order by l.learned_at desc, l.id limit ${limit}`.execute(db)
  const said = rows.length ? await verdictsOn(db, [...new Set(rows.map(({ article_id }) => article_id))]) : []
  return rows.map((alias) => {
    const alike = said.filter(
      (each) =>
        each.article_id === alias.article_id &&
        each.locale === alias.locale &&
        likeness(each.key, alias.key) >= learningLimits.likeness,
    )
    const persons = (helped: boolean) =>
      new Set(alike.filter((each) => each.helped === helped).map((each) => each.person_id)).size
    const others = alike.filter(({ helped, key }) => helped && key !== alias.key).map(({ query }) => redact(query))
    return { ...alias, yes: persons(true), no: persons(false), from: [...new Set(others)].slice(0, mostFrom) }
  })
}

const verdictsOn = (db: Db, articles: readonly ArticleId[]) =>
  db
    .selectFrom('article_verdicts')
    .select(['article_id', 'locale', 'key', 'query', 'person_id', 'helped'])
    .where('article_id', 'in', articles)
    .orderBy('given_at', 'desc')
    .limit(5_000)
    .execute()
