import type { Card } from '../../chat/card.ts'
import type { Heard } from '../../chat/event.ts'
import { type AccountKey, channelOf, isPersonal, type ThreadKey } from '../../chat/thread.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import { type ChannelMode, type OnlyFor, teamMark, usualBurstMinutes } from './channel.ts'

/** How a channel takes requests, and how far apart messages of one author are still one matter. */
export interface RequestChannel {
  channel: ThreadKey
  mode: ChannelMode
  burstMinutes: number
  onlyQuestions: boolean
  onlyFor: OnlyFor
  privately: boolean
}

/** The setting of the channel that holds this thread; nothing where none was made, and for personal conversations. */
export async function channelSetting({ tx }: Scope, thread: ThreadKey): Promise<RequestChannel | undefined> {
  if (isPersonal(thread)) return undefined
  const row = await tx
    .selectFrom('request_channels')
    .select(['channel', 'mode', 'burst_minutes as burstMinutes', 'only_questions as onlyQuestions'])
    .select(['only_for as onlyFor', 'privately'])
    .where('channel', '=', channelOf(thread))
    .executeTakeFirst()
  return row
}

/** Agents say how a channel takes requests. What is not named stays as it was. */
export async function setChannel(
  scope: Scope,
  channel: ThreadKey,
  change: Partial<Omit<RequestChannel, 'channel'>>,
): Promise<Outcome> {
  if (!isAgent(scope.actor)) return notAllowed
  const set = { set_by: scope.actor.person, set_at: scope.now }
  const changed = {
    ...set,
    ...(change.mode && { mode: change.mode }),
    ...(change.burstMinutes !== undefined && { burst_minutes: change.burstMinutes }),
    ...(change.onlyQuestions !== undefined && { only_questions: change.onlyQuestions }),
    ...(change.onlyFor && { only_for: JSON.stringify(change.onlyFor) }),
    ...(change.privately !== undefined && { privately: change.privately }),
  }
  await scope.tx
    .insertInto('request_channels')
    .values({
      channel,
      mode: change.burstMinutes === undefined ? 'clear' : 'mention',
      burst_minutes: usualBurstMinutes,
      ...changed,
    })
    .onConflict((c) => c.column('channel').doUpdateSet(changed))
    .execute()
  return { done: true }
}

/** Whether the bot speaks to this account here: it may be kept to certain people, or to the people of certain teams. */
export async function speaksTo(
  { tx, actor }: Scope,
  { onlyFor }: RequestChannel,
  account: AccountKey,
): Promise<boolean> {
  if (onlyFor.length === 0 || onlyFor.includes(account)) return true
  const teams = onlyFor.filter((each) => each.startsWith(teamMark)).map((each) => each.slice(teamMark.length))
  if (teams.length === 0) return false
  const row = await tx
    .selectFrom('people as p')
    .innerJoin('teams as t', 't.id', 'p.team_id')
    .select('t.slug')
    .where('p.id', '=', actor.person)
    .executeTakeFirst()
  return row !== undefined && teams.includes(row.slug)
}

/** What this account asked with that event, as it reads now; nothing for another's, or for what was taken back. */
export async function askedWith(scope: Scope, event: string, account: AccountKey) {
  const row = await scope.tx
    .selectFrom('heard')
    .select(['thread', 'message', 'body'])
    .where('id', '=', event)
    .where('account', '=', account)
    .executeTakeFirst()
  const body = row?.body as Heard | undefined
  if (!row?.message || body?.kind !== 'text') return undefined
  const said = await saidIn(scope, row.thread, row.message)
  return said && { text: said.text, thread: row.thread, message: row.message }
}

/** What somebody was told alone, for everybody who reads along where they asked; once. */
export async function shareAnswer(
  { tx, actor, mail, now }: Scope,
  source: string,
  thread: ThreadKey,
  card: Card,
): Promise<boolean> {
  const shared = await tx
    .updateTable('answers_given')
    .set({ shared_at: now })
    .where('source', '=', source)
    .where('person_id', '=', actor.person)
    .where('may_share', '=', true)
    .where('shared_at', 'is', null)
    .executeTakeFirst()
  if (shared.numUpdatedRows === 0n) return false
  mail.post({ thread }, card)
  return true
}

/** The teams by these names in commands (`team:network`), as far as they exist. */
export async function knownTeams({ tx }: Scope, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return []
  const rows = await tx.selectFrom('teams').select('slug').where('slug', 'in', slugs).execute()
  return rows.map(({ slug }) => slug)
}

/** A message as it was heard. */
export interface SaidMessage {
  event: string
  account: AccountKey
  text: string
}

/** What somebody wrote in this thread, as it reads now; nothing when it was not heard, or was taken back. */
export async function saidIn({ tx }: Scope, thread: ThreadKey, message: string): Promise<SaidMessage | undefined> {
  const rows = await tx
    .selectFrom('heard')
    .select(['id', 'account', 'body'])
    .where('thread', '=', thread)
    .where('message', '=', message)
    .orderBy('seq')
    .execute()
  const bodies = rows.map(({ body }) => body as { kind?: string; text?: string })
  const first = bodies.findIndex(({ kind }) => kind === 'text')
  if (first < 0 || bodies.some(({ kind }) => kind === 'deleted')) return undefined
  const text = bodies.findLast(({ kind }) => kind === 'edited')?.text ?? bodies[first]!.text ?? ''
  return { event: rows[first]!.id, account: rows[first]!.account, text }
}

/** What this account pointed at with that event, for the form that was answered to it. */
export async function pointedWith({ tx }: Scope, event: string, account: AccountKey) {
  const row = await tx
    .selectFrom('heard')
    .select(['thread', 'message', 'body'])
    .where('id', '=', event)
    .where('account', '=', account)
    .executeTakeFirst()
  const body = row?.body as Extract<Heard, { kind: 'pointed' }> | undefined
  if (!row?.message || body?.kind !== 'pointed') return undefined
  return { ...body, thread: row.thread, message: row.message }
}
