import type { ChatEvent, Reply } from '../chat/event.ts'
import { openDesk } from '../desk/desk.ts'
import { holdFiles, letGo } from '../desk/files/store.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import type { Leased } from '../desk/outbox/store.ts'
import type { Op } from '../desk/outbox/table.ts'
import { actorOf } from '../desk/people/actor.ts'
import { noteAccount, type Person, personOf, welcomeAccount } from '../desk/people/store.ts'
import type { Db, Tx } from '../schema.ts'
import { texts } from '../texts/index.ts'
import { guarded, warn, warnAlone } from './guarded.ts'
import type { House } from './house.ts'
import { keep } from './keep.ts'
import { localeFor } from './language.ts'
import { tooOften } from './limits.ts'
import type { Hearing } from './moving.ts'
import { asItStands, notePlace, type Place, placeOfEvent, receive } from './place.ts'
import { route } from './route.ts'
import type { Memory } from './table.ts'

/** The answer of the same breath, and the ids of what now waits in the outbox; `says`: those of them that only speak. */
export interface Heard {
  reply: Reply
  wake: number[]
  says?: number[]
  /** The answers, where whoever hears says them too: in their hands since they were written, and none of those that wait. */
  taken?: Leased[]
}
/** Something that was written before it in this thread was accepted and is not heard yet: nothing happened. */
export class Behind extends Error {}

/**
 * One event in, at most one turn forward. The event, the new turn, whatever the desk changed and the replies are one
 * commit: after a crash the event comes again, and either all of it happened or none. No network in here.
 * Rejects with `Behind` where the thread has earlier events that wait to be heard. `token`: whoever hears says the answer too.
 */
export const hear = (db: Db, house: House, told: ChatEvent, now: Date, token?: string): Promise<Heard> =>
  db.transaction().execute(async (tx) => {
    const event = guarded(told)
    const [received, place] = await Promise.all([receive(tx, event, now), placeOfEvent(tx, event, now)])
    if (!received) return { reply: { repeated: true }, wake: [] }
    if (place.behind) throw new Behind(`${event.thread} has events that wait to be heard`)
    const { thread, reference } = event
    const mail = new Mailbag(token && reference ? { token, thread, reference } : undefined)
    const person = await meet(tx, event, place, mail, now)
    const noted = unawaited(notePlace(tx, event, place, now))

    const coming = await holdFiles(tx, event, person.id, now)
    const hearing = open(house, tx, { event: asItStands(event, place), place, person, mail, now })
    warn(hearing)
    const routed = await route(hearing)
    const { errors, found, own, card } = routed.reply
    if (errors || found || (own && !card)) await forget(tx, event)
    if (coming.length && unheard.has(routed.outcome)) await letGo(tx, coming)
    else for (const file of coming) mail.errand(`file ${file}`, 'fetch-file', { file }, event.thread)
    const [{ ids, taken }] = await Promise.all([keep(tx, hearing, routed), noted])
    const wake = ids.filter((id) => !taken.some(({ seq }) => seq === id))
    const says = wake.filter((id) => speaking.has(mail.letters[ids.indexOf(id)]!.op))
    return { reply: warnAlone(hearing, routed.outcome, routed.reply), wake, says, taken }
  })

/** Travels with what is asked next. Should it fail, so does all that comes after it. */
function unawaited<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {})
  return asked
}

/** What a worker only has to say; the rest is work. */
const speaking = new Set<Op>(['post', 'update', 'remove'])

/** Nobody took these words, so nobody waits for what came with them. */
const unheard = new Set<string>(['ignored', 'overtaken', ...Object.values(tooOften)])

/**
 * A form sent back with errors changed nothing, and the same values may be sent again: they must be looked at again. What
 * was typed into a search box, or only looked at, is nobody's history.
 */
const forget = (tx: Tx, event: ChatEvent) => tx.deleteFrom('heard').where('id', '=', event.id).execute()

/** The person behind the account. A new one is made, and the platform is asked for their name. */
async function meet(tx: Tx, event: ChatEvent, { person }: Place, mail: Mailbag, now: Date): Promise<Person> {
  const { from } = event
  if (!person) {
    if (!from.account.startsWith('web:')) mail.errand(`profile ${from.account}`, 'profile', { account: from.account })
    return welcomeAccount(tx, from, now)
  }
  const isNews = from.agent !== undefined && from.agent !== person.agentAccount
  if (!isNews) return person
  await noteAccount(tx, from)
  return (await personOf(tx, from.account))!
}

function open(
  house: House,
  tx: Tx,
  { event, place, person, mail, now }: { event: ChatEvent; place: Place; person: Person; mail: Mailbag; now: Date },
): Hearing {
  const locale = localeFor(house, event, place.conversation?.locale, person.locale)
  const actor = actorOf(person, locale)
  const memory: Memory = { ...place.conversation?.memory, ...(event.outsiders && { outsiders: true }) }
  const source = {
    thread: event.thread,
    ...(event.message && { message: event.message }),
    ...(memory.outsiders && { outsiders: true }),
    ...(event.heard.kind === 'text' && event.heard.files?.length && { files: true }),
  }
  const { announced } = place
  const desk = openDesk({ tx, actor, now, mail, settings: house.settings, source, announced })
  return { house, event, place, mail, actor, locale, memory, moment: { event, desk, t: texts[locale], memory, now } }
}
