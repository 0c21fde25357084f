import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Embedder } from '../../platform/embeddings.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { NoAnswer } from '../../platform/llm.ts'
import { openRedactor, redact } from '../../platform/redact.ts'
import type { Db } from '../../schema.ts'
import { namesIn } from '../assistant/store.ts'
import { readOutline } from './markdown.ts'

const batchSize = 32
const batchWithinMs = 30_000
/** A person waits for it. */
const questionWithinMs = 2_500
/** What an article is about is said at its beginning; small models read no more than this anyway. In UTF-16 units. */
const mostText = 6_000
const keptHours = 24
/** Articles of one change that are read for its impact; those beyond are found by their words. */
const mostPending = 1_000

export const digestOf = (model: string, text: string) => createHash('sha256').update(`${model}\n${text}`).digest('hex')
/** The signs of a vector: two that point the same way share most of them. */
export const bitsOf = (vector: Float32Array) => Array.from(vector, (each) => (each > 0 ? '1' : '0')).join('')
export const bytesOf = (vector: Float32Array) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
/** Copied, because a slice of a buffer need not start at a multiple of four. */
export const vectorOf = (bytes: Uint8Array) => new Float32Array(Uint8Array.from(bytes).buffer)

export interface Embedded {
  /** Sent to the model, and read the same as before. */
  readonly embedded: number
  readonly unchanged: number
  /** Texts that the model could not take; they are tried again by the next run. */
  readonly failed: number
  /** Why the run ended early: the model is down, slow, or over its budget. */
  readonly stopped?: NoAnswer
}
interface Pending {
  article_id: ArticleId
  locale: Locale
  version: number
  title: string
  synonyms: readonly string[]
  body: string
  digest: string | null
}
type Text = Pending & { text: string; print: string }

/**
 * Embeds what is published and new or changed since the last time, in batches, with no transaction open while the model is
 * asked. What was embedded stays; a run that was broken off is taken up by the next.
 */
