import type { Kysely } from 'kysely'
import { openLedger } from '../desk/assistant/store.ts'
import { embedArticles } from '../desk/knowledge/embedding.ts'
import { elapsedMs } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type Embedder, openEmbedder } from '../platform/embeddings.ts'
import type { Database } from '../schema.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'

/**
 * The embedding model of this house, within the budget that all processes share; nothing where none is configured.
 * `report` is told why the model gave nothing; no words of a text are in it.
 */
export const embedderOf = (
  config: Config,
  db: Kysely<Database>,
  report: (problem: string) => void,
): Embedder | undefined =>
  openEmbedder(
    { key: config.OPENAI_API_KEY, baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_EMBEDDING_MODEL },
    {
      ledger: openLedger(
        db,
        { dailyTokens: config.LLM_DAILY_TOKENS, dailyCalls: config.LLM_DAILY_CALLS },
        () => new Date(),
      ),
      elapsed: elapsedMs,
      report: (problem) => report(problem instanceof Error ? problem.message : String(problem)),
    },
  )

/** `guichet kb embed`: what the running desk does by itself a minute after an import, now and with its progress. */
export async function runEmbed(context: CliContext, t: Said, { json = false }: { json?: boolean }): Promise<void> {
  await withDatabase(context, json, async ({ db, config }) => {
    const embedder = embedderOf(config, db, (problem) => process.stderr.write(`${t.embeddingProblem(problem)}\n`))
    if (!embedder) return fail(t.noEmbeddings, exitCodes.misused)
    const came = await embedArticles(
      db,
      embedder,
      (done, of) => void process.stderr.write(`${t.embedding(done, of)}\n`),
    )
    const ok = came.failed === 0 && !came.stopped
    if (!ok) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok, model: embedder.model, ...came })
    print(t.embedded(came))
    if (came.stopped) process.stderr.write(`${t.embeddingStopped[came.stopped]}\n`)
  })
}
