import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Embedder } from '../../platform/embeddings.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { type ArticleDraft, readableBy } from './article.ts'
import { bandOfHits } from './ask.ts'
import type { Band } from './bands.ts'
import { embedQuestion, embedTexts, keepVectors, textsPending } from './embedding.ts'
import { inTransaction } from './importing.ts'
import { searchKnowledge } from './search.ts'
import { upsertArticles } from './store.ts'
import { type Asking, keptTests, runTests, type TestResult } from './testing.ts'
import { missingFrom, withdrawMissing } from './withdrawing.ts'

/** A question of the past, and the article that people said answered it; null where nothing did. */
interface PastQuestion {
  readonly text: string
  readonly locale: Locale
  readonly kind: 'helped' | 'alias' | 'gap' | 'not-solved'
  readonly article: ArticleId | null
  readonly externalId: string | null
  /** Persons who said so. */
  readonly persons: number
}
/** Where an article stands among the answers to a question, and how sure the first of them is. */
export interface Standing {
  /** From 1; null when it is not among the first `places`. For a question without a right article: of the first answer. */
  readonly rank: number | null
  readonly band: Band
  readonly first: string | null
}
export interface Impact extends Pick<PastQuestion, 'text' | 'locale' | 'kind' | 'externalId' | 'persons'> {
  readonly before: Standing
  readonly after: Standing
  readonly verdict: 'better' | 'worse' | 'changed'
}
export interface ImpactReport {
  /** The tests that are kept, as they would come out afterwards; `failed` names those that do not pass. */
  readonly tests: {
    readonly asked: number
    readonly failed: readonly (TestResult & { readonly passedBefore: boolean })[]
  }
  readonly questions: number
  readonly better: number
  readonly worse: number
  readonly changes: readonly Impact[]
}
/** What would be published: the drafts, and what is withdrawn because it is no longer at their source. */
export interface Change {
  readonly drafts: readonly ArticleDraft[]
  readonly source: string
  readonly withdrawMissing: boolean
}

/** For whom the questions are asked again, when, how many of them, and with which embedding model. */
export interface Weighing extends Asking {
  readonly limit: number
  /** Asked what the questions and the changed articles mean; absent: what is known of the questions counts. */
  readonly embedder?: Embedder | undefined
}

const places = 5

/**
 * Which past questions a change would answer better or worse, worst first. The change is made in a transaction, asked,
 * and taken back; nobody sees it. The search is the one that answers, by words and by meaning.
 */
export async function impactOf(
  db: Db,
  change: Change,
  { limit, embedder, ...asking }: Weighing,
): Promise<ImpactReport> {
  const { now } = asking
  const questions = await pastQuestions(db, limit)
  const tests = await keptTests(db, limit)
  const vectors = embedder && (await meaningOf(db, embedder, { change, now, asked: [...questions, ...tests] }))
  return inTransaction(db, true, async (tx) => {
    const before = await standings(tx, questions, asking)
    const passed = (await runTests(tx, tests, asking)).map((result) => result.passed)
    await make(tx, change, now)
    if (vectors) await keepVectors(tx, embedder.model, vectors)
    const after = await standings(tx, questions, asking)
    const results = await runTests(tx, tests, asking)
    const failed = results.flatMap((result, at) =>
      result.passed ? [] : [{ ...result, passedBefore: passed[at] ?? false }],
    )
    const changes = questions.flatMap((question, at) => {
      const [was, is] = [before[at], after[at]]
      const verdict = was && is && judge(question, was, is)
      const { text, locale, kind, externalId, persons } = question
      return verdict ? [{ text, locale, kind, externalId, persons, before: was, after: is, verdict }] : []
    })
    const count = (verdict: Impact['verdict']) => changes.filter((each) => each.verdict === verdict).length
    const order = { worse: 0, changed: 1, better: 2 } as const
    changes.sort((a, b) => order[a.verdict] - order[b.verdict] || b.persons - a.persons)
    return {
      tests: { asked: tests.length, failed },
      questions: questions.length,
      better: count('better'),
      worse: count('worse'),
      changes,
    }
  })
}