export async function embedArticles(
  db: Db,
  embedder: Embedder,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Embedded> {
  const tally = { embedded: 0, unchanged: 0, failed: 0 }
  const of = await countPending(db, embedder.model)
  let after = { article_id: '', locale: '' }
  for (;;) {
    const pending = await nextPending(db, embedder.model, after)
    const last = pending.at(-1)
    if (!last) return tally
    after = last
    const texts = await textsOf(db, embedder.model, pending)
    const news = texts.filter(({ print, digest }) => print !== digest)
    await keepUnchanged(
      db,
      texts.filter(({ print, digest }) => print === digest),
    )
    tally.unchanged += texts.length - news.length
    const stopped = await embedBatch(db, embedder, news, tally)
    if (stopped) return { ...tally, stopped }
    onProgress(tally.embedded + tally.unchanged + tally.failed, of)
  }
}

/** One text that a model cannot take must not hold up the others, so a batch that fails is tried text by text. */
async function embedBatch(
  db: Db,
  embedder: Embedder,
  texts: readonly Text[],
  tally: { embedded: number; failed: number },
): Promise<NoAnswer | undefined> {
  if (texts.length === 0) return undefined
  const told = await embedder.embed(
    'embed-articles',
    texts.map(({ text }) => text),
    batchWithinMs,
  )
  if (told.ok) {
    await keep(db, embedder.model, texts, told.value)
    tally.embedded += texts.length
    return undefined
  }
  if (told.why !== 'error' && told.why !== 'nonsense') return told.why
  if (texts.length === 1) {
    tally.failed++
    return undefined
  }
  for (const text of texts) {
    const stopped = await embedBatch(db, embedder, [text], tally)
    if (stopped) return stopped
  }
  return undefined
}

const pendingFrom = (model: string) => sql`
  search_entries e join article_versions v on v.article_id = e.article_id and v.locale = e.locale and v.version = e.version
  left join article_embeddings m on m.article_id = e.article_id and m.locale = e.locale and m.model = ${model}
  where m.version is distinct from e.version`

async function countPending(db: Db, model: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${pendingFrom(model)}`.execute(db)
  return rows[0]?.count ?? 0
}

async function nextPending(db: Db, model: string, after: { article_id: string; locale: string }): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select e.article_id, e.locale, e.version, v.title, v.synonyms, v.body, m.digest from ${pendingFrom(model)}
      and (e.article_id, e.locale) > (${after.article_id}, ${after.locale})
    order by e.article_id, e.locale limit ${batchSize}`.execute(db)
  return rows
}

/** What is sent: title, synonyms and text without names, addresses, numbers and secrets. */
async function textsOf(db: Db, model: string, pending: readonly Pending[]): Promise<Text[]> {
  const whole = pending.map(({ title, synonyms, body }) =>
    [title, ...synonyms, readOutline(body).text].join('\n').slice(0, mostText),
  )
  const names = await namesIn(db, whole.join('\n'))
  return pending.map((each, at) => {
    const text = redact(whole[at] ?? '', names)
    return { ...each, text, print: digestOf(model, text) }
  })
}

async function keepUnchanged(db: Db, texts: readonly Text[]): Promise<void> {
  for (const { article_id, locale, version } of texts)
    await db
      .updateTable('article_embeddings')
      .set({ version })
      .where('article_id', '=', article_id)
      .where('locale', '=', locale)
      .execute()
}

/** An article that was withdrawn while the model was asked is not in the index any more: nothing of it is kept. */
async function keep(db: Db, model: string, texts: readonly Text[], vectors: readonly Float32Array[]): Promise<void> {
  await sql`
    insert into article_embeddings (article_id, locale, version, model, digest, dimensions, bits, vector)
    select k.article_id, k.locale, k.version, ${model}, k.digest, ${vectors[0]?.length ?? 0}::int, k.bits::varbit, decode(k.vector, 'base64')
    from unnest(${texts.map((each) => each.article_id)}::text[], ${texts.map(({ locale }) => locale)}::text[],
      ${texts.map(({ version }) => version)}::int[], ${texts.map(({ print }) => print)}::text[],
      ${vectors.map(bitsOf)}::text[], ${vectors.map((vector) => bytesOf(vector).toString('base64'))}::text[])
      k (article_id, locale, version, digest, bits, vector)
    join search_entries e on e.article_id = k.article_id and e.locale = k.locale
    on conflict (article_id, locale) do update set version = excluded.version, model = excluded.model, digest = excluded.digest,
      dimensions = excluded.dimensions, bits = excluded.bits, vector = excluded.vector`.execute(db)
}

/** What of the published articles the model has not read as it is, at most so much; and what it would be sent of it. */
export async function textsPending(db: Db, model: string): Promise<string[]> {
  return (await pendingTexts(db, model)).filter(({ print, digest }) => print !== digest).map(({ text }) => text)
}

async function pendingTexts(db: Db, model: string): Promise<Text[]> {
  const texts: Text[] = []
  let after = { article_id: '', locale: '' }
  while (texts.length < mostPending) {
    const pending = await nextPending(db, model, after)
    const last = pending.at(-1)
    if (!last) break
    after = last
    texts.push(...(await textsOf(db, model, pending)))
  }
  return texts
}

/** What the model makes of these texts, by text; those that it does not take are absent. */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>()
  for (let at = 0; at < texts.length; at += batchSize) {
    const batch = texts.slice(at, at + batchSize)
    const told = await embedder.embed('embed-articles', batch, batchWithinMs)
    if (!told.ok) break
    batch.forEach((text, place) => {
      const vector = told.value[place]
      if (vector) vectors.set(text, vector)
    })
  }
  return vectors
}

/** Gives the articles of this transaction the vectors that were made of their texts before it. */
export async function keepVectors(db: Db, model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
  const texts = await pendingTexts(db, model)
  await keepUnchanged(
    db,
    texts.filter(({ print, digest }) => print === digest),
  )
  const known = texts.flatMap((each) => {
    const vector = each.print === each.digest ? undefined : vectors.get(each.text)
    return vector ? [{ each, vector }] : []
  })
  if (known.length > 0)
    await keep(
      db,
      model,
      known.map(({ each }) => each),
      known.map(({ vector }) => vector),
    )
}

/**
 * Asks the model what a question means and keeps its vector for the searches that follow. No transaction may be open.
 * False where the model gave nothing: those searches then go by words alone.
 */
export async function embedQuestion(db: Db, embedder: Embedder, text: string, now: Date): Promise<boolean> {
  if (await questionVector(db, embedder.model, text)) return true
  const { hide } = openRedactor(await namesIn(db, text))
  const told = await embedder.embed('embed-question', [hide(text).slice(0, mostText)], questionWithinMs)
  const vector = told.ok ? told.value[0] : undefined
  if (!vector) return false
  await db
    .insertInto('question_embeddings')
    .values({ digest: digestOf(embedder.model, text), vector: bytesOf(vector), asked_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** What the model made of this very question, if it was asked within a day. */
export async function questionVector(db: Db, model: string, text: string): Promise<Float32Array | undefined> {
  const found = await db
    .selectFrom('question_embeddings')
    .select('vector')
    .where('digest', '=', digestOf(model, text))
    .executeTakeFirst()
  return found && vectorOf(found.vector)
}

/** Forgets what questions meant after a day. */
export async function forgetQuestions(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptHours * 3_600_000)
  await db.deleteFrom('question_embeddings').where('asked_at', '<', before).execute()
}
