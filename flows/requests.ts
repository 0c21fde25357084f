import { z } from 'zod'
import { type Card, card } from '../src/chat/card.ts'
import { placeOf } from '../src/chat/thread.ts'
import { type Flow, flow, type Moment, type Next } from '../src/conversation/flow.ts'
import type { House } from '../src/conversation/house.ts'
import { isAnnounced, isForced, isNoise, isQuestion } from '../src/desk/channels/channel.ts'
import type { RequestChannel } from '../src/desk/channels/store.ts'
import { openedCard } from '../src/desk/tickets/opened-card.ts'
import { isOpen } from '../src/desk/tickets/ticket.ts'
import { answerAlone } from './aside.ts'
import { isPressing, triage } from './triage.ts'

const ticketId = z.templateLiteral(['tkt_', z.string()])
const Joined = z.object({ ticket: ticketId, number: z.number(), text: z.string() })
const Apart = Joined.extend({ own: ticketId, ownNumber: z.number() })

const { turn, ask, done, pass, stay, script } = flow('burst', { joined: Joined, apart: Apart })

type Said = Moment<unknown, string>

/**
 * Words in a channel. Where the channel takes every message, what is not noise is a ticket at once; where nothing was set,
 * the bot answers what is clearly meant for a service desk. Who mentions the bot is answered, unless it is switched off.
 */
export const inChannel: House['inChannel'] = async (moment, mentioned) => {
  const { answer, desk, event, t } = moment
  const channel = await desk.channels.setting(event.thread)
  if (mentioned && channel?.mode === 'off') return { privately: card(t.requests.off) }
  if (channel && !(await desk.channels.speaksTo(channel, event.from.account)))
    return mentioned ? { privately: card(t.requests.notForYou) } : 'silence'
  if (mentioned) return (channel?.privately && (await answerAlone(moment))) || 'talk'
  if (isAnnounced(answer)) return 'silence'
  return unasked(moment, channel)
}

/** Nobody called the bot: whether it speaks is for the channel's setting and for the words themselves. */
async function unasked(moment: Said, channel: RequestChannel | undefined): ReturnType<House['inChannel']> {
  const { answer, desk } = moment
  const read = desk.triage.read(answer)
  const mode = channel?.mode ?? 'clear'
  if (channel?.onlyQuestions && !isForced(answer) && !isQuestion(answer, read)) return 'silence'
  const alone = async () => (channel?.privately ? answerAlone(moment) : undefined)
  if ((mode === 'auto' || mode === 'clear') && !isPressing(read) && (await desk.knowledge.fixed(answer)))
    return (await alone()) ?? 'talk'
  if (mode === 'clear')
    return isForUs.includes(read.intent) && read.bands.intent !== 'unsure' ? ((await alone()) ?? 'talk') : 'silence'
  if (!channel || mode !== 'auto' || !beginsThread(moment)) return 'silence'
  if (isNoise(answer, read) && !isForced(answer)) return 'silence'
  if (await desk.announcements.about(answer, read)) return 'talk'
  return (await alone()) ?? taken(moment, channel)
}
const isForUs: readonly string[] = ['incident', 'request', 'how-to', 'person']

/** Successive messages of one person are one ticket. */
async function taken(moment: Said, { channel, burstMinutes }: RequestChannel): Promise<Next> {
  const { answer, desk, now } = moment
  const since = new Date(now.getTime() - burstMinutes * 60_000)
  const inHand = burstMinutes ? await desk.tickets.inHand(channel, since) : undefined
  if (!inHand) return done(...(await openedAtOnce(moment)))
  return pass(burst, { ticket: inHand.id, number: inHand.number, text: answer })
}

/** The first message of a thread: what is written under somebody else's words belongs to them. */
function beginsThread({ event }: Said): boolean {
  const { place } = placeOf(event.thread)
  return place.kind === 'thread' && place.root === event.message
}

/** The ticket as triage reads it, with what the base knows for sure beside it, so that nobody has to wait for that. */
async function openedAtOnce(moment: Said): Promise<Card[]> {
  const { answer, desk, event, now, t } = moment
  const opened = await openAsRead(moment, { source: event.id, text: answer })
  if (!opened.done) return [card(t.agentCard.refusals['not-allowed'])]
  const told = openedCard({ ...opened, thread: event.thread, zone: desk.zone, now }, t)
  const { band, answers } = await desk.knowledge.ask(answer)
  const [known] = answers
  if (band !== 'confident' || !known) return [told]
  const day = known.reviewedOn ? t.date(new Date(known.reviewedOn)) : undefined
  const lead = card(t.requests.meanwhile, 'muted').text(known.lead)
  const hint = (known.overdue ? lead.text(t.answer.overdue(day), 'muted') : lead).steps(known.steps)
  return [told, hint.source(t.answer.source(known.title), t.answer.version(known.version))]
}

/** Opens a ticket without a question: what triage makes of the words is all there is to go by, and agents may correct it. */
async function openAsRead(
  { desk, event }: Pick<Said, 'desk' | 'event'>,
  { source, text }: { source: string; text: string },
) {
  const read = desk.triage.read(text)
  desk.triage.note(source, read)
  return desk.tickets.open({
    source,
    message: event.message,
    type: read.type ?? 'incident',
    description: text,
    category: read.category,
    impact: read.impact ?? 'one',
    urgency: read.urgency ?? 'medium',
    critical: read.critical,
    frustrated: read.frustrated,
    handover: read.intent === 'person',
    thread: event.thread,
  })
}

/** Several messages of one person in a row are one matter, until they say that this one is another. */
export const burst: Flow<z.output<typeof Joined>> = script(
  Joined,
  async ({ answer, desk }) => {
    await desk.tickets.comment(answer.ticket, answer.text)
    return ask('joined', answer)
  },
  [
    turn('joined')
      .says(({ number }, t) => card(t.requests.joined(number), 'muted').buttons({ split: t.requests.split }).prompt())
      .hears({
        split: async (moment) => {
          const { data, desk, event, memory, now, t } = moment
          const opened = await openAsRead(moment, { source: `${event.id}:split`, text: data.text })
          if (!opened.done) return stay(card(t.agentCard.refusals['not-allowed']))
          const { message } = memory.source ?? {}
          if (message) await desk.tickets.remove({ thread: event.thread, message })
          const told = openedCard({ ...opened, thread: event.thread, zone: desk.zone, now }, t)
          return ask('apart', { ...data, own: opened.ticket.id, ownNumber: opened.ticket.number }, told)
        },
        text: async ({ data, answer, desk }) => {
          const ticket = await desk.tickets.byId(data.ticket)
          if (!ticket || !isOpen(ticket.status)) return pass(triage, { text: answer })
          await desk.tickets.comment(data.ticket, answer)
          return stay()
        },
      }),

    turn('apart')
      .says(({ number }, t) => card(t.requests.apart(number), 'muted').buttons({ regroup: t.requests.regroup(number) }))
      .hears({
        regroup: async ({ data, desk, t }) => {
          await desk.tickets.comment(data.own, t.requests.regrouped(data.number))
          await desk.tickets.close(data.own, 'cancelled')
          await desk.tickets.comment(data.ticket, data.text)
          return ask('joined', { ticket: data.ticket, number: data.number, text: data.text })
        },
      }),
  ],
  { offersPerson: false },
)
