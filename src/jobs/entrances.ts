import type { Read } from '../chat/adapter.ts'
import { plainText } from '../chat/plain.ts'
import { type AccountKey, platformOf, type ThreadKey } from '../chat/thread.ts'
import { hear } from '../conversation/hear.ts'
import { atDesk } from '../desk/at-desk.ts'
import type { SignPut } from '../desk/outbox/outbox.ts'
import type { Leased } from '../desk/outbox/store.ts'
import { actorOf } from '../desk/people/actor.ts'
import { personOf } from '../desk/people/store.ts'
import { texts } from '../texts/index.ts'
import type { ErrandPorts } from './errands.ts'
import { Later } from './later.ts'

/**
 * A sign was put on a message that was never heard (it is older than the bot's membership, or an answer in a thread): the
 * platform is asked what it says, and then it is as if it had been pointed at. Nothing for what nobody may make a ticket of.
 */
export async function readMessage(
  { db, house, adapters, now }: ErrandPorts,
  { channel, message, account }: { channel: ThreadKey; message: string; account: AccountKey },
  row: Leased,
): Promise<number[]> {
  const read: Read | undefined = await adapters()[platformOf(channel)]?.read?.({ thread: channel }, message)
  if (read === 'ask-later') throw new Error(`${platformOf(channel)} does not tell now what a message says`)
  if (!read) return []
  const { thread, text, author } = read
  const heard = { kind: 'pointed', text, ...(author && { author }), here: true, form: false } as const
  const event = { id: `read:${row.seq}`, thread, message, from: { account }, at: now(), heard }
  return (await hear(db, house(), event, now())).wake
}

/** Draws a person's home as it is now, in their language. A platform that has none, or shows ours no more, is left alone. */
export async function showHome(
  { db, house, settings, adapters, now }: ErrandPorts,
  { account }: { account: AccountKey },
  row: Leased,
): Promise<number[]> {
  const adapter = adapters()[platformOf(account)]
  const person = await personOf(db, account)
  if (!adapter?.home || !person || (await isOvertaken(db, row))) return []
  const locale = person.locale ?? settings().locale
  const t = texts[locale]
  const { result } = await atDesk(db, settings(), actorOf(person, locale), now(), (desk) =>
    house().home({ desk, t, now: now() }),
  )
  const sent = await adapter.home(account, { id: 'home', blocks: result.blocks, plain: plainText(result.blocks) })
  if (sent.outcome === 'never') await db.deleteFrom('homes').where('account', '=', account).execute()
  if (sent.outcome === 'later' || sent.outcome === 'unknown') throw new Error(`A home was not drawn: ${sent.reason}`)
  return []
}

const mostSignTries = 3

/** Puts a sign under a message, or takes it away. A message that is gone, or a platform that lets no bot do it, ends it. */
export async function putSign({ db, adapters }: ErrandPorts, sign: SignPut, row: Leased): Promise<number[]> {
  const adapter = row.thread ? adapters()[platformOf(row.thread)] : undefined
  const posted = 'posted' in sign ? sign.posted : await postedBy(db, sign.row)
  if (!adapter?.sign || !row.thread || !posted) return []
  const to = { thread: row.thread, ...(row.reference && { reference: row.reference }) }
  const sent = await adapter.sign(to, posted, sign.emoji, sign.added)
  // Words wait behind it: a sign is not worth more than a few tries.
  if (sent.outcome === 'later' && row.attempts < mostSignTries)
    throw new Later(`A sign was not put: ${sent.reason}`, sent.afterMs)
  return []
}

const postedBy = async (db: ErrandPorts['db'], seq: number) =>
  (await db.selectFrom('outbox').select('posted').where('seq', '=', seq).executeTakeFirst())?.posted

const isOvertaken = async (db: ErrandPorts['db'], { lane, seq }: Leased) =>
  (await db
    .selectFrom('outbox')
    .select('seq')
    .where('lane', '=', lane)
    .where('seq', '>', seq)
    .where('settled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined
