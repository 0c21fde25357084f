import type { Block, Card } from '../../chat/card.ts'
import type { Locale } from '../../chat/locale.ts'
import { pagesOf } from '../../chat/pages.ts'
import { platformOf, type ThreadKey } from '../../chat/thread.ts'
import type { MessageId, TicketId } from '../../platform/ids.ts'
import type { GivenAnswer } from '../knowledge/answered.ts'
import type { NotedDecision } from '../triage/noted.ts'
import type { Content, MirrorId, Op } from './table.ts'

/** Where something is to be said: a thread that is known, or a mirror whose thread begins with its first post. */
export type Addressee = { thread: ThreadKey } | { mirror: MirrorId }
export interface About {
  ticket?: TicketId
  message?: MessageId
  /** Which of the several posts that carry the message this one is, from 0. */
  part?: number
  /** Not before so many seconds have passed; what stands behind it in its lane waits too. */
  delaySeconds?: number
  /** The card's buttons are acts of the ticket. */
  acts?: boolean
}
/** The message under which it is put: as its platform names it, or the row that posts it. */
export type SignPut = ({ posted: string } | { row: number }) & { emoji: string; added: boolean }
export interface Letter {
  op: Op
  lane: string
  thread: ThreadKey | null
  mirror: MirrorId | null
  content: Content
  target: number | null
  about: About
}

/** Whoever hears will say the answer too: the place where it is waited for, and the fencing token it is taken with. */
export interface Hand {
  readonly token: string
  readonly thread: ThreadKey
  readonly reference: Record<string, unknown> | null
}

/**
 * What is to leave once the transaction has committed. Collected while the desk works and written with the rest of its
 * changes in one statement: a change without its notices, or a notice without its change, cannot be stored.
 */
export class Mailbag {
  readonly hand: Hand | undefined
  readonly letters: Letter[] = []
  /** Answers among the letters, with what stood for them: for whoever asks later why. */
  readonly answers: GivenAnswer[] = []
  /** How messages were read; the ticket that comes of one in the same act is added to it. */
  readonly decisions: NotedDecision[] = []

  constructor(hand?: Hand) {
    this.hand = hand
  }
  /** The letters that whoever hears may say at once: what leaves first for where the answer is waited for. */
  get taken(): number[] {
    const lane = this.letters.flatMap(({ lane }, at) => (lane === this.hand?.thread ? [at] : []))
    const other = lane.findIndex((at) => !isWords(this.letters[at]!))
    return other < 0 ? lane : lane.slice(0, other)
  }
  /** A card that no chat takes in one leaves in several, the web's excepted; comes back with what can be pressed of it. */
  post(to: Addressee, { blocks }: Card<never> | Card, about: About = {}): ReadonlyArray<Block> {
    const pages = 'thread' in to && platformOf(to.thread) === 'web' ? [blocks] : pagesOf(blocks)
    for (const [at, page] of pages.entries()) {
      const part = about.message && pages.length > 1 ? { part: (about.part ?? 0) + at } : {}
      const acts = about.acts ? ({ acts: true } as const) : {}
      this.#put('post', to, { kind: 'blocks', blocks: page, ...acts }, null, { ...about, ...part })
    }
    return pages.at(-1)!
  }
  ticketCard(to: Addressee, ticket: TicketId, locale: Locale) {
    this.#put('post', to, { kind: 'ticket-card', locale }, null, { ticket })
  }
  refreshTicketCard(to: Addressee, target: number, ticket: TicketId, locale: Locale) {
    this.#put('update', to, { kind: 'ticket-card', locale }, target, { ticket })
  }
  /** The same after a while, in a lane of its own: what the card says by the clock is no longer true then. */
  refreshTicketCardLater(mirror: MirrorId, target: number, ticket: TicketId, locale: Locale, delaySeconds: number) {
    const about = { ticket, delaySeconds }
    this.letters.push({
      ...{ op: 'update', lane: `later ${mirror}`, thread: null, mirror, target, about },
      content: { kind: 'ticket-card', locale },
    })
  }
  update(to: Addressee, target: number, blocks: ReadonlyArray<Block>, about: About = {}) {
    this.#put('update', to, { kind: 'blocks', blocks }, target, about)
  }
  remove(to: Addressee, target: number, about: About = {}) {
    this.#put('remove', to, { kind: 'nothing' }, target, about)
  }
  /** Work for a worker that leaves Postgres; its outcome is heard like any other answer. */
  errand(lane: string, errand: string, payload: object, thread: ThreadKey | null = null, about: About = {}) {
    this.letters.push({
      op: 'errand',
      lane,
      thread,
      mirror: null,
      content: { kind: 'errand', errand, payload },
      target: null,
      about,
    })
  }
  /** A sign under a copy of a message, or none any more; in the copy's own lane, since the copy must stand there by then. */
  sign(to: Addressee, sign: SignPut, about: About = {}) {
    this.#put('errand', to, { kind: 'errand', errand: 'sign', payload: sign }, null, about)
  }
  /** Asks for a conversation to begin in a thread. A lane of its own: it may wait for a pause without holding up words. */
  begin(thread: ThreadKey, flow: string, input: object, about: About = {}) {
    const content: Content = { kind: 'begin', flow, input }
    this.letters.push({ op: 'begin', lane: `begin ${thread}`, thread, mirror: null, content, target: null, about })
  }

  #put(op: Op, to: Addressee, content: Content, target: number | null, about: About) {
    const place = 'thread' in to ? { thread: to.thread, mirror: null } : { thread: null, mirror: to.mirror }
    this.letters.push({ op, lane: place.thread ?? place.mirror ?? '', ...place, content, target, about })
  }
}

const isWords = ({ op, content, about }: Letter) => op === 'post' && content.kind === 'blocks' && !about.delaySeconds
