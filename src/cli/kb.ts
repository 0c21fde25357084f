import { existsSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Locale, locales } from '../chat/locale.ts'
import { audiences, readableBy } from '../desk/knowledge/article.ts'
import { bandOf } from '../desk/knowledge/bands.ts'
import { localeOf } from '../desk/knowledge/front-matter.ts'
import { listAliases, revokeAlias } from '../desk/knowledge/learning.ts'
import { type ListedArticle, listArticles, showArticle } from '../desk/knowledge/reading.ts'
import { type Hit, searchKnowledge } from '../desk/knowledge/search.ts'
import { refreshIndex } from '../desk/knowledge/store.ts'
import type { AliasId, Audience } from '../desk/knowledge/table.ts'
import { kyselyOn, openDatabase } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { normaliseText } from '../platform/text.ts'
import type { Database } from '../schema.ts'
import { type CliContext, configOrExplain, exitCodes, explain, print, printJson } from './context.ts'
import { eachLine, emit } from './json-lines.ts'
import { importArticles } from './kb-import.ts'
import { kbTexts } from './kb-texts.ts'

type Opened = { readonly db: Kysely<Database>; readonly locale: Locale }
type Said = (typeof kbTexts)['en']

/** `guichet kb …`: import, search, list, show, aliases, reindex; over DATABASE_URL or the embedded database. */
export function kbCommand(context: CliContext): Command {
  const t = kbTexts[context.lang]
  const kb = new Command('kb').description(context.t.commands.kb)
  kb.command('import <path>')
    .description(t.import)
    .option('--dry-run', t.dryRun)
    .option('--withdraw-missing', t.withdrawMissing)
    .option('--json', context.t.help.json)
    .action((path: string, options: ImportOptions) => runImport(context, t, path, options))
  kb.command('search [question]')
    .description(t.search)
    .option('--stdin', t.stdin)
    .option('--locale <locale>', t.locale, oneOf(locales))
    .option('--audience <audience>', t.audience, oneOf(audiences), 'agents')
    .option('--limit <count>', t.limit, count)
    .option('--json', context.t.help.json)
    .action((question: string | undefined, options: SearchOptions) => runSearch(context, t, question, options))
  kb.command('list')
    .description(t.list)
    .option('--json', context.t.help.json)
    .action((options: { json?: boolean }) => runList(context, t, options))
  kb.command('show <id>')
    .description(t.show)
    .option('--json', context.t.help.json)
    .action((id: string, options: { json?: boolean }) => runShow(context, t, id, options))
  kb.command('aliases')
    .description(t.aliases)
    .option('--revoke <id>', t.revoke)
    .option('--json', context.t.help.json)
    .action((options: { revoke?: string; json?: boolean }) => runAliases(context, t, options))
  kb.command('reindex')
    .description(t.reindex)
    .action(() => runReindex(context, t))
  return kb
}

const oneOf = (values: readonly string[]) => (value: string) => {
  if (!values.includes(value)) throw new InvalidArgumentError(values.join(', '))
  return value
}
const count = (value: string) => {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError('1-999')
  return Number(value)
}

/** Opens the database (migrated, so that this may be the first command of all), does the work, closes it. */
async function withDatabase(
  context: CliContext,
  json: boolean,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const config = configOrExplain(context, process.env, json)
  if (!config) return
  try {
    const database = await openDatabase(config)
    try {
      await migrate(database)
      // An import may take longer than a request is allowed to.
      const pool = database.openSpecialPool({ name: 'kb' })
      await work({ db: kyselyOn<Database>(pool), locale: config.DEFAULT_LOCALE })
      await pool.end()
    } finally {
      await database.close()
    }
  } catch (error) {
    explain(context, error, json)
  }
}

interface ImportOptions {
  dryRun?: boolean
  withdrawMissing?: boolean
  json?: boolean
}

async function runImport(context: CliContext, t: Said, path: string, options: ImportOptions): Promise<void> {
  const { dryRun = false, withdrawMissing = false, json = false } = options
  if (!existsSync(path)) return fail(t.noSuchPath(path), exitCodes.misused)
  await withDatabase(context, json, async ({ db, locale }) => {
    const started = performance.now()
    const onProgress = (done: number) => {
      const line = t.progress(done, Math.round((performance.now() - started) / 1000))
      process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
    }
    const imported = await importArticles(db, path, {
      locale,
      dryRun,
      withdrawMissing,
      now: () => new Date(),
      onProgress,
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    if (imported.failed > 0) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: imported.failed === 0, dryRun, ...imported })
    for (const { from, why, detail } of imported.failures)
      process.stderr.write(`${t.failure(from, t.failures[why], detail)}\n`)
    print(t.imported(imported, dryRun))
  })
}

