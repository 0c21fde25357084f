import { texts } from '../../../src/texts/index.ts'
import type { App } from '../../support/app.ts'
import { type Activity, cardOf, type Json, type Shown } from '../../support/teams/shown.ts'
import { userId } from '../../support/teams-stand-in.ts'
import { type Agent, type Line, type Requester, shows, until } from './person.ts'
import { bare, requester } from './transcript.ts'

export function teamsRequester(app: App, name: string, locale: 'fr' | 'en', names: Record<string, string>): Requester {
  const { teams, triage } = app
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const changed = new Map<string, string | undefined>()
  return requester(
    name,
    {
      arrives: async () =>
        taken(
          await teams.delivers(teams.activity(name, 'installationUpdate', {}, { action: 'add', locale: language })),
        ),
      says: async (text) => {
        const said = await teams.says(name, text, { locale: language })
        taken(said)
        return said.id
      },
      presses: async (label) => void (await press(app, name, label)),
      edits: async (id, text) => {
        changed.set(id, text)
        taken(await teams.edits(name, id, text))
      },
      deletes: async (id) => {
        changed.set(id, undefined)
        taken(await teams.deletes(name, id))
      },
      lines: async () =>
        teams
          .messages(name)
          .map((message) => (message.by === 'bot' ? botLine(message) : ownLine(message, changed)))
          .filter((line) => line !== undefined),
      payloads: async () =>
        JSON.stringify(
          teams.requests.filter((one) => !JSON.stringify([one.path, one.body.channelData]).includes(triage.teams)),
        ),
    },
    names,
  )
}

/** The stand-in keeps what a person wrote as it was first; their own client shows it as they changed it. */
function ownLine({ id, text }: Shown, changed: ReadonlyMap<string, string | undefined>): Line | undefined {
  const now = changed.has(id) ? changed.get(id) : text
  return now === undefined ? undefined : { id, by: 'user', words: bare(now), buttons: [] }
}

const botLine = ({ id, text, activity }: Shown): Line => {
  const card = cardOf(activity as Activity)
  return { id, by: 'bot', words: bare(card ? wordsOf(card).join('\n') : text), buttons: card ? buttonsOf(card) : [] }
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** The words that are drawn before anything is unfolded, a note of somebody's words right behind their name. */
function wordsOf(part: Json): string[] {
  if (part.type === 'FactSet') return list(part.facts).map((fact) => `${fact.title} ${fact.value}`)
  if (part.type === 'RichTextBlock')
    return [
      list(part.inlines)
        .map((run) => run.text)
        .join(''),
    ]
  if (part.type === 'TextBlock') return [String(part.text)]
  const inner = [...list(part.body), ...list(part.items), ...list(part.columns)].map(wordsOf)
  // What others show behind the author stands at the end here.
  if (part.type === 'Container' && inner.length > 2 && isMuted(list(part.items).at(-1)))
    inner.splice(1, 0, ...inner.splice(-1))
  return inner.flat()
}
const isMuted = (part: Json | undefined) => Boolean(part?.isSubtle ?? list(part?.inlines)[0]?.isSubtle)
const buttonsOf = (part: Json): string[] => [
  ...list(part.actions).map((action) => String(action.title)),
  ...[...list(part.body), ...list(part.items)].flatMap(buttonsOf),
]

function taken({ status, body }: { status: number; body: Json | undefined }) {
  if (status !== 200) throw new Error(`Teams was answered ${status}: ${JSON.stringify(body)}`)
}

/** Presses once the button is there; what the bot says in the same breath comes back. */
async function press({ teams }: App, user: string, label: string, fields: Record<string, string> = {}, where?: string) {
  await until(
    () => teams.messages(where ?? user).find((message) => message.buttons.includes(label)),
    () => `No button “${label}” in Teams for ${user}`,
  )
  const answer = await teams.presses(user, label, fields, where ? { in: where } : {})
  taken(answer)
  return String(answer.body?.value ?? '')
}

export async function teamsAgent(app: App, name: string): Promise<Agent> {
  const { teams, triage, locale } = app
  const t = texts[locale].agentCard
  let told = ''
  await joinsTriage(app, name)
  const cardsOf = (ticket: number) =>
    teams
      .messages(triage.teams)
      .filter((one) => one.by === 'bot' && startsThread(one) && new RegExp(`^#${ticket} ·`).test(one.text))
  const card = (ticket: number) =>
    until(
      () => cardsOf(ticket)[0],
      () => `No card of #${ticket} in Teams’ triage channel`,
    )
  const presses = async (ticket: number, label: string, fields: Record<string, string> = {}) => {
    told = await press(app, name, label, fields, (await card(ticket)).conversation)
  }
  const room = async (ticket: number) =>
    teams
      .messages((await card(ticket)).conversation)
      .map((one) => bare(one.text))
      .join('\n')
  return {
    name,
    claims: (ticket) => presses(ticket, t.claim),
    replies: (ticket, text) => presses(ticket, t.send, { text }),
    notes: (ticket, text) => presses(ticket, t.save, { 'note.text': text }),
    waits: (ticket) => presses(ticket, t.wait),
    handsBack: (ticket) => presses(ticket, t.handBack),
    resolves: (ticket, resolution) => presses(ticket, t.resolve, { resolution }),
    does: async (ticket, { label, submit, action }, fields = {}) => {
      const named = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${action}.${name}`, value]))
      const { conversation } = await card(ticket)
      const shown = () => teams.messages(conversation).some((one) => one.buttons.includes(submit ?? label))
      await until(
        () => shown() || undefined,
        () => `No button “${submit ?? label}” in Teams`,
      )
      // By its name: several forms of one card are saved by a button of the same label.
      const answer = await teams.presses(name, action, named, { in: conversation })
      taken(answer)
      told = String(answer.body?.value ?? '')
    },
    sees: (ticket, words) =>
      until(
        async () => [await room(ticket)].find((text) => shows(text, typeof words === 'string' ? bare(words) : words)),
        async () => `${name} does not see ${words} in Teams, but:\n${await room(ticket)}`,
      ),
    isTold: (words) =>
      until(
        async () => told.includes(words) || undefined,
        () => `${name} was told “${told}” in Teams, not “${words}”`,
      ).then(() => {}),
    cards: async (ticket) => cardsOf(ticket).length,
  }
}

const agentsOf = new WeakMap<App, string[]>()

/** Somebody new in the agents' team: Teams lists them from now on, and tells the bot that they came. */
async function joinsTriage(app: App, name: string) {
  const { teams, triage } = app
  const agents = [...(agentsOf.get(app) ?? []), name]
  agentsOf.set(app, agents)
  teams.roster(triage.teams, agents)
  const membersAdded = [{ id: userId(name) }]
  taken(await teams.delivers(teams.activity(name, 'conversationUpdate', { channel: triage.teams }, { membersAdded })))
}

const startsThread = ({ conversation, id }: Shown) => conversation.endsWith(`;messageid=${id}`)
