import type { Kysely } from 'kysely'
import type { Locale } from '../chat/locale.ts'
import type { ArticleDraft } from '../desk/knowledge/article.ts'
import { refreshStatistics } from '../desk/knowledge/indexing.ts'
import { upsertArticles, withdrawMissing } from '../desk/knowledge/store.ts'
import type { Database, Tx } from '../schema.ts'
import { type Read, readArticles } from './kb-files.ts'

export interface Imported {
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly withdrawn: number
  readonly failed: number
  readonly failures: readonly Failure[]
}
export type Failure = { readonly from: string; readonly why: FailureReason; readonly detail: string }
type FailureReason = Extract<Read, { why: string }>['why'] | 'no-id' | 'no-title' | 'not-a-day'

interface Options {
  readonly locale: Locale
  readonly dryRun: boolean
  readonly withdrawMissing: boolean
  readonly now: () => Date
  readonly onProgress: (done: number) => void
}
type Draft = Extract<Read, { draft: ArticleDraft }>

/** Large enough that its statements are few, small enough that a batch is a second's work and its progress is seen. */
const batchSize = 500

/** Imports a file or folder in batches, each whole or not at all; what cannot be read is listed and the rest goes on. */
export async function importArticles(db: Kysely<Database>, path: string, options: Options): Promise<Imported> {
  const counts = { new: 0, changed: 0, unchanged: 0, withdrawn: 0 }
  const failures: Failure[] = []
  const kept = new Map<string, string[]>()
  let batch: Draft[] = []
  let done = 0
  const flush = async () => {
    const results = await inTransaction(db, options, (tx) =>
      upsertArticles(
        tx,
        batch.map(({ draft }) => draft),
        options.now(),
      ),
    )
    results.forEach((result, at) => {
      if (result.stored) counts[result.stored]++
      else failures.push({ from: batch[at]?.from ?? path, why: result.why, detail: '' })
    })
    done += batch.length
    batch = []
    options.onProgress(done)
  }
  for await (const read of readArticles(path, options.locale)) {
    if ('why' in read) {
      failures.push(read)
      continue
    }
    batch.push(read)
    const { source = '', externalId } = read.draft
    const ids = kept.get(source)
    if (ids) ids.push(externalId)
    else kept.set(source, [externalId])
    if (batch.length >= batchSize) await flush()
  }
  if (batch.length > 0) await flush()
  // What could not be read may still be there, so nothing is withdrawn on the word of a broken import.
  if (options.withdrawMissing && failures.length === 0)
    for (const [source, ids] of kept) {
      const gone = await inTransaction(db, options, (tx) => withdrawMissing(tx, source, ids, options.now()))
      counts.withdrawn += gone.length
    }
  if (!options.dryRun && counts.new + counts.changed >= batchSize) await refreshStatistics(db)
  return { ...counts, failed: failures.length, failures }
}

/** A dry run does the same work and takes it back. */
async function inTransaction<Result>(db: Kysely<Database>, { dryRun }: Options, work: (tx: Tx) => Promise<Result>) {
  if (!dryRun) return db.transaction().execute(work)
  const tx = await db.startTransaction().execute()
  try {
    return await work(tx)
  } finally {
    await tx.rollback().execute()
  }
}
