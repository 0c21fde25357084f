import type { Heard } from '../../chat/event.ts'
import { type AccountKey, channelOf, isPersonal, type ThreadKey } from '../../chat/thread.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import { type ChannelMode, usualBurstMinutes } from './channel.ts'

/** How a channel takes requests, and how far apart messages of one author are still one matter. */
export interface RequestChannel {
  channel: ThreadKey
  mode: ChannelMode
  burstMinutes: number
}

/** The setting of the channel that holds this thread; nothing where none was made, and for personal conversations. */
export async function channelSetting({ tx }: Scope, thread: ThreadKey): Promise<RequestChannel | undefined> {
  if (isPersonal(thread)) return undefined
  const row = await tx
    .selectFrom('request_channels')
    .select(['channel', 'mode', 'burst_minutes as burstMinutes'])
    .where('channel', '=', channelOf(thread))
    .executeTakeFirst()
  return row
}

/** Agents say how a channel takes requests. What is not named stays as it was. */
export async function setChannel(
  scope: Scope,
  channel: ThreadKey,
  change: { mode?: ChannelMode; burstMinutes?: number },
): Promise<Outcome> {
  if (!isAgent(scope.actor)) return notAllowed
  const set = { set_by: scope.actor.person, set_at: scope.now }
  const changed = {
    ...set,
    ...(change.mode && { mode: change.mode }),
    ...(change.burstMinutes !== undefined && { burst_minutes: change.burstMinutes }),
  }
  await scope.tx
    .insertInto('request_channels')
    .values({ channel, mode: 'mention', burst_minutes: usualBurstMinutes, ...changed })
    .onConflict((c) => c.column('channel').doUpdateSet(changed))
    .execute()
  return { done: true }
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
