import { instantOf } from '../desk/knowledge/days.ts'
import { discardDraft, draftFromTicket, type ListedDraft, listDrafts, publishDraft } from '../desk/knowledge/drafts.ts'
import { type Gap, listGaps } from '../desk/knowledge/gaps.ts'
import type { DraftId } from '../desk/knowledge/table.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Opened, type Said, withDatabase } from './kb-common.ts'

const dayInMs = 86_400_000
const shown = 50

/** `guichet kb gaps`: what people asked in vain, grouped, what most of them asked first. */
export async function runGaps(
  context: CliContext,
  t: Said,
  { days = 30, limit = shown, json = false }: { days?: number; limit?: number; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const gaps = await listGaps(db, { since: new Date(Date.now() - days * dayInMs), limit })
    if (json) return printJson(gaps)
    if (gaps.length === 0) print(t.noGaps)
    for (const gap of gaps) print(gapLine(t, gap))
  })
}

function gapLine(t: Said, { persons, questions, locale, text, examples, why, articles, tickets }: Gap): string {
  const reasons = Object.entries(why)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${t.gapReasons[reason as keyof Gap['why']]} ${count}`)
  const notes = [
    ...reasons,
    ...(articles.length > 0 ? [articles.join(', ')] : []),
    ...(tickets.length > 0 ? [tickets.map((number) => `#${number}`).join(' ')] : []),
  ]
  const more = examples.map((example) => `    ${example}`)
  return [`${t.asked(questions, persons)}\t[${locale}] ${text}\t${notes.join('; ')}`, ...more].join('\n')
}

/** `guichet kb draft 1042`: an article for review, made of a resolved ticket. */
export async function runDraft(context: CliContext, t: Said, number: string, { json = false }: { json?: boolean }) {
  await withDatabase(context, json, async ({ db }) => {
    const ticket = /^#?\d{1,9}$/.test(number)
      ? await db
          .selectFrom('tickets')
          .select('id')
          .where('number', '=', Number(number.replace('#', '')))
          .executeTakeFirst()
      : undefined
    if (!ticket) return fail(t.noDraft['not-found'], exitCodes.failed)
    const drafted = await db.transaction().execute((tx) => draftFromTicket(tx, ticket.id, null, new Date()))
    if (!drafted.done) return fail(t.noDraft[drafted.why], exitCodes.failed)
    const [draft] = await listDrafts(db, drafted.draft.id)
    if (draft) show(t, draft, json)
  })
}

function show(t: Said, draft: ListedDraft, json: boolean): void {
  const head = `${draft.id}  [${draft.locale}] #${draft.number}, ${t.draftStates[draft.state]}`
  if (json) printJson(draft)
  else print(`${head}\n\n# ${draft.title}\n\n${draft.body}`)
}

const actions = ['show', 'publish', 'discard'] as const
type Action = (typeof actions)[number]
const isAction = (word: string): word is Action => (actions as readonly string[]).includes(word)

/** `guichet kb drafts [show|publish|discard ID]`: what waits for a reviewer, and the reviewer's decision. */
export async function runDrafts(
  context: CliContext,
  t: Said,
  [action, id]: readonly [string | undefined, string | undefined],
  { at, json = false }: { at?: string; json?: boolean },
): Promise<void> {
  if (action && (!isAction(action) || !id)) return fail(t.draftUsage, exitCodes.misused)
  await withDatabase(context, json, async (opened) => {
    const { TIME_ZONE: zone } = opened.config
    const instant = at === undefined ? undefined : instantOf(at, zone)
    if (at !== undefined && !instant) return fail(t.notAMoment(at), exitCodes.misused)
    if (action && id && isAction(action)) return act(opened, t, action, { id: id as DraftId, at: instant, json })
    const drafts = await listDrafts(opened.db)
    if (json) return printJson(drafts)
    if (drafts.length === 0) print(t.noDrafts)
    for (const { id, locale, number, title } of drafts) print([id, locale, `#${number}`, title].join('\t'))
  })
}

async function act(
  { db }: Opened,
  t: Said,
  action: Action,
  { id, at, json }: { id: DraftId; at: Date | undefined; json: boolean },
): Promise<void> {
  if (action === 'show') {
    const [draft] = await listDrafts(db, id)
    return draft ? show(t, draft, json) : fail(t.noSuchDraft(id), exitCodes.failed)
  }
  const now = new Date()
  const decided = await db
    .transaction()
    .execute((tx) =>
      action === 'publish' ? publishDraft(tx, id, { by: null, now, at }) : discardDraft(tx, id, null, now),
    )
  if (!decided.done) return fail(t.noSuchDraft(id), exitCodes.failed)
  if (json) return printJson({ ok: true, ...decided })
  if (!('externalId' in decided)) return print(t.discarded)
  const { externalId } = decided
  print(at && at > now ? t.publishedLater(`${externalId}`, at.toISOString()) : t.published(`${externalId}`))
}
