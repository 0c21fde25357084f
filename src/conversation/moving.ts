import type { ChatEvent, Reply } from '../chat/event.ts'
import type { Locale } from '../chat/locale.ts'
import type { Mailbag } from '../desk/outbox/outbox.ts'
import type { Actor } from '../desk/people/actor.ts'
import type { Flow, Handler, Moment, Next, Turns } from './flow.ts'
import type { House } from './house.ts'
import type { Place } from './place.ts'
import { atRest, play, type Standing } from './play.ts'
import type { Memory } from './table.ts'

export interface Hearing {
  house: House
  event: ChatEvent
  place: Place
  mail: Mailbag
  actor: Actor
  locale: Locale
  memory: Memory
  moment: Omit<Moment<never, never>, 'data' | 'answer'>
}
/** What became of the event: for the ledger, for the person who acts, and for the talk if it moved. */
export interface Routed {
  outcome: string
  reply: Reply
  standing?: Standing
}
export const to = (pass: Flow<never>, input: unknown): Next => ({ pass, input, says: [] })
export const nothing = (outcome: string, reply: Reply = {}): Routed => ({ outcome, reply })

export const turnOf = ({ house, place }: Hearing) =>
  house.flows.get(place.conversation?.flow ?? '')?.turns.get(place.conversation?.turn ?? '')

/** Hands an answer to the turn that waits for it. Its stored data is parsed again: a deploy may have reshaped it. */
export async function resume(hearing: Hearing, answer: string, value: unknown, by?: unknown): Promise<Routed> {
  const { house, place, moment } = hearing
  const flow = house.flows.get(place.conversation?.flow ?? '')
  const turn = turnOf(hearing)
  const data = turn?.data.safeParse(place.conversation?.data)
  if (!flow || !turn || !data?.success) return { ...(await go(hearing, lost(hearing))), outcome: 'lost' }
  const handler = (by ?? turn.hears[answer]) as Handler<Turns, unknown, unknown> | undefined
  if (!handler) return nothing('late')
  return {
    ...(await go(hearing, await handler({ ...moment, data: data.data, answer: value }), flow)),
    outcome: 'answered',
  }
}

const lost = ({ house, moment }: Hearing): Next => ({
  pass: house.greeting,
  input: undefined,
  says: [moment.desk.say((t) => t.lost)],
})

/** An answer of the same breath, and the talk that begins with it beside whatever this person's open ticket carries on. */
export async function begun(hearing: Hearing, { reply, next }: { reply: Reply; next?: Next }, outcome: string) {
  if (!next) return nothing(outcome, reply)
  if (hearing.place.carried?.open && !('stay' in next)) hearing.memory.apart = true
  return { ...(await go(hearing, next)), reply, outcome }
}

export async function go(hearing: Hearing, next: Next, from: Flow<never> = hearing.house.first): Promise<Routed> {
  const { house, event, place, mail, moment } = hearing
  const { conversation } = place
  const was: Standing = conversation?.flow
    ? {
        flow: conversation.flow,
        turn: conversation.turn,
        data: conversation.data as object,
        letter: null,
        wakesAt: null,
      }
    : atRest
  const standing = await play({ house, thread: event.thread, mail, moment }, from, next, was)
  const working = mail.letters.some(({ op, thread }) => op === 'errand' && thread === event.thread)
  return { outcome: 'heard', reply: working ? { working: moment.t.menu.working } : {}, standing }
}