/** As if it were all published now: what waits for its instant is asked about before that comes. */
async function make(tx: Tx, { drafts: given, source, withdrawMissing: whole }: Change, now: Date): Promise<void> {
  const drafts = given.map(({ publishAt: _, ...draft }) => draft)
  for (let at = 0; at < drafts.length; at += 500) await upsertArticles(tx, drafts.slice(at, at + 500), now)
  if (!whole) return
  const { missing } = await missingFrom(tx, source, drafts)
  if (missing.length > 0) await withdrawMissing(tx, missing, now)
}

/**
 * What an embedding model makes of the questions, and of the articles as the change would leave them. The change is made
 * and taken back to see which those are, because no model is asked while a transaction is open.
 */
async function meaningOf(
  db: Db,
  embedder: Embedder,
  { change, now, asked }: { change: Change; now: Date; asked: readonly { text: string }[] },
): Promise<ReadonlyMap<string, Float32Array>> {
  for (const { text } of asked) await embedQuestion(db, embedder, text, now)
  const texts = await inTransaction(db, true, async (tx) => {
    await make(tx, change, now)
    return textsPending(tx, embedder.model)
  })
  return embedTexts(embedder, texts)
}

/** Each question once for each article that was said to answer it; what most persons said first. */
async function pastQuestions(db: Db, limit: number): Promise<PastQuestion[]> {
  const { rows } = await sql<PastQuestion>`
    with asked as (
      select max(query) as text, locale, key, article_id, case when helped then 'helped' else 'not-solved' end as kind, count(*) as persons, max(given_at) as at
      from article_verdicts group by locale, key, article_id, helped
      union all
      select text, locale, key, article_id, 'alias', 1, learned_at from article_aliases where state = 'active'
      union all
      select max(text), locale, key, null, 'gap', count(distinct person_id), max(asked_at) from unanswered_questions group by locale, key)
    select distinct on (q.locale, q.key, coalesce(q.article_id, ''))
      q.text, q.locale, q.kind, q.article_id as article, a.external_id as "externalId", q.persons
    from asked q left join articles a on a.id = q.article_id
    order by q.locale, q.key, coalesce(q.article_id, ''), q.persons desc, q.kind`.execute(db)
  return rows.sort((a, b) => b.persons - a.persons).slice(0, limit)
}

async function standings(
  tx: Tx,
  questions: readonly PastQuestion[],
  { audience, now, meaning }: Asking,
): Promise<Standing[]> {
  const found: Standing[] = []
  for (const { text, locale, article } of questions) {
    const hits = await searchKnowledge(tx, {
      text,
      locale,
      audience: readableBy[audience],
      limit: places,
      now,
      meaning,
    })
    const at = article ? hits.findIndex((hit) => hit.article === article) : hits.length > 0 ? 0 : -1
    const band = bandOfHits(hits)
    found.push({ rank: at < 0 ? null : at + 1, band, first: hits[0]?.externalId ?? null })
  }
  return found
}

const worth: Record<Band, number> = { nothing: 0, maybe: 1, confident: 2 }

/**
 * An article that helped should stand first and be shown; one that did not should not come back as the sure answer; a
 * question without an answer is better off with one. Absent where the person would see the same.
 */
function judge({ kind }: PastQuestion, was: Standing, is: Standing): Impact['verdict'] | undefined {
  if (kind === 'gap') {
    if (worth[is.band] !== worth[was.band]) return worth[is.band] > worth[was.band] ? 'better' : 'worse'
    return was.band !== 'nothing' && was.first !== is.first ? 'changed' : undefined
  }
  if (kind === 'not-solved') return was.first !== is.first ? 'changed' : undefined
  const value = ({ rank, band }: Standing) => (rank === null || band === 'nothing' ? 0 : places + 1 - rank)
  const difference = value(is) - value(was) || (is.rank === 1 ? worth[is.band] - worth[was.band] : 0)
  return difference === 0 ? undefined : difference > 0 ? 'better' : 'worse'
}
