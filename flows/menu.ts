import { z } from 'zod'
import { Card, card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import type { House } from '../src/conversation/house.ts'
import type { Memory } from '../src/conversation/table.ts'
import type { Home, HomeLine } from '../src/desk/tickets/home.ts'
import { impacts, priorities, statuses, urgencies } from '../src/desk/tickets/ticket.ts'
import type { Texts } from '../src/texts/index.ts'
import { openedWords, openForSomebody } from './behalf.ts'
import { escalate } from './escalate.ts'
import { statusCard } from './everywhere.ts'
import { helpCard } from './help.ts'
import { triage } from './triage.ts'

const Line = z.object({
  number: z.number(),
  title: z.string(),
  status: z.enum(statuses),
  priority: z.enum(priorities),
  replying: z.array(z.string()).optional(),
})
const Lines = z.array(Line)
const Shown = z.object({
  waiting: Lines,
  open: Lines,
  more: z.number(),
  work: z.object({ mine: Lines, moreMine: z.number(), unclaimed: z.number() }).optional(),
})
const { turn, ask, pass, stay, script } = flow('menu', { menu: Shown })

/** What opens the menu, in a talk: the same that Slack's App Home shows. */
export const menuWords = /^\s*(?:menu|home|accueil|tableau de bord|dashboard)\s*[.!]?\s*$/iu

/** A person's tickets and the way to ask, as a card in the talk. */
export const menu: Flow<undefined> = script(
  z.undefined(),
  async ({ desk }) => ask('menu', await desk.tickets.home()),
  [
    turn('menu')
      .says((home, t) => menuCard(home, t).prompt())
      .hears({
        ask: async (moment) => {
          const asked = askedFor(moment.answer)
          if (!asked) return stay(card(moment.t.menu.nothingTyped))
          if (asked.who) return stay(card(openedWords(await openForSomebody(moment, asked.who, asked), moment.t)))
          Object.assign(moment.memory, asked.memory)
          return talkOf(moment, asked.text)
        },
        show: async (moment) => stay(await statusCard(moment, Number(moment.answer.choice))),
        help: (moment) => stay(helpCard(moment.t)),
        text: ({ answer }) => pass(triage, { text: answer }),
      }),
  ],
  { offersPerson: false },
)

/** The home of Slack, drawn of the same card; its presses belong to no talk. */
export const home: House['home'] = async ({ desk, t }) => menuCard(await desk.tickets.home(), t)

export const atHome: House['atHome'] = async (moment) => {
  const { answer, t } = moment
  const { action, fields } = answer
  if (action === 'show') return { reply: { shown: await titled(moment, Number(fields.choice)) } }
  if (action === 'help') return { reply: { shown: { title: t.menu.help, note: '', blocks: helpCard(t).blocks } } }
  if (action !== 'ask') return { reply: { notice: t.oldCard } }
  const asked = askedFor(fields)
  if (!asked) return { reply: { errors: { text: t.agentCard.refusals.empty } } }
  if (asked.who) {
    const opened = await openForSomebody(moment, asked.who, asked)
    const words = openedWords(opened, t)
    return { reply: opened.done ? { notice: words } : { errors: { who: words } } }
  }
  begin(moment.memory, moment.event.id)
  Object.assign(moment.memory, asked.memory)
  return { reply: { notice: t.menu.goesOn }, next: talkOf(moment, asked.text) }
}

/** Who asks for a person in the form gets one, as everywhere. */
const talkOf = ({ desk }: Pick<Moment<unknown, unknown>, 'desk'>, text: string) => {
  const { intent, confidence } = desk.triage.read(text)
  return intent === 'person' && confidence.intent === 1 ? pass(escalate, { text }) : pass(triage, { text })
}

async function titled(moment: Pick<Moment<unknown, unknown>, 'desk' | 't' | 'now'>, number: number) {
  const { blocks } = await statusCard(moment, number)
  return { title: `#${number}`, note: '', blocks }
}

/** A new matter, whatever was talked of before: only that the person was greeted is remembered. */
export function begin(memory: Memory, event: string) {
  for (const key of Object.keys(memory) as (keyof Memory)[])
    if (key !== 'greeted' && key !== 'apart') delete memory[key]
  memory.source = { event }
}

/** What a filled form asks for; nothing where no words were typed. */
function askedFor(fields: Record<string, string>) {
  const text = fields.text?.trim()
  if (!text) return undefined
  const impact = z.enum(impacts).safeParse(fields.impact).data
  const urgency = z.enum(urgencies).safeParse(fields.urgency).data
  const told = { ...(impact && { impact }), ...(urgency && { urgency }) }
  return { text, ...told, who: fields.who?.trim(), memory: { told } }
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

const namedAtTop = 5

/** The way to ask stands above the lists: however long they are, it is on the first screen. */
function menuCard(home: Home, t: Texts) {
  const m = t.menu
  const first = home.waiting.slice(0, namedAtTop)
  return card(m.title, 'title')
    .text(m.lead, 'muted')
    .and(waitingLines(home, t))
    .choices(
      'show',
      first.map(({ number }) => ({ value: String(number), label: m.show(number) })),
    )
    .form(
      'ask',
      { label: m.ask, title: m.askTitle, submit: m.send, cancel: t.cancel },
      askFields(t, home.work !== undefined),
    )
    .buttons({ help: m.help })
    .and(ticketLines(home, t))
    .and(home.work ? workLines(home.work, t) : new Card([]))
}

/** Agents may ask for somebody else, who called. */
function askFields(t: Texts, forOthers: boolean) {
  const own = {
    text: { label: t.menu.askLabel, kind: 'lines', hint: t.greeting.hint },
    impact: { label: t.ticket.labels.impact, kind: 'choice', options: options(t.ticket.impacts), optional: true },
    urgency: { label: t.ticket.urgency, kind: 'choice', options: options(t.ticket.urgencies), optional: true },
  } as const
  const both = { ...own, who: { label: t.behalf.who, kind: 'line', hint: t.behalf.whoHint, optional: true } } as const
  return forOthers ? both : (own as typeof both)
}

function waitingLines({ waiting }: Home, t: Texts): Card {
  if (!waiting.length) return new Card([])
  const line = ({ number, title, status }: HomeLine) =>
    `#${number} · ${status === 'waiting' ? t.menu.answerAwaited : t.menu.isItSolved} · ${title}`
  return card(t.menu.waiting(waiting.length), 'title').text(waiting.slice(0, namedAtTop).map(line).join('\n'))
}

function ticketLines({ waiting, open, more }: Home, t: Texts): Card {
  const rest = [...waiting.slice(namedAtTop), ...open]
  const told = card(t.menu.open(rest.length + more), 'title')
  const nothing = waiting.length ? t.menu.noOther : t.status.none
  return moreLine(rest.length ? told.facts(named(rest, t)) : told.text(nothing, 'muted'), more, t)
}

function workLines({ mine, moreMine, unclaimed }: NonNullable<Home['work']>, t: Texts): Card {
  const told = card(t.menu.work(mine.length + moreMine), 'title').text(t.menu.unclaimed(unclaimed), 'muted')
  return moreLine(told.facts(named(mine, t)), moreMine, t)
}

const moreLine = (told: Card, more: number, t: Texts): Card => (more ? told.text(t.status.more(more), 'muted') : told)
const named = (lines: readonly HomeLine[], t: Texts) =>
  Object.fromEntries(
    lines.map(({ number, title, status, replying = [] }) => [
      `#${number} · ${t.statusName[status]}`,
      replying.length ? `${title} · ${t.acts.replying(replying)}` : title,
    ]),
  )
