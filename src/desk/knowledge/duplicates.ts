import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { analyse } from './words.ts'

/** What of an article is compared: small enough to hold those of a whole base in memory. */
export interface Sketch {
  readonly externalId: string
  readonly locale: Locale
  readonly title: string
  readonly stems: ReadonlySet<string>
  /** The smallest hashes of the runs of words of its body (a bottom-k sketch, Broder 1997). */
  readonly runs: readonly number[]
}
/** Two articles of one language that say nearly the same, so that one of them should go or change. */
export interface Duplicate {
  readonly a: Pick<Sketch, 'externalId' | 'title'>
  readonly b: Pick<Sketch, 'externalId' | 'title'>
  readonly locale: Locale
  readonly what: 'title' | 'body'
  /** From 0 to 1: 1 is the same words (of a title) or the same text (of a body). */
  readonly likeness: number
}

const titleLikeness = 0.8
const bodyLikeness = 0.75
const runLength = 4
const sketchSize = 48
/** Bodies of fewer runs of words are too short to compare. */
const fewestRuns = 8
/** What more articles than this have in common is boilerplate, or a title such as “Notes”. */
const commonTo = 40

export function sketch({
  externalId,
  locale,
  title,
  body,
}: {
  externalId: string
  locale: Locale
  title: string
  body: string
}): Sketch {
  const stems = new Set(analyse(title, locale).words.map(({ stem }) => stem))
  return { externalId, locale, title, stems, runs: runsOf(body) }
}

function runsOf(body: string): number[] {
  const words = body.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < fewestRuns + runLength) return []
  const hashes = new Set<number>()
  for (let at = 0; at + runLength <= words.length; at++) hashes.add(hash(words, at))
  return [...hashes].sort((a, b) => a - b).slice(0, sketchSize)
}

/** FNV-1a over one run of words. */
function hash(words: readonly string[], from: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < from + runLength; at++) {
    const word = words[at] ?? ''
    for (let i = 0; i <= word.length; i++)
      value = Math.imul(value ^ (i < word.length ? word.charCodeAt(i) : 32), 0x01000193)
  }
  return value >>> 0
}

/**
 * Pairs of nearly equal articles, most alike first; with `among`, only those that one of these is part of. Articles are
 * compared only where they share all words of their titles but one, or a run of their bodies, and each pair once, so a
 * base of thousands takes seconds.
 */
export function findDuplicates(all: readonly Sketch[], among?: ReadonlySet<Sketch>): Duplicate[] {
  const looked = new Set<number>()
  const found: Duplicate[] = []
  const look = (at: number, to: number) => {
    const pair = at * all.length + to
    if (looked.has(pair)) return
    looked.add(pair)
    const [a, b] = [all[at], all[to]]
    if (!a || !b || (among && !among.has(a) && !among.has(b))) return
    const duplicate = compare(a, b)
    if (duplicate) found.push(duplicate)
  }
  for (const group of [...groups(all, titleKeys), ...groups(all, runKeys)]) {
    if (group.length > commonTo) continue
    group.forEach((at, index) => {
      for (const to of group.slice(index + 1)) look(at, to)
    })
  }
  return found.sort((a, b) => b.likeness - a.likeness)
}

function compare(a: Sketch, b: Sketch): Duplicate | undefined {
  if (a.externalId === b.externalId) return undefined
  const [first, second] = a.externalId < b.externalId ? [a, b] : [b, a]
  const name = ({ externalId, title }: Sketch) => ({ externalId, title })
  const pair = { a: name(first), b: name(second), locale: a.locale }
  const title = overlap(a.stems, b.stems)
  if (title >= titleLikeness) return { ...pair, what: 'title', likeness: title }
  const body = bodyOverlap(a.runs, b.runs)
  return body >= bodyLikeness ? { ...pair, what: 'body', likeness: body } : undefined
}

/** Titles that are alike share all but one of their words, so leaving each word out once brings them together. */
function titleKeys({ locale, stems }: Sketch): string[] {
  const sorted = [...stems].sort()
  const whole = sorted.join(' ')
  if (sorted.length < 2 || sorted.length > 12) return [`${locale} ${whole}`]
  return [whole, ...sorted.map((_, at) => sorted.toSpliced(at, 1).join(' '))].map((key) => `${locale} ${key}`)
}
const runKeys = ({ locale, runs }: Sketch) => runs.map((run) => `${locale} ${run}`)

/** The places of sketches that share a key, in their order. */
function groups(all: readonly Sketch[], keysOf: (each: Sketch) => readonly string[]): number[][] {
  const groups = new Map<string, number[]>()
  all.forEach((each, at) => {
    for (const key of new Set(keysOf(each))) {
      const group = groups.get(key)
      if (group) group.push(at)
      else groups.set(key, [at])
    }
  })
  return [...groups.values()].filter((group) => group.length > 1)
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((each) => b.has(each)).length
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

/** Of the smallest hashes of both (each sorted), the share that both have: an estimate of the overlap of all runs. */
function bodyOverlap(a: readonly number[], b: readonly number[]): number {
  if (a.length < fewestRuns || b.length < fewestRuns) return 0
  const most = Math.min(a.length, b.length)
  let [inA, inB, shared, seen] = [0, 0, 0, 0]
  while (seen < most && inA < a.length && inB < b.length) {
    const [x, y] = [a[inA] ?? 0, b[inB] ?? 0]
    if (x <= y) inA++
    if (y <= x) inB++
    if (x === y) shared++
    seen++
  }
  return shared / most
}

const page = 500

/** Sketches of everything that is published, a page at a time. */
export async function sketchBase(db: Db): Promise<Sketch[]> {
  const sketches: Sketch[] = []
  let after = { external_id: '', locale: '' }
  for (;;) {
    const { rows } = await sql<{ external_id: string; locale: Locale; title: string; body: string }>`
      select a.external_id, v.locale, v.title, v.body
      from articles a join article_versions v on v.article_id = a.id and v.current
      where a.withdrawn_at is null and (a.external_id collate "C", v.locale collate "C") > (${after.external_id}, ${after.locale})
      order by a.external_id collate "C", v.locale collate "C" limit ${page}`.execute(db)
    for (const { external_id, ...row } of rows) sketches.push(sketch({ externalId: external_id, ...row }))
    const last = rows.at(-1)
    if (!last || rows.length < page) return sketches
    after = last
  }
}
