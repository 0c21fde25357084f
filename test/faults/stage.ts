import { sql } from 'kysely'
import { house as buildHouse } from '../../flows/index.ts'
import type { ChatAdapter, Destination, Outgoing } from '../../src/chat/adapter.ts'
import { type Block, buttonsIn, formsIn } from '../../src/chat/card.ts'
import type { Author, ChatEvent, Heard } from '../../src/chat/event.ts'
import { type AccountKey, personalThread, type ThreadKey, threadUnder } from '../../src/chat/thread.ts'
import { apologise } from '../../src/conversation/apology.ts'
import { hear } from '../../src/conversation/hear.ts'
import { openInbox } from '../../src/conversation/inbox.ts'
import { type Leased, owed } from '../../src/desk/outbox/store.ts'
import type { DeskSettings } from '../../src/desk/scope.ts'
import { ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { beginConversation } from '../../src/jobs/begin.ts'
import { deliver } from '../../src/jobs/deliver.ts'
import { runErrand } from '../../src/jobs/errands.ts'
import { tick } from '../../src/jobs/tick.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Db } from '../../src/schema.ts'
import { write } from '../support/talk.ts'

/** One message as a platform shows it. `id` is the platform's, `card` the outbox id that it was posted for. */
export interface Shown {
  id: string
  card: string
  blocks: ReadonlyArray<Block>
}

/**
 * A platform that keeps what it accepted, in order. `finds`: it can be asked what it has, as Slack can and Teams cannot.
 * It outlives every process that speaks to it.
 */
export function openPlatform({ finds = true } = {}) {
  const places = new Map<ThreadKey, Shown[]>()
  const accepted: { thread: ThreadKey; id: string }[] = []
  const name = crypto.randomUUID().slice(0, 8)
  let posts = 0
  const shownIn = (thread: ThreadKey) => places.get(thread) ?? places.set(thread, []).get(thread)!
  const find = async (_to: Destination, id: string) => {
    const shown = [...places.values()].flat().find(({ card }) => card === id)
    return shown ? { posted: shown.id } : ('absent' as const)
  }
  const adapter: ChatAdapter = {
    platform: 'slack',
    async post(to, message: Outgoing) {
      const id = `${name}-${++posts}`
      const root = !to.thread.includes('/') && !to.thread.includes(':@')
      const thread = root ? threadUnder(to.thread, id) : to.thread
      shownIn(thread).push({ id, card: message.id, blocks: message.blocks })
      accepted.push({ thread, id: message.id })
      return { outcome: 'sent', posted: id, ...(root && { thread }) }
    },
    async update(_to, posted, message) {
      const shown = [...places.values()].flat().find(({ id }) => id === posted)
      if (shown) shown.blocks = message.blocks
      return { outcome: 'sent', posted }
    },
    async remove(_to, posted) {
      for (const shown of places.values()) {
        const at = shown.findIndex(({ id }) => id === posted)
        if (at >= 0) shown.splice(at, 1)
      }
      return { outcome: 'sent', posted }
    },
    ...(finds && { find }),
  }
  return { adapter, places, shownIn, accepted }
}
export type Platform = ReturnType<typeof openPlatform>

/** A process as the stage runs it: its own way to the database and to the platform. */
export interface Hands {
  db: Db
  adapter: ChatAdapter
}

/** A desk without a network whose every part can be run by another process than the one before. Time stands still until moved. */
export async function openStage(db: Db, { finds = true, at = '2026-03-02T09:00:00+01:00' } = {}) {
  const workspace = crypto.randomUUID().slice(0, 8)
  const channel: ThreadKey = `slack:${workspace}:TRIAGE`
  let time = new Date(at)
  const calendar = await db
    .transaction()
    .execute((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris', holidaysOf: 'FR' }, time))
  const settings: DeskSettings = { locale: 'fr', calendar, triageModel: seedModel(), triageChannels: [channel] }
  const house = buildHouse(settings)
  const platform = openPlatform({ finds })
  const healthy: Hands = { db, adapter: platform.adapter }
  const now = () => time

  /** A worker of its own; what it wakes while it works, it does itself. `taken`: what it has in its hands already. */
  const work = async ({ db, adapter }: Hands, ids: readonly number[], taken: readonly Leased[] = []) => {
    const waiting = [...ids]
    const adapters = () => ({ slack: adapter, teams: adapter, web: adapter })
    const ports = { db, house: () => house, settings: () => settings, adapters, now, log: openLog('silent') }
    const { send, say } = deliver({
      ...ports,
      wake: (more) => void waiting.push(...more),
      run: async (row) =>
        row.op === 'begin' ? beginConversation(db, house, row, time) : { wake: await runErrand(ports, row) },
    })
    await say(taken)
    while (waiting.length) await send(waiting.splice(0))
  }
  const stage = {
    db,
    house,
    settings,
    workspace,
    channel,
    platform,
    now,
    healthy,
    work,
    later: (minutes: number) => {
      time = new Date(time.getTime() + minutes * 60_000)
    },
    hear: (hands: Hands, event: ChatEvent, token?: string) => hear(hands.db, house, event, time, token),
    /** The entrance of a process of its own; what it wakes is left for `drain`. */
    inbox: (hands: Hands, atOnce = 3) =>
      openInbox({
        db: hands.db,
        atOnce,
        now,
        hear: async (event) => (await hear(hands.db, house, event, time)).reply,
        giveUp: async (event) => (await apologise(hands.db, house, event, time)).reply,
        report: () => {},
      }),
    tick: (hands: Hands) =>
      tick({ db: hands.db, house: () => house, wake: () => {}, catchUp: stage.inbox(hands).catchUp, now }),
    /** Everything that is owed in this workspace, by healthy workers: leases of the dead have ended, waits are over. */
    async drain(hands: Hands = healthy) {
      for (let rounds = 0; ; rounds++) {
        if (rounds > 50)
          throw new Error(
            `the outbox does not come to rest: ${JSON.stringify(await db.selectFrom('outbox').selectAll().where('settled_at', 'is', null).execute())}`,
          )
        await endLeases(db)
        const ids = await owed(db, new Date(time.getTime() + 86_400_000), 1000)
        if (!ids.length) return
        await work(hands, ids)
      }
    },
    rooms: () => [...platform.places.keys()].filter((thread) => thread.startsWith(`${channel}/`)),
    person: (name: string, { agent = false } = {}) => person(stage, name, agent),
  }
  return stage
}
export type Stage = Awaited<ReturnType<typeof openStage>>

/** As if the time of every lease and every wait had passed; what is in hand stays marked as such. */
export const endLeases = (db: Db) =>
  sql`update outbox set leased_until = case when lease is null then null else clock_timestamp() - interval '1 second' end,
        not_before = null where settled_at is null`.execute(db)

/** Builds the events that somebody's acts become; nothing is heard by it. */
function person(stage: { workspace: string; platform: Platform; now: () => Date }, name: string, agent: boolean) {
  const account: AccountKey = `slack:${stage.workspace}:${name}`
  const home = personalThread(account)
  const from: Author = { account, name, ...(agent && { agent }) }
  let acts = 0
  const act = (heard: Heard, thread: ThreadKey, message?: string): ChatEvent => ({
    id: `${stage.workspace}:${name}:${++acts}`,
    thread,
    from,
    at: stage.now(),
    heard,
    ...(message && { message }),
  })
  const find = (action: string, thread: ThreadKey) => {
    const shown = stage.platform.shownIn(thread).findLast(({ blocks }) => offers(blocks, action))
    if (!shown) throw new Error(`Nothing offers “${action}” in ${thread}`)
    return shown.card
  }
  return {
    account,
    home,
    name,
    says: (text: string, { thread = home, message = `${name}-${acts + 1}` } = {}) =>
      act({ kind: 'text', text, mentioned: thread === home }, thread, message),
    presses: (action: string, fields: Record<string, string> = {}, thread: ThreadKey = home) =>
      act({ kind: 'press', card: find(action, thread), action, fields }, thread),
    edits: (message: string, text: string, thread: ThreadKey = home) => act({ kind: 'edited', text }, thread, message),
    deletes: (message: string, thread: ThreadKey = home) => act({ kind: 'deleted' }, thread, message),
    sees: () => stage.platform.shownIn(home).map(({ blocks }) => write(blocks)),
  }
}
export type Person = ReturnType<typeof person>

const offers = (blocks: ReadonlyArray<Block>, action: string) =>
  blocks.some(
    (block) =>
      buttonsIn([block]).some((button) => button.action === action) ||
      (block.kind === 'choices' && block.action === action) ||
      formsIn([block]).some((form) => form.action === action),
  )
