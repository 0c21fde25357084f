import { texts } from '../../../src/texts/index.ts'
import type { App } from '../../support/app.ts'
import { type Block, type Message, shownText } from '../../support/slack/state.ts'
import { type Agent, type Line, type Requester, shows, until } from './person.ts'
import { bare, requester } from './transcript.ts'

let people = 0
/** A user nobody has met yet. */
const newUser = () => `U${String(++people).padStart(4, '0')}E2E`

export function slackRequester(app: App, name: string, locale: 'fr' | 'en', names: Record<string, string>): Requester {
  const { slack } = app
  const user = newUser()
  slack.person(user, { real_name: name, locale: locale === 'fr' ? 'fr-FR' : 'en-GB' })
  const dm = slack.dm(user)
  const taken = accepted('Slack')
  return requester(
    name,
    {
      arrives: async () => taken(await slack.arrives(user)),
      says: async (text) => {
        const said = await slack.says(user, dm, text)
        taken(said)
        return said.ts
      },
      presses: async (label) => taken(await slack.presses(user, dm, label)),
      edits: async (ts, text) => taken(await slack.edits(dm, ts, text)),
      deletes: async (ts) => taken(await slack.deletes(dm, ts)),
      lines: async () => slack.messages(dm).map(lineOf),
      payloads: async () =>
        JSON.stringify(slack.requests.filter(({ args }) => args.channel !== app.triage.slack && !isModal(args))),
    },
    names,
  )
}

/** A modal is opened for an agent, over the triage channel. */
const isModal = (args: Record<string, unknown>) => 'view' in args

const accepted =
  (where: string) =>
  ({ status, body }: { status: number; body?: unknown }) => {
    if (status !== 200) throw new Error(`${where} was answered ${status}: ${JSON.stringify(body)}`)
  }

const lineOf = (message: Message): Line => ({
  id: message.ts,
  by: message.bot ? 'bot' : 'user',
  words: bare(message.bot ? shownText({ ...message, blocks: message.blocks.filter(isWords) }) : shownText(message)),
  buttons: message.blocks.filter((block) => !isWords(block)).flatMap(labelsOf),
})
const isWords = (block: Block) => block.type !== 'actions'
const labelsOf = (block: Block) =>
  (block.elements ?? [])
    .filter(({ type }) => type !== 'static_select')
    .map((element) => (typeof element.text === 'string' ? element.text : element.text.text))

export async function slackAgent(app: App, name: string): Promise<Agent> {
  const { slack, triage, locale } = app
  const user = newUser()
  slack.person(user, { real_name: name, locale: locale === 'fr' ? 'fr-FR' : 'en-GB' })
  const t = texts[locale].agentCard
  const taken = accepted('Slack')
  taken(await slack.joins(user, triage.slack))
  const cardsOf = (ticket: number) =>
    slack
      .messages(triage.slack)
      .filter((one) => one.bot && !one.thread_ts && new RegExp(`^#${ticket} ·`).test(shownText(one)))
  const card = (ticket: number) =>
    until(
      () => cardsOf(ticket)[0],
      () => `No card of #${ticket} in Slack’s triage channel`,
    )
  const presses = async (ticket: number, label: string) =>
    taken(await slack.presses(user, triage.slack, label, { ts: (await card(ticket)).ts }))
  const fills = async (ticket: number, label: string, fields: Record<string, string>) => {
    await presses(ticket, label)
    taken(await slack.submits(user, fields))
  }
  const room = async (ticket: number) => {
    const { ts } = await card(ticket)
    return slack
      .messages(triage.slack)
      .filter((one) => one.ts === ts || one.thread_ts === ts)
      .map((one) => bare(shownText(one)))
      .join('\n')
  }
  return {
    name,
    claims: (ticket) => presses(ticket, t.claim),
    replies: (ticket, text) => fills(ticket, t.reply, { text }),
    notes: (ticket, text) => fills(ticket, t.note, { text }),
    waits: (ticket) => presses(ticket, t.wait),
    handsBack: (ticket) => presses(ticket, t.handBack),
    resolves: (ticket, resolution) => fills(ticket, t.resolve, { resolution }),
    does: (ticket, { label, submit }, fields = {}) => (submit ? fills(ticket, label, fields) : presses(ticket, label)),
    sees: (ticket, words) =>
      until(
        async () => [await room(ticket)].find((text) => shows(text, typeof words === 'string' ? bare(words) : words)),
        async () => `${name} does not see ${words} in Slack, but:\n${await room(ticket)}`,
      ),
    isTold: async (words) => void (await slack.whispered(user, words)),
    cards: async (ticket) => cardsOf(ticket).length,
  }
}
