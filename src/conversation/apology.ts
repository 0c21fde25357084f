import { card } from '../chat/card.ts'
import type { ChatEvent } from '../chat/event.ts'
import { openDesk } from '../desk/desk.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import { mailOut } from '../desk/outbox/store.ts'
import { actorOf } from '../desk/people/actor.ts'
import { personOf, welcomeAccount } from '../desk/people/store.ts'
import { isStalePlan } from '../platform/plans.ts'
import type { Db } from '../schema.ts'
import { texts } from '../texts/index.ts'
import { Behind, type Heard, hear } from './hear.ts'
import type { House } from './house.ts'
import { receive } from './place.ts'

type Report = (error: unknown, event: ChatEvent) => void

/**
 * Hears an event, and leaves no receipt without an outcome. An outage is thrown, so that the platform sends again; a
 * fault of ours would fail the next time too, so the person is told and the agents get a ticket with their words.
 */
export async function hearOrApologise(
  db: Db,
  house: House,
  event: ChatEvent,
  now: Date,
  report: Report,
  token?: string,
): Promise<Heard> {
  try {
    return await hear(db, house, event, now, token)
  } catch (error) {
    if (error instanceof Behind || isOutage(error)) throw error
    report(error, event)
    return apologise(db, house, event, now)
  }
}

/** Leaves an event that cannot be heard with an outcome: an apology, and a ticket with the words where that is possible. */
export const apologise = (db: Db, house: House, event: ChatEvent, now: Date): Promise<Heard> =>
  say(db, house, event, now, true).catch(() => say(db, house, event, now, false))

/** PostgreSQL's classes for connections, resources, shutdown and conflicts of transactions; Node's and pg's words for no answer. */
const outageClasses = /^(08|53|55|57|40)/
const outageWords =
  /ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|timeout|terminated|Connection|embedded database: (waited|closed)|Client was closed/i

function isOutage(error: unknown): boolean {
  if (isStalePlan(error)) return true
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return outageClasses.test(code)
  return outageWords.test(`${String(code ?? '')} ${String(message ?? '')}`)
}

const say = (db: Db, house: House, event: ChatEvent, now: Date, withTicket: boolean): Promise<Heard> =>
  db.transaction().execute(async (tx) => {
    if (!(await receive(tx, event, now))) return { reply: { repeated: true }, wake: [] }
    await tx.updateTable('heard').set({ outcome: 'failed' }).where('id', '=', event.id).execute()
    const { heard, thread } = event
    if (heard.kind !== 'text' && heard.kind !== 'press' && heard.kind !== 'command') return { reply: {}, wake: [] }
    const person = (await personOf(tx, event.from.account)) ?? (await welcomeAccount(tx, event.from, now))
    const locale = person.locale ?? event.from.locale ?? house.settings.locale
    const mail = new Mailbag()
    mail.post({ thread }, card(texts[locale].sorry))
    const desk = openDesk({ tx, actor: actorOf(person, locale), now, mail, settings: house.settings })
    const words = heard.kind === 'press' ? heard.action : heard.text
    if (withTicket)
      await desk.tickets.open({
        source: event.id,
        type: 'incident',
        description: words || '…',
        impact: 'one',
        urgency: 'medium',
        handover: true,
        thread,
      })
    return { reply: {}, wake: await mailOut(tx, mail, now) }
  })
