import type { z } from 'zod'
import type { Card } from '../chat/card.ts'
import type { ChatEvent } from '../chat/event.ts'
import type { Desk } from '../desk/desk.ts'
import type { Texts } from '../texts/index.ts'
import type { Errand } from './errands.ts'
import type { Memory } from './table.ts'

export type Turns = Record<string, z.ZodType>
type Data<T extends Turns, K extends keyof T> = z.output<T[K]>
type Said = ReadonlyArray<Card>

/** What follows from an answer. `says` goes out before the next card. */
export type Next<T extends Turns = Turns> =
  | { [K in keyof T & string]: { ask: K; data: Data<T, K>; says: Said } }[keyof T & string]
  /** The talk ends; the next message is a new matter. */
  | { done: true; says: Said }
  /** The talk goes on where it is, its card still counts. */
  | { stay: true; says: Said }
  /** Another flow takes over. */
  | { pass: Flow<never>; input: unknown; says: Said }

/** One answer, and everything a handler may use to act on it. */
export interface Moment<D, Answer> {
  data: D
  answer: Answer
  event: ChatEvent
  desk: Desk
  t: Texts
  memory: Memory
  now: Date
}
export type Handler<T extends Turns, D, Answer> = (moment: Moment<D, Answer>) => Next<T> | Promise<Next<T>>
type Hears<T extends Turns, D, Answers> = { [A in keyof Answers]: Handler<T, D, Answers[A]> }
type Silence<T extends Turns, D> = { minutes: number; handler: Handler<T, D, undefined> }

/** One exchange as the engine sees it: its types were checked where it was written and its data is parsed again. */
export interface Turn {
  readonly name: string
  readonly data: z.ZodType
  readonly puts: (data: never, t: Texts, moment: { now: Date; desk: Desk }) => Card | Errand
  readonly hears: Readonly<Record<string, Handler<Turns, never, never>>>
  readonly silence: Silence<Turns, never> | undefined
  silent(minutes: number, handler: Handler<Turns, never, undefined>): Turn
}
export interface Flow<Input = undefined> {
  readonly name: string
  readonly input: z.ZodType
  readonly begins: Handler<Turns, never, Input>
  readonly turns: ReadonlyMap<string, Turn>
  /** Whether its cards offer a person; off where a person is already on the way. */
  readonly offersPerson: boolean
}
type View = { now: Date; desk: Desk }

/**
 * Names a flow's turns and the data each carries; hands back the words its script is written with. What is stored of a
 * talk is the name of its turn and this data, so names are kept stable and data only grows.
 */
export function flow<const T extends Turns>(name: string, data: T) {
  /** One exchange: a card put to the person (or an errand put to a worker) and what follows from each answer it invites. */
  const turn = <K extends keyof T & string>(name: K) => {
    type D = Data<T, K>
    const puts = <Answers>(put: (data: D, t: Texts, view: View) => Card<Answers> | Errand<Answers>) => ({
      hears: (hears: Hears<T, D, Answers>) => played<D>(name, data[name]!, put, hears, undefined),
    })
    return {
      says: <Answers>(card: (data: D, t: Texts, view: View) => Card<Answers>) => puts(card),
      sends: <Answers>(errand: (data: D) => Errand<Answers>) => puts(errand),
    }
  }
  const played = <D>(
    name: string,
    schema: z.ZodType,
    put: unknown,
    hears: unknown,
    silence: Silence<T, D> | undefined,
  ): Omit<Turn, 'silent'> & { silent(minutes: number, handler: Handler<T, D, undefined>): Turn } => ({
    name,
    data: schema,
    puts: put as Turn['puts'],
    hears: hears as Turn['hears'],
    silence: silence as Turn['silence'],
    /** What happens when nothing is answered for so long. */
    silent: (minutes, handler) => played<D>(name, schema, put, hears, { minutes, handler }) as unknown as Turn,
  })
  return {
    turn,
    ask: <K extends keyof T & string>(turn: K, data: Data<T, K>, ...says: Card[]) =>
      ({ ask: turn, data, says }) as Next<T>,
    done: (...says: Card[]): Next<T> => ({ done: true, says }),
    stay: (...says: Card[]): Next<T> => ({ stay: true, says }),
    pass: <Input>(to: Flow<Input>, input: Input, ...says: Card[]): Next<T> => ({
      pass: to as Flow<never>,
      input,
      says,
    }),
    /** `input`: what this flow is begun with, parsed again when it comes out of the database. */
    script<Input>(
      input: z.ZodType<Input>,
      begins: Handler<T, undefined, Input>,
      turns: ReadonlyArray<Omit<Turn, 'silent'>>,
      { offersPerson = true }: { offersPerson?: boolean } = {},
    ): Flow<Input> {
      const missing = Object.keys(data).filter((turn) => !turns.some((t) => t.name === turn))
      if (missing.length)
        throw new Error(`Flow “${name}” names turns that its script never plays: ${missing.join(', ')}`)
      return {
        name,
        input,
        begins: begins as unknown as Flow<Input>['begins'],
        turns: new Map(turns.map((turn) => [turn.name, turn as Turn])),
        offersPerson,
      }
    },
  }
}
