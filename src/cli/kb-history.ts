import { takeBackScheduled } from '../desk/knowledge/drafts.ts'
import { type ArticleHistory, historyOfArticle } from '../desk/knowledge/reading.ts'
import { listScheduled } from '../desk/knowledge/scheduling.ts'
import type { ScheduledArticle } from '../desk/knowledge/table.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'

/** `guichet kb history ID`: every version with its day, and what waits. Instants are UTC. */
export async function runHistory(context: CliContext, t: Said, id: string, { json = false }: { json?: boolean }) {
  await withDatabase(context, json, async ({ db }) => {
    const history = await historyOfArticle(db, id)
    if (!history.done) return fail(t.noArticle(id), exitCodes.failed)
    if (json) return printJson({ ...history, scheduled: history.scheduled.map(publicly) })
    for (const line of historyLines(t, history)) print(line)
  })
}

function historyLines(t: Said, { versions, scheduled, withdrawn_at }: ArticleHistory): string[] {
  const lines = versions.map(({ locale, version, title, current, published_at, reviewed_on, source }) => {
    const states = [...(current ? [t.current] : []), ...(reviewed_on ? [t.reviewed(reviewed_on)] : [])]
    return [locale, `v${version}`, published_at.toISOString(), states.join(', ') || '-', source ?? '-', title].join(
      '\t',
    )
  })
  return [
    ...scheduled.map(scheduledLine),
    ...lines,
    ...(withdrawn_at ? [`${t.withdrawn}\t${withdrawn_at.toISOString()}`] : []),
  ]
}

/** `guichet kb scheduled`: what is not to be found yet, and when it will be. */
export async function runScheduled(
  context: CliContext,
  t: Said,
  { takeBack, json = false }: { takeBack?: string; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const rows = await listScheduled(db, takeBack)
    if (takeBack !== undefined) {
      if (rows.length === 0) return fail(t.noArticle(takeBack), exitCodes.failed)
      await db.transaction().execute(async (tx) => {
        for (const { external_id, locale } of rows) await takeBackScheduled(tx, { externalId: external_id, locale })
      })
      return json ? printJson({ ok: true, takenBack: rows.length }) : print(t.takenBack(rows.length))
    }
    if (json) return printJson(rows.map(publicly))
    if (rows.length === 0) print(t.noneScheduled)
    for (const row of rows) print(scheduledLine(row))
  })
}

const scheduledLine = ({ locale, publish_at, external_id, title }: ScheduledArticle) =>
  [locale, publish_at.toISOString(), external_id, title].join('\t')

const publicly = ({ external_id, locale, title, publish_at, source, scheduled_at }: ScheduledArticle) => ({
  ...{ external_id, locale, title, publish_at, source, scheduled_at },
})
