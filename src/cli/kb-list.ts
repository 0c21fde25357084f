import type { Locale } from '../chat/locale.ts'
import { listAliases, revokeAlias } from '../desk/knowledge/learning.ts'
import { type ListedArticle, listArticles, showArticle } from '../desk/knowledge/reading.ts'
import { refreshIndex } from '../desk/knowledge/store.ts'
import type { AliasId } from '../desk/knowledge/table.ts'
import { teachAlias } from '../desk/knowledge/teaching.ts'
import { detectLanguage } from '../desk/triage/language.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { emit } from './json-lines.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'

const page = 500

export async function runList(context: CliContext, t: Said, { json = false }: { json?: boolean }): Promise<void> {
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

export async function runShow(
  context: CliContext,
  t: Said,
  id: string,
  { json = false }: { json?: boolean },
): Promise<void> {
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

export async function runAliases(
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

/** `guichet kb teach`: whoever may run this command administers the base. Without a language, the question's own counts. */
export async function runTeach(
  context: CliContext,
  t: Said,
  { article, question, locale, json = false }: { article: string; question: string; locale?: Locale; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db, locale: ours }) => {
    const spoken = locale ?? detectLanguage(question).locale ?? ours
    const came = await db
      .transaction()
      .execute((tx) => teachAlias(tx, { externalId: article, locale: spoken, text: question }, null, new Date()))
    if (!came.taught) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: came.taught, ...came })
    if (came.taught) print(t.taught(came.alias, question))
    else fail(t.notTaught[came.why], exitCodes.failed)
  })
}

export async function runReindex(context: CliContext, t: Said): Promise<void> {
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
