import { newId } from '../../platform/ids.ts'
import type { Texts } from '../../texts/index.ts'
import type { Desk } from '../desk.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, type Refusal } from '../scope.ts'
import { actNamed, type Fields } from './acts.ts'
import { refusalWords } from './refusal.ts'

/** What may be done to many tickets at once: acts that can be taken back together, and tell nobody anything new. */
export const manyActs = ['assign', 'prioritise', 'categorise', 'hold', 'resume', 'snooze', 'unsnooze'] as const
export type ManyAct = (typeof manyActs)[number]
export const mostAtOnce = 200

export interface Many {
  numbers: readonly number[]
  act: ManyAct
  fields: Fields
}
/** Each ticket is changed or left as it was, with the reason; those of a batch are taken back together. */
export interface Changed {
  done: true
  batch: string
  changed: number[]
  left: { number: number; why: string }[]
}

/** One act on many tickets, each by its own rules and with its own line of history. In the order of their numbers, so that two such changes never wait for each other. */
export async function changeMany(desk: Desk, { numbers, act, fields }: Many, t: Texts): Promise<Changed | Refusal> {
  if (!isAgent(desk.actor)) return notAllowed
  const batch = newId('bat')
  const acting: Desk = { ...desk, ...desk.because({ batch }) }
  const changed: number[] = []
  const left: Changed['left'] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b).slice(0, mostAtOnce)) {
    const ticket = await desk.tickets.byNumber(number)
    const outcome = ticket
      ? await actNamed(act)!.run(acting, ticket.id, fields, t)
      : ({ done: false, why: 'not-found' } as const)
    if (outcome.done) changed.push(number)
    else left.push({ number, why: refusalWords(outcome, t) })
  }
  return { done: true, batch, changed, left }
}

/** Takes a batch back, ticket by ticket, where nobody has gone on since. */
export async function undoMany(desk: Desk, batch: string, t: Texts): Promise<Changed | Refusal> {
  if (!isAgent(desk.actor)) return notAllowed
  const { tickets } = desk.because({ batch })
  const changed: number[] = []
  const left: Changed['left'] = []
  for (const { id, number } of await desk.tickets.ofBatch(batch)) {
    const outcome = await tickets.undo(id)
    if (outcome.done) changed.push(number)
    else left.push({ number, why: refusalWords(outcome, t) })
  }
  return { done: true, batch, changed, left }
}
