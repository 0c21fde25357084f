import { house as buildHouse } from '../../flows/index.ts'
import type { ChatAdapter, FetchedFile, Outgoing } from '../../src/chat/adapter.ts'
import { type Block, buttonsIn, type Field, formsIn } from '../../src/chat/card.ts'
import type { ChatEvent, Heard, IncomingFile, Reply } from '../../src/chat/event.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { type AccountKey, personalThread, type ThreadKey, threadUnder } from '../../src/chat/thread.ts'
import { hear } from '../../src/conversation/hear.ts'
import type { House } from '../../src/conversation/house.ts'
import type { DeskSettings } from '../../src/desk/scope.ts'
import { ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { beginConversation } from '../../src/jobs/begin.ts'
import { deliver } from '../../src/jobs/deliver.ts'
import { runErrand } from '../../src/jobs/errands.ts'
import { tick } from '../../src/jobs/tick.ts'
import type { Embedder } from '../../src/platform/embeddings.ts'
import type { Llm } from '../../src/platform/llm.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Db } from '../../src/schema.ts'

/** What one place shows: its messages by id, in order, as they stand after edits and removals. */
interface Shown {
  id: string
  card: string
  blocks: ReadonlyArray<Block>
  /** What the bot put under it. */
  signs: string[]
}

interface WorldOptions {
  at?: string
  locale?: Locale
  triage?: boolean
  /** A language model; without one the house has none. */
  llm?: Llm
  /** An embedding model; without one search goes by words alone. */
  embedder?: Embedder
}

/**
 * A small world without a network: a platform that shows what it is told, a clock that stands still until it is moved,
 * people who write and press. Everything between is the product's own code on a real database.
 */
export async function openWorld(
  db: Db,
  { at = '2026-03-02T09:00:00+01:00', locale = 'fr', triage = true, llm, embedder }: WorldOptions = {},
) {
  const workspace = crypto.randomUUID().slice(0, 8)
  const channel: ThreadKey = `slack:${workspace}:TRIAGE`
  let time = new Date(at)
  const calendar = await db
    .transaction()
    .execute((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris', holidaysOf: 'FR' }, time))
  const settings: DeskSettings = {
    locale,
    calendar,
    triageModel: seedModel(),
    triageChannels: triage ? [channel] : [],
    model: Boolean(llm),
    ...(embedder && { meaning: embedder.model }),
  }
  const house: House = buildHouse(settings)
  const places = new Map<ThreadKey, Shown[]>()
  const listeners = new Map<ThreadKey, (line: string) => void>()
  // Worlds share a database: one must not find its message under another's name.
  const name = crypto.randomUUID().slice(0, 8)
  let posts = 0

  const shownIn = (thread: ThreadKey) => places.get(thread) ?? places.set(thread, []).get(thread)!
  const adapter: ChatAdapter = {
    platform: 'slack',
    async post(to, message: Outgoing) {
      const id = `${name}-${++posts}`
      const root = !to.thread.includes('/') && !to.thread.includes(':@')
      const thread = root ? threadUnder(to.thread, id) : to.thread
      shownIn(thread).push({ id, card: message.id, blocks: message.blocks, signs: [] })
      listeners.get(thread)?.(write(message.blocks))
      return { outcome: 'sent', posted: id, ...(root && { thread }) }
    },
    async update(to, posted, message) {
      const shown = [...places.values()].flat().find(({ id }) => id === posted)
      if (shown) Object.assign(shown, { card: message.id, blocks: message.blocks })
      void to
      return { outcome: 'sent', posted }
    },
    async remove(_to, posted) {
      for (const shown of places.values()) {
        const at = shown.findIndex(({ id }) => id === posted)
        if (at >= 0) shown.splice(at, 1)
      }
      return { outcome: 'sent', posted }
    },
    async sign(_to, posted, emoji, added) {
      const shown = [...places.values()].flat().find(({ id }) => id === posted)
      if (shown) shown.signs = [...shown.signs.filter((one) => one !== emoji), ...(added ? [emoji] : [])]
      return { outcome: 'sent', posted }
    },
  }
  const contents = new Map<string, Uint8Array | FetchedFile>()
  const uploads: { thread: ThreadKey; name: string; type: string; content: Uint8Array }[] = []
  const filed: ChatAdapter = {
    ...adapter,
    async upload(to, file, message) {
      uploads.push({ thread: to.thread, ...file })
      return adapter.post(to, message)
    },
    async fetchFile(_from, { url }) {
      const found = contents.get(String(url))
      if (!found) return { fetched: false, why: 'gone' }
      return 'fetched' in found ? found : { fetched: true, content: found }
    },
  }
  const adapters = () => ({ slack: filed, teams: filed, web: adapter })
  const ports = {
    db,
    house: () => house,
    settings: () => settings,
    adapters,
    now: () => time,
    log: openLog('silent'),
    ...(llm && { llm }),
    ...(embedder && { embedder }),
  }
  const owed: number[] = []
  const wake = (ids: readonly number[]) => void owed.push(...ids)
  const { send } = deliver({
    ...ports,
    wake,
    run: async (row) =>
      row.op === 'begin' ? beginConversation(db, house, row, time) : { wake: await runErrand(ports, row) },
  })
  const settle = async () => {
    while (owed.length) await send(owed.splice(0))
  }
  const world = {
    db,
    house,
    settings,
    settle,
    wake,
    now: () => time,
    later: async (minutes: number) => {
      time = new Date(time.getTime() + minutes * 60_000)
      await tick({ db, house: () => house, wake, catchUp: async () => {}, now: () => time })
      await settle()
    },
    until: async (iso: string) => {
      time = new Date(iso)
      await world.later(0)
    },
    shownIn,
    /** What the platform has at the address of a file, and what was put there as a file of its own. */
    contents,
    uploads,
    async hears(event: Omit<ChatEvent, 'id' | 'at'> & { id?: string }): Promise<Reply> {
      const heard = await hear(db, house, { id: `test:${crypto.randomUUID()}`, at: time, ...event }, time)
      wake(heard.wake)
      await settle()
      return heard.reply
    },
    person: (name: string, options: Omit<PersonOptions, 'workspace' | 'listeners'> = {}) =>
      person(world, name, { workspace, listeners, ...options }),
    triageChannel: channel,
    /** The agents' room of the newest ticket: the thread under its card. */
    rooms: () => [...places.keys()].filter((thread) => thread.startsWith(`${channel}/`)),
    triageCard: () => shownIn(world.rooms().at(-1)!)[0]!,
    placesUnder: (channel: ThreadKey) => [...places.keys()].filter((thread) => thread.startsWith(`${channel}/`)),
  }
  return world
}

type PersonOptions = {
  workspace: string
  listeners: Map<ThreadKey, (line: string) => void>
  locale?: Locale
  agent?: boolean
  platform?: 'slack' | 'teams' | 'web'
  /** The name that the platform tells, where it is no id. */
  shownAs?: string
}

/** Somebody with an account on the small platform. By default they speak in their personal conversation. */
interface Stage {
  hears(event: Omit<ChatEvent, 'id' | 'at'>): Promise<Reply>
  shownIn(thread: ThreadKey): Shown[]
}
function person(
  world: Stage,
  name: string,
  { workspace, listeners, locale, agent, platform = 'slack', shownAs = name }: PersonOptions,
) {
  const account: AccountKey = `${platform}:${workspace}:${name}`
  const home = personalThread(account)
  const lines: string[] = []
  let messages = 0
  listeners.set(home, (line) => lines.push(prefix('bot ', line)))
  const from = { account, name: shownAs, ...(locale && { locale }), ...(agent && { agent }) }
  const does = (heard: Heard, thread: ThreadKey, message?: string) =>
    world.hears({ thread, from, heard, ...(message && { message }) })
  const find = (label: string, thread: ThreadKey) => {
    for (const shown of world.shownIn(thread).toReversed())
      for (const block of shown.blocks) {
        const button = buttonsIn([block]).find((each) => each.label === label)
        if (button) return { card: shown.card, action: button.action, fields: {} }
        if (block.kind === 'choices') {
          const option = block.options.find((each) => each.label === label)
          if (option) return { card: shown.card, action: block.action, fields: { choice: option.value } }
        }
      }
    throw new Error(
      `No button “${label}” in ${thread}:\n${world
        .shownIn(thread)
        .map(({ blocks }) => write(blocks))
        .join('\n')}`,
    )
  }
  return {
    account,
    home,
    name,
    arrives: () => does({ kind: 'arrived' }, home),
    async says(
      text: string,
      {
        thread = home,
        mentioned = true,
        files,
      }: { thread?: ThreadKey; mentioned?: boolean; files?: IncomingFile[] } = {},
    ) {
      const message = `${name}-${++messages}`
      lines.push(prefix('user', text))
      await does({ kind: 'text', text, mentioned, ...(files && { files }) }, thread, message)
      return message
    },
    presses(label: string, { thread = home }: { thread?: ThreadKey } = {}) {
      lines.push(prefix('user', `[${label}]`))
      return does({ kind: 'press', ...find(label, thread) }, thread)
    },
    press: (card: string, action: string, fields: Record<string, string> = {}, thread: ThreadKey = home) =>
      does({ kind: 'press', card, action, fields }, thread),
    /** Fills the form behind a button of the last card that has it. */
    async fills(label: string, fields: Record<string, string>, { thread = home }: { thread?: ThreadKey } = {}) {
      const shown = world.shownIn(thread).findLast(({ blocks }) => formsIn(blocks).some((form) => form.label === label))
      const form = formsIn(shown?.blocks ?? []).find((form) => form.label === label)
      if (!shown || !form) throw new Error(`No form “${label}” in ${thread}`)
      lines.push(prefix('user', `[${label}: ${Object.values(fields).join(', ')}]`))
      return does({ kind: 'press', card: shown.card, action: form.action, fields }, thread)
    },
    edits: (message: string, text: string, thread: ThreadKey = home) => does({ kind: 'edited', text }, thread, message),
    deletes: (message: string, thread: ThreadKey = home) => does({ kind: 'deleted' }, thread, message),
    /** Asks for the form behind an act of a card. */
    opens: (card: string, action: string, thread: ThreadKey = home) =>
      does({ kind: 'open-form', card, action }, thread),
    /** Puts a sign under a message of a place, or takes it away. */
    reacts: (emoji: string, message: string, thread: ThreadKey, added = true) =>
      does({ kind: 'reacted', emoji, added }, thread, message),
    commands: (text: string, where?: ThreadKey) => does({ kind: 'command', text, ...(where && { in: where }) }, home),
    transcript: () => `${lines.join('\n')}\n`,
    hasSeen: (text: string) =>
      world.shownIn(home).some(({ blocks }) => JSON.stringify(blocks).includes(JSON.stringify(text).slice(1, -1))),
  }
}

const prefix = (who: string, text: string) =>
  text
    .split('\n')
    .map((line) => `${who} | ${line}`)
    .join('\n')

/** A card as a service manager reads it in a transcript. */
export function write(blocks: ReadonlyArray<Block>): string {
  return blocks.map(line).filter(Boolean).join('\n')
}
const fieldLine = ({ label, value }: Field) => `${label}${value ? `=${value}` : ''}`
function line(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.tone === 'muted' ? `(${block.text})` : block.tone === 'warning' ? `! ${block.text}` : block.text
    case 'facts':
      return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'steps':
      return block.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')
    case 'source':
      return `${block.title} — ${block.note}`
    case 'said':
      return `${block.author}: ${block.text}${block.note ? ` (${block.note})` : ''}`
    case 'file':
      return `📎 ${block.name} — ${block.by}${block.note ? ` (${block.note})` : ''}`
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ')
    case 'choices':
      return block.options.map(({ label }) => `[${label}]`).join(' ')
    case 'form':
      return `[${block.form.label}… ${block.form.fields.map(fieldLine).join(', ')}]`
    case 'menu':
      return `${block.label}: ${block.acts.map(line).join(' ')}`
    case 'prompt':
      return block.hint ? `… ${block.hint}` : ''
    default:
      return block satisfies never
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
