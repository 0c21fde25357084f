import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import { redact } from '../../platform/redact.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Db, Tx } from '../../schema.ts'
import { learningLimits, likeness, questionKey } from './learning.ts'
import type { UnansweredQuestionsTable } from './table.ts'

export interface Unanswered {
  /** The event that asked; a ticket that comes of it has the same source. */
  readonly source: string
  readonly text: string
  readonly locale: Locale
  readonly person: PersonId
  /** Of people who may be named in it. */
  readonly names?: readonly string[]
  readonly why: UnansweredQuestionsTable['why']
}
const mostText = 500

/** Keeps a question that the base had no answer to, without the personal data in it. The same event is kept once. */
export async function noteUnanswered(tx: Tx, { source, text, locale, person, names, why }: Unanswered, now: Date) {
  const clean = normaliseText(redact(text, names), mostText).trim()
  const key = questionKey(clean, locale)
  if (!key) return
  const row = { id: newId('unq'), source: source.slice(0, 512), text: clean, key, locale, person_id: person, why }
  await tx
    .insertInto('unanswered_questions')
    .values({ ...row, asked_at: now })
    .onConflict((conflict) => conflict.column('source').doNothing())
    .execute()
}

/** Questions much like each other that the base did not answer. */
export interface Gap {
  readonly locale: Locale
  /** The way it was asked most often, then last. */
  readonly text: string
  readonly examples: readonly string[]
  readonly questions: number
  readonly persons: number
  /** Nothing was found, nothing of the offered fitted, or an article was shown and did not help. */
  readonly why: Readonly<Record<GapReason, number>>
  /** Imported ids of the articles that did not help. */
  readonly articles: readonly string[]
  /** Numbers of the tickets that came of it. */
  readonly tickets: readonly number[]
  readonly lastAsked: Date
}
export type GapReason = UnansweredQuestionsTable['why'] | 'not-solved'

interface Question {
  readonly text: string
  readonly key: string
  readonly locale: Locale
  readonly person_id: PersonId
  readonly why: GapReason
  readonly article: string | null
  readonly ticket: number | null
  readonly at: Date
}
/** The newest that are looked at: a base with more gaps than this has other problems. */
const mostQuestions = 5_000
const mostExamples = 5

/** What people asked since then in vain, grouped by likeness: what most persons asked for first. */
export async function listGaps(db: Db, { since, limit }: { since: Date; limit: number }): Promise<Gap[]> {
  const groups = groupAlike(await unansweredSince(db, since))
  return groups
    .map(asGap)
    .sort((a, b) => b.persons - a.persons || b.questions - a.questions || b.lastAsked.getTime() - a.lastAsked.getTime())
    .slice(0, limit)
}

/** A verdict does not say which ticket followed, so it is the first that its person opened within the day. */
async function unansweredSince(db: Db, since: Date): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select u.text, u.key, u.locale, u.person_id, u.why, null as article, t.number as ticket, u.asked_at as at
    from unanswered_questions u left join tickets t on t.source = u.source
    where u.asked_at >= ${since}
    union all
    select d.query, d.key, d.locale, d.person_id, 'not-solved', a.external_id, t.number, d.given_at
    from article_verdicts d join articles a on a.id = d.article_id
    left join lateral (
      select number from tickets where requester_id = d.person_id and opened_at >= d.given_at
        and opened_at < d.given_at + interval '1 day' order by opened_at limit 1) t on true
    where not d.helped and d.given_at >= ${since}
    order by at desc limit ${mostQuestions}`.execute(db)
  return rows.map((row) => (row.why === 'not-solved' ? { ...row, text: redact(row.text) } : row))
}

/** Each question joins the first group whose first question it is much like. Newest first, so the newest lead. */
export function groupAlike<Each extends Pick<Question, 'key' | 'locale'>>(questions: readonly Each[]): Each[][] {
  const groups: Each[][] = []
  const byWord = new Map<string, Set<Each[]>>()
  for (const question of questions) {
    const words = question.key.split(' ').map((word) => `${question.locale} ${word}`)
    const near = new Set(words.flatMap((word) => [...(byWord.get(word) ?? [])]))
    const group = [...near].find(([first]) => first && likeness(first.key, question.key) >= learningLimits.likeness)
    if (group) {
      group.push(question)
      continue
    }
    const fresh = [question]
    groups.push(fresh)
    for (const word of words) byWord.set(word, (byWord.get(word) ?? new Set()).add(fresh))
  }
  return groups
}

function asGap(group: readonly Question[]): Gap {
  const distinct = <T>(values: readonly (T | null)[]) => [...new Set(values.filter((each) => each !== null))]
  const count = (why: GapReason) => group.filter((each) => each.why === why).length
  const asked = new Map<string, number>()
  for (const { text } of group) asked.set(text, (asked.get(text) ?? 0) + 1)
  const texts = [...asked].sort(([, a], [, b]) => b - a).map(([text]) => text)
  return {
    locale: group[0]?.locale ?? 'fr',
    text: texts[0] ?? '',
    examples: texts.slice(1, 1 + mostExamples),
    questions: group.length,
    persons: new Set(group.map((each) => each.person_id)).size,
    why: {
      'nothing-found': count('nothing-found'),
      'none-fits': count('none-fits'),
      'not-solved': count('not-solved'),
    },
    articles: distinct(group.map(({ article }) => article)),
    tickets: distinct(group.map(({ ticket }) => ticket)).sort((a, b) => a - b),
    lastAsked: group.reduce((last, { at }) => (at > last ? at : last), new Date(0)),
  }
}
