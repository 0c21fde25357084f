import { join } from 'node:path'
import type { Locale } from '../../src/chat/locale.ts'
import type { Program } from './asking.ts'
import { root, type Session } from './session.ts'

/** What anybody would try first, by the names of the shared baseline program. */
export const searchEngines = {
  'pg-ts_rank': 'ts_rank',
  'pg-bm25': 'BM25 in SQL',
  'pg-fields': 'pg-fields',
  minisearch: 'minisearch',
  'minisearch-stem': 'minisearch, stems',
} as const
export type SearchEngine = keyof typeof searchEngines

/** A search baseline over a file of articles; the Postgres ones in `url` when given, in an embedded Postgres otherwise. */
export function searchBaseline(
  { shared }: Session,
  { engine, docs, lang, url }: { engine: SearchEngine; docs: string; lang: Locale; url: string | undefined },
): Program {
  const database = engine.startsWith('pg-') ? (url ? ['--pg', url] : ['--pglite']) : []
  return {
    command: [
      process.execPath,
      script(shared!, 'search'),
      '--docs',
      docs,
      '--engine',
      engine,
      '--lang',
      lang,
      ...database,
    ],
    env: { NODE_PATH: join(root, 'test', 'eval', 'stand-ins') },
  }
}

/** The 30-line linear model that the product's has to beat. */
export const linearBaseline = ({ shared }: Session, args: readonly string[]): Program => ({
  command: [process.execPath, script(shared!, 'triage'), '--engine', 'lr', ...args],
})

const script = (shared: string, about: 'search' | 'triage') => join(shared, 'eval', `baseline_${about}.mjs`)
