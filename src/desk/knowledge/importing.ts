import type { Locale } from '../../chat/locale.ts'
import type { Db, Tx } from '../../schema.ts'
import { checkDraft } from './article.ts'
import { rememberDocuments } from './documents.ts'
import { type Duplicate, findDuplicates, type Sketch, sketch, sketchBase } from './duplicates.ts'
import { refreshStatistics } from './indexing.ts'
import { nameOf, scheduledFrom, unschedule } from './scheduling.ts'
import type { Source } from './sources/locate.ts'
import type { Columns, Failure, Read } from './sources/part.ts'
import { readSource } from './sources/read.ts'
import { upsertArticles } from './store.ts'
import { type ArticleName, missingFrom, withdrawMissing } from './withdrawing.ts'

export interface ImportOptions {
  /** For articles that name no language and whose words do not tell. */
  readonly locale: Locale
  /** IANA zone of publications that name no offset. */
  readonly zone: string
  readonly columns?: Columns
  readonly dryRun: boolean
  /**
   * What becomes of articles that an earlier import of the same source brought and that are no longer there. `decide`: a
   * folder or an archive holds everything there is, so they are withdrawn, unless more than half of the source would go
   * (an empty or half-copied folder); a file or an address may be a part, so they are kept.
   */
  readonly missing: 'decide' | 'withdraw' | 'keep'
  readonly now: () => Date
  readonly onProgress: (progress: { files: number; of: number; articles: number }) => void
}
export interface Imported {
  readonly new: readonly ArticleName[]
  readonly changed: readonly ArticleName[]
  readonly unchanged: number
  /** They wait for the instant that they name. */
  readonly scheduled: readonly ArticleName[]
  readonly withdrawn: readonly ArticleName[]
  /** No longer in the source and still in the base: see `missing`; nothing goes on the word of an import with failures. */
  readonly kept: readonly ArticleName[]
  readonly failures: readonly Failure[]
  /** Articles by language, and how many of them did not name theirs. */
  readonly languages: Readonly<Record<Locale | 'detected', number>>
  /** Nearly equal articles that a new or changed one is part of. */
  readonly duplicates: readonly Duplicate[]
}
type Found = Extract<Read, { draft: unknown }>

/** Large enough that its statements are few, small enough that a batch is a second's work and its progress is seen. */
const batchSize = 500
/** Withdrawing less than this is never taken for an accident. */
const fewArticles = 10

/** Imports a source in batches, each whole or not at all; what cannot be read is listed and the rest goes on. */
export async function importArticles(db: Db, source: Source, options: ImportOptions): Promise<Imported> {
  const tally = newTally()
  let batch: Found[] = []
  let files = 0
  const flush = async () => {
    if (batch.length === 0) return
    await storeBatch(db, batch, tally, options)
    batch = []
    options.onProgress({ files, of: source.parts.length, articles: tally.kept.length })
  }
  const documents = rememberDocuments(db, options)
  for await (const contents of readSource(source, { ...options, documents })) {
    files++
    for (const read of contents) {
      if ('why' in read) tally.failures.push(read)
      else batch.push(read)
      if (batch.length >= batchSize) await flush()
    }
  }
  await flush()
  const stored = tally.new.length + tally.changed.length
  // Before anything is asked of so many new rows: a planner that takes the tables for empty compares each row with each.
  if (!options.dryRun && stored >= batchSize) await refreshStatistics(db)
  const { withdrawn, kept } = await settleMissing(db, source, tally, options)
  const { kept: _, sketches, ...counted } = tally
  return { ...counted, withdrawn, kept, duplicates: await duplicatesOf(db, sketches) }
}

const newTally = () => ({
  new: [] as ArticleName[],
  changed: [] as ArticleName[],
  scheduled: [] as ArticleName[],
  unchanged: 0,
  failures: [] as Failure[],
  languages: { fr: 0, en: 0, detected: 0 },
  /** Everything that the source holds. */
  kept: [] as ArticleName[],
  /** Of what is new or changed. */
  sketches: [] as Sketch[],
})
type Tally = ReturnType<typeof newTally>

async function storeBatch(db: Db, batch: readonly Found[], tally: Tally, options: ImportOptions): Promise<void> {
  const drafts = batch.map(({ draft }) => draft)
  const results = await inTransaction(db, options.dryRun, (tx) => upsertArticles(tx, drafts, options.now()))
  results.forEach((result, at) => {
    const found = batch[at]
    if (!found) return
    if (!result.stored) {
      tally.failures.push({ from: found.from, why: result.why, detail: '' })
      return
    }
    const { externalId, locale } = found.draft
    tally.kept.push({ externalId, locale })
    tally.languages[locale]++
    if (found.detected) tally.languages.detected++
    if (result.stored === 'unchanged' || result.stored === 'waiting') tally.unchanged++
    else {
      tally[result.stored].push({ externalId, locale })
      const checked = checkDraft(found.draft)
      if (checked.ok) tally.sketches.push(sketch(checked.draft))
    }
  })
}

async function settleMissing(db: Db, { name, whole }: Source, tally: Tally, options: ImportOptions) {
  return inTransaction(db, options.dryRun, async (tx) => {
    const { brought, missing } = await missingFrom(tx, name, tally.kept)
    const held = new Set(tally.kept.map(nameOf))
    const waiting = (await scheduledFrom(tx, name)).filter((each) => !held.has(nameOf(each)))
    const shown = missing.map(({ externalId, locale }) => ({ externalId, locale }))
    const kept = [...new Map([...shown, ...waiting].map((each) => [nameOf(each), each])).values()]
    const accident = missing.length > fewArticles && missing.length > brought / 2
    const goes = options.missing === 'withdraw' || (options.missing === 'decide' && whole && !accident)
    // What could not be read may still be there.
    if (!goes || tally.failures.length > 0 || kept.length === 0) return { withdrawn: [], kept }
    if (missing.length > 0) await withdrawMissing(tx, missing, options.now())
    await unschedule(tx, waiting)
    return { withdrawn: kept, kept: [] }
  })
}

/** Of a dry run nothing is in the base, so what would be new is compared beside it. */
async function duplicatesOf(db: Db, fresh: readonly Sketch[]): Promise<Duplicate[]> {
  if (fresh.length === 0) return []
  const names = new Set(fresh.map(nameOf))
  const others = (await sketchBase(db)).filter((each) => !names.has(nameOf(each)))
  return findDuplicates([...others, ...fresh], new Set(fresh))
}

/** A dry run does the same work and takes it back. */
export async function inTransaction<Result>(db: Db, dryRun: boolean, work: (tx: Tx) => Promise<Result>) {
  if (!dryRun) return db.transaction().execute(work)
  const tx = await db.startTransaction().execute()
  try {
    return await work(tx)
  } finally {
    await tx.rollback().execute()
  }
}
