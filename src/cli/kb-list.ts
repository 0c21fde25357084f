import { listAliases, revokeAlias } from '../desk/knowledge/learning.ts'
import { type ListedArticle, listArticles, showArticle } from '../desk/knowledge/reading.ts'
import { refreshIndex } from '../desk/knowledge/store.ts'
import type { AliasId } from '../desk/knowledge/table.ts'
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
