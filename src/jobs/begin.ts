import type { ChatEvent } from '../chat/event.ts'
import { type AccountKey, isPersonal, placeOf, type ThreadKey } from '../chat/thread.ts'
import { hear } from '../conversation/hear.ts'
import type { House } from '../conversation/house.ts'
import type { Leased } from '../desk/outbox/store.ts'
import type { Db } from '../schema.ts'

/** Whoever is in the middle of a sentence is not interrupted: the question waits this long and tries again. */
const busyMinutes = 5
const patienceMinutes = 60

/** A conversation begins in a thread because something happened elsewhere: heard like any other answer. */
export async function beginConversation(
  db: Db,
  house: House,
  row: Leased,
  now: Date,
): Promise<{ wake: number[]; again?: number }> {
  const { content, thread } = row
  if (content.kind !== 'begin' || !thread) return { wake: [] }
  const id = `begin:${row.seq}`
  // Its last worker died behind the commit: what looks busy now may be the very conversation that it began.
  if (row.attempts > 1 && (await wasHeard(db, id))) return { wake: [] }
  const patient = now.getTime() - row.createdAt.getTime() < patienceMinutes * 60_000
  if (patient && (await isBusy(db, thread, now))) return { wake: [], again: busyMinutes * 60_000 }
  const account = await accountIn(db, thread, row)
  if (!account) return { wake: [] }
  const { wake } = await hear(db, house, event(id, thread, account, 'begin', content, now), now)
  return { wake }
}

/** Nobody answered a turn for as long as its script waits. */
export async function hearSilence(
  db: Db,
  house: House,
  thread: ThreadKey,
  wakesAt: Date,
  now: Date,
): Promise<number[]> {
  const account = await accountIn(db, thread)
  if (!account) return []
  const { wake } = await hear(
    db,
    house,
    event(`silence:${thread}:${wakesAt.toISOString()}`, thread, account, 'silence', {}, now),
    now,
  )
  return wake
}

/** Whether a talk still waits for this errand; who has gone on meanwhile needs no answer to it. */
export const isAwaited = async (db: Db, { seq, thread }: Leased): Promise<boolean> =>
  thread !== null &&
  (await db
    .selectFrom('conversations')
    .select('thread')
    .where('thread', '=', thread)
    .where('card', '=', seq)
    .executeTakeFirst()) !== undefined

/** An errand came back: heard once, by the turn that sent it, or not at all when the talk has gone on. */
export async function hearOutcome(
  db: Db,
  house: House,
  { seq, thread, content }: Leased,
  { answer, value }: { answer: string; value?: unknown },
  now: Date,
): Promise<number[]> {
  const account = thread && (await accountIn(db, thread))
  if (!thread || !account || content.kind !== 'errand') return []
  const said = event(`errand:${seq}`, thread, account, content.errand, {}, now)
  const heard = { kind: 'outcome', errand: content.errand, answer, value, row: seq } as const
  const { wake } = await hear(db, house, { ...said, heard }, now)
  return wake
}

const event = (
  id: string,
  thread: ThreadKey,
  account: AccountKey,
  errand: string,
  value: object,
  at: Date,
): ChatEvent => ({
  id: id.slice(0, 512),
  thread,
  from: { account },
  at,
  heard: { kind: 'outcome', errand, answer: errand, value },
})

const wasHeard = async (db: Db, id: string): Promise<boolean> =>
  Boolean(await db.selectFrom('heard').select('id').where('id', '=', id).executeTakeFirst())

async function isBusy(db: Db, thread: ThreadKey, now: Date): Promise<boolean> {
  const talk = await db
    .selectFrom('conversations')
    .select(['flow', 'moved_at'])
    .where('thread', '=', thread)
    .executeTakeFirst()
  return Boolean(talk?.flow) && now.getTime() - talk!.moved_at.getTime() < busyMinutes * 60_000
}

/** Whose talk it is: the one person of a personal conversation, or the person who asked in this thread of a channel. */
async function accountIn(db: Db, thread: ThreadKey, row?: Leased): Promise<AccountKey | undefined> {
  const { platform, workspace, place } = placeOf(thread)
  if (isPersonal(thread) && place.kind === 'personal') return `${platform}:${workspace}:${place.user}`
  const found = await db
    .selectFrom('accounts as a')
    .select('a.key')
    .where('a.key', 'like', `${platform}:${workspace.replaceAll(/[\\%_]/g, '\\$&')}:%`)
    .where((e) =>
      e.or([
        e('a.person_id', 'in', e.selectFrom('conversations as c').select('c.person_id').where('c.thread', '=', thread)),
        ...(row?.ticket
          ? [
              e(
                'a.person_id',
                'in',
                e.selectFrom('tickets as t').select('t.requester_id').where('t.id', '=', row.ticket),
              ),
            ]
          : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return found?.key
}
