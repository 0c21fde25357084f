import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Locale } from '../../src/chat/locale.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What one system reached on one set. `guichet` is the product; the other systems are the baselines beside it. */
export interface Score {
  readonly set: string
  readonly system: string
  readonly figures: Readonly<Record<string, number>>
}

/** An answer that was wrong, kept for whoever wants to make it better. Never printed for sets that may not be shipped. */
export interface Miss {
  readonly set: string
  readonly text: string
  readonly wanted: string
  readonly got: string
}

/** One run of the evaluation: where things are, and what it has found out so far. */
export interface Session {
  /** The folder with the scorers and the public development sets; absent on a machine that has only the checkout. */
  readonly shared: string | undefined
  /** A PostgreSQL server to work on, in databases of our own; absent: everything runs on the embedded one. */
  readonly server: string | undefined
  /** A temporary folder, removed at the end. */
  readonly folder: string
  readonly quick: boolean
  readonly scores: Score[]
  readonly misses: Miss[]
  /** What could not be measured here and why, in sentences. */
  readonly skipped: string[]
  readonly say: (line: string) => void
}

export interface Question {
  readonly id: string
  readonly lang: Locale
  readonly text: string
  readonly relevant: readonly string[]
}
export interface Labelled {
  readonly id: string
  readonly lang?: Locale
  readonly text: string
  readonly label: string
}

/** `../shared` beside the checkout, or GUICHET_SHARED; only when it holds the scorers. */
export function findShared(env: NodeJS.ProcessEnv): string | undefined {
  const folder = env.GUICHET_SHARED || join(root, '..', 'shared')
  return existsSync(join(folder, 'eval', 'score_search.mjs')) && existsSync(join(folder, 'data')) ? folder : undefined
}

export function readLines<Row>(file: string): Row[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

/** Writes JSON lines into the temporary folder and says where. */
export function writeLines({ folder }: Session, name: string, rows: readonly object[]): string {
  const file = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.jsonl`)
  writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  return file
}

/** The same number from 0 to `parts` - 1 for the same text, on every machine: how sets are split without chance. */
export const partOf = (text: string, parts: number): number =>
  createHash('sha1').update(text).digest().readUInt32BE(0) % parts

/**
 * Half of the lines that ship with the product stay unread: their wrong answers are never listed, so that nobody mends the
 * product for those very lines. When the two halves drift apart, somebody has learnt the set by heart.
 */
export const isUnread = ({ id }: { readonly id: string }): boolean => partOf(id, 2) === 1
export const unread = (set: string) => `${set}, unread half`

/** Rows in an order that looks like chance and is always the same. */
export const shuffledByHash = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => {
  const key = ({ id }: Row) => createHash('sha1').update(id).digest('hex')
  return rows
    .map((row) => [key(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
}

/** `Map.groupBy`, which Node 20 has not. */
export function groupedBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Keeps a score and prints the line by which one follows the run. */
export function keep(session: Session, score: Score): void {
  session.scores.push(score)
  const figures = Object.entries(score.figures).map(([name, value]) => `${name} ${rounded(value)}`)
  session.say(`${score.set} · ${score.system}: ${figures.join(', ')}`)
}

export const rounded = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3)