interface SearchOptions {
  stdin?: boolean
  locale?: Locale
  audience: Audience
  limit?: number
  json?: boolean
}
const Asked = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), lang: z.string().optional() })
const mostText = 4_000

async function runSearch(
  context: CliContext,
  t: Said,
  question: string | undefined,
  options: SearchOptions,
): Promise<void> {
  const { stdin = false, json = false, limit = stdin ? 10 : 5 } = options
  if (!stdin && !question) return fail(t.noQuestion, exitCodes.misused)
  await withDatabase(context, json, async ({ db, locale }) => {
    const search = (text: string, lang: Locale) =>
      searchKnowledge(db, {
        text: normaliseText(text, mostText),
        locale: lang,
        audience: readableBy[options.audience],
        limit,
      })
    const asked = options.locale ?? locale
    if (stdin) return answerLines(t, (text, lang) => search(text, localeOf(lang) ?? asked))
    const hits = await search(question ?? '', asked)
    if (json) return printJson(hits)
    if (hits.length === 0) print(t.nothingFound)
    for (const hit of hits) print(described(t, hit))
  })
}

/** One answer per line, in order; a line that is no question ends the command, because its asker would wait for ever. */
async function answerLines(t: Said, search: (text: string, lang: string | undefined) => Promise<Hit[]>): Promise<void> {
  let number = 0
  for await (const line of eachLine(process.stdin)) {
    number++
    const parsed = Asked.safeParse(parseJson(line))
    if (!parsed.success) return fail(t.notAQuestion(number, z.prettifyError(parsed.error)), exitCodes.misused)
    const hits = await search(parsed.data.text, parsed.data.lang)
    await emit({ id: parsed.data.id, ranking: hits.map((hit) => hit.externalId), scores: hits.map((hit) => hit.score) })
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // said by the check that follows
  }
}

function described(t: Said, { score, externalId, title, locale, otherLanguage, reasons }: Hit): string {
  const corrected = Object.entries(reasons.corrected).map(([typed, read]) => t.readAs(typed, read))
  const matched =
    reasons.matched.kind === 'title' ? [] : [`${t.matched[reasons.matched.kind]}: ${reasons.matched.text}`]
  const notes = [...(otherLanguage ? [t.otherLanguage] : []), ...matched, ...corrected]
  return `${score.toFixed(3)} ${t.bands[bandOf(score)]}  ${externalId} [${locale}]  ${title}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`
}

const page = 500

async function runList(context: CliContext, t: Said, { json = false }: { json?: boolean }): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    let after: ListedArticle | undefined
    for (;;) {
      const articles = await listArticles(db, { limit: page, after })
      for (const article of articles) {
        const { external_id, locale, title, audience, reviewed_on, withdrawn } = article
        if (json) await emit(article)
        else
          print(
            [
              external_id,
              locale,
              t.audiences[audience],
              reviewed_on ?? '-',
              withdrawn ? `(${t.withdrawn})` : '',
              title,
            ].join('\t'),
          )
      }
      if (articles.length < page) return
      after = articles.at(-1)
    }
  })
}

async function runShow(context: CliContext, t: Said, id: string, { json = false }: { json?: boolean }): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const versions = await showArticle(db, id)
    if (versions.length === 0) return fail(t.noArticle(id), exitCodes.failed)
    if (json) return printJson(versions)
    for (const { title, external_id, locale, version, audience, reviewed_on, lead, steps, withdrawn_at } of versions) {
      const facts = [
        t.version(version),
        t.audiences[audience],
        ...(reviewed_on ? [t.reviewed(reviewed_on)] : []),
        ...(withdrawn_at ? [t.withdrawn] : []),
      ]
      print(
        [
          `${title}  [${external_id}, ${locale}]`,
          facts.join(', '),
          lead,
          ...steps.map((step, at) => `${at + 1}. ${step}`),
          '',
        ].join('\n'),
      )
    }
  })
}

async function runAliases(
  context: CliContext,
  t: Said,
  { revoke, json = false }: { revoke?: string; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    if (revoke) {
      const done = await db.transaction().execute((tx) => revokeAlias(tx, revoke as AliasId, null, new Date()))
      return done.revoked ? print(t.revoked(done.text)) : fail(t.noAlias(revoke), exitCodes.failed)
    }
    for (const alias of await listAliases(db)) {
      if (json) await emit(alias)
      else print([alias.id, alias.state, `+${alias.yes} -${alias.no}`, alias.external_id, alias.text].join('\t'))
    }
  })
}

async function runReindex(context: CliContext, t: Said): Promise<void> {
  await withDatabase(context, false, async ({ db }) => {
    let total = 0
    for (;;) {
      const done = await db.transaction().execute((tx) => refreshIndex(tx))
      total += done
      if (done === 0) break
    }
    print(t.reindexed(total))
  })
}

function fail(message: string, code: number): void {
  process.exitCode = code
  process.stderr.write(`${message}\n`)
}
