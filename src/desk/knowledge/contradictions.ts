import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { plain } from '../triage/phrases.ts'
import { analyse } from './words.ts'

/** Two articles of one language that answer the same question, and say something else in it. */
export interface Contradiction {
  readonly a: { readonly externalId: string; readonly title: string }
  readonly b: { readonly externalId: string }
  readonly locale: Locale
  /** What one says and the other does not, as `443 ≠ 8443`. */
  readonly facts: string
}
interface Told {
  readonly externalId: string
  readonly locale: Locale
  readonly title: string
  /** Its title and synonyms, as their sorted stems. */
  readonly names: readonly (readonly string[])[]
  readonly facts: Facts
}
type Kind = 'hosts' | 'codes' | 'numbers'
type Facts = Readonly<Record<Kind, ReadonlySet<string>>> & {
  readonly lead: ReadonlySet<string>
  readonly denies: boolean
}

/** Share of the words that two names must have in common, and of the words that two first sentences must. */
const sameName = 0.8
const sameSentence = 0.5
/** A name that more articles than this share says nothing (“Notes”). */
const commonTo = 20
const mostShown = 3

/** Addresses and hosts; codes, which mix letters and digits; numbers with their unit. In this order, each taken out for the next. */
const patterns: Readonly<Record<Kind, RegExp>> = {
  hosts: /(?:https?:\/\/)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?/giu,
  codes: /(?=[\w-]{0,29}\d)(?=[\w-]{0,29}\p{L})[\p{L}\d][\p{L}\d_-]{2,29}/giu,
  numbers: /\d[\d \u00a0\u202f.,]{0,15}\d|\d/gu,
}
const denials: Readonly<Record<Locale, RegExp>> = {
  fr: / (?:ne|n) .{0,60}? (?:pas|jamais|plus)\b| (?:interdit\w*|impossible\w*|inutile\w*|non) /,
  en: / (?:not|never|cannot|no|forbidden|impossible|can t|don t|doesn t|isn t|won t) /,
}

export function factsIn(body: string, locale: Locale): Facts {
  // The number of a step is none of its text.
  const text = body.replace(/^\s*(?:\d{1,3}[.)]|[-*+])\s+/gmu, '')
  let rest = text
  const found = {} as Record<Kind, Set<string>>
  for (const kind of ['hosts', 'codes', 'numbers'] as const) {
    found[kind] = new Set([...rest.matchAll(patterns[kind])].map(([each]) => normal(each, kind)).filter(Boolean))
    rest = rest.replace(patterns[kind], ' ')
  }
  const [first = ''] = text.trim().split(/(?<=[.!?])\s|\n/, 1)
  return { ...found, lead: new Set(stemsOf(first, locale)), denies: denials[locale].test(plain(first)) }
}

/** `443,00`, `443` and `443 ` are one number; a host is one whatever its scheme. */
function normal(text: string, kind: Kind): string {
  if (kind === 'hosts')
    return /\d+(?:\.\d+)+$/.test(text) && !/\p{L}/u.test(text) ? text : text.toLowerCase().replace(/^https?:\/\//, '')
  if (kind === 'codes') return text.toLowerCase()
  return text.replace(/[ \u00a0\u202f]/g, '').replace(/[.,]0*$/, '')
}

const stemsOf = (text: string, locale: Locale) =>
  [...new Set(analyse(text, locale).words.map(({ stem }) => stem))].sort()

/** What speaks against it that both are right; nothing where neither says anything that the other denies. */
export function contradiction(a: Facts, b: Facts): string | undefined {
  for (const kind of ['hosts', 'codes', 'numbers'] as const) {
    const [mine, theirs] = [only(a[kind], b[kind]), only(b[kind], a[kind])]
    if (mine.length && theirs.length)
      return `${mine.slice(0, mostShown).join(', ')} ≠ ${theirs.slice(0, mostShown).join(', ')}`
  }
  const opposite = a.denies !== b.denies && overlap([...a.lead], [...b.lead]) >= sameSentence
  return opposite ? (a.denies ? '- ≠ +' : '+ ≠ -') : undefined
}
const only = (mine: ReadonlySet<string>, theirs: ReadonlySet<string>) => [...mine].filter((each) => !theirs.has(each))

function overlap(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((each) => b.includes(each)).length
  return shared === 0 ? 0 : shared / (a.length + b.length - shared)
}

/**
 * Pairs that are called nearly the same and differ in what they state. Compared are only those that share all words of a
 * name but one, each pair once, so that a base of thousands takes seconds.
 */
export async function findContradictions(db: Db): Promise<Contradiction[]> {
  const all = await everythingTold(db)
  const groups = new Map<string, Set<number>>()
  all.forEach(({ locale, names }, at) => {
    for (const key of names.flatMap(keysOf)) {
      const name = `${locale} ${key}`
      groups.set(name, (groups.get(name) ?? new Set()).add(at))
    }
  })
  const found = new Map<string, Contradiction>()
  for (const group of groups.values()) {
    if (group.size > commonTo) continue
    for (const first of group)
      for (const second of group) {
        const [a, b] = [all[first], all[second]]
        if (!a || !b || first >= second || a.externalId === b.externalId || found.has(`${first} ${second}`)) continue
        const facts = areCalledAlike(a, b) ? contradiction(a.facts, b.facts) : undefined
        const { externalId, title, locale } = a
        if (facts)
          found.set(`${first} ${second}`, { a: { externalId, title }, b: { externalId: b.externalId }, locale, facts })
      }
  }
  return [...found.values()]
}

const keysOf = (stems: readonly string[]): string[] =>
  stems.length < 3 ? [stems.join(' ')] : [stems.join(' '), ...stems.map((_, at) => stems.toSpliced(at, 1).join(' '))]

const areCalledAlike = (a: Told, b: Told) =>
  a.names.some((mine) => b.names.some((theirs) => overlap(mine, theirs) >= sameName))

const page = 500

async function everythingTold(db: Db): Promise<Told[]> {
  const told: Told[] = []
  let after = { external_id: '', locale: '' }
  for (;;) {
    const { rows } = await sql<{
      external_id: string
      locale: Locale
      title: string
      synonyms: string[]
      body: string
    }>`
      select a.external_id, v.locale, v.title, v.synonyms, v.body
      from articles a join article_versions v on v.article_id = a.id and v.current
      where a.withdrawn_at is null and (a.external_id collate "C", v.locale collate "C") > (${after.external_id}, ${after.locale})
      order by a.external_id collate "C", v.locale collate "C" limit ${page}`.execute(db)
    for (const { external_id, locale, title, synonyms, body } of rows) {
      const names = [title, ...synonyms].map((name) => stemsOf(name, locale)).filter((stems) => stems.length > 1)
      told.push({ externalId: external_id, locale, title, names, facts: factsIn(body, locale) })
    }
    const last = rows.at(-1)
    if (!last || rows.length < page) return told
    after = last
  }
}
