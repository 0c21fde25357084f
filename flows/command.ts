import type { Card } from '../src/chat/card.ts'
import type { Reply } from '../src/chat/event.ts'
import { plainText } from '../src/chat/plain.ts'
import { channelKey, channelOf, isPersonal, placeOf, type ThreadKey } from '../src/chat/thread.ts'
import type { Moment, Next } from '../src/conversation/flow.ts'
import { parseFilter } from '../src/desk/notifications/subscriptions.ts'
import { useReadyReply } from '../src/desk/tickets/acts.ts'
import { agentsWords } from './agents-words.ts'
import { channelCommand, privateCommand } from './channel.ts'
import { escalate } from './escalate.ts'
import { linkCard, myTickets, statusCard } from './everywhere.ts'
import { greeting } from './greeting.ts'
import { told } from './handle-ticket.ts'
import { helpCard } from './help.ts'
import { lookUp } from './look-up.ts'
import { begin, home } from './menu.ts'
import { ownTicket } from './own-ticket.ts'
import { participants } from './participants.ts'
import { triage } from './triage.ts'

type Said = Moment<unknown, string>
type Answered = { reply: Reply; next?: Next }
const only = (shown: Card | string): Answered => ({
  reply: { notice: typeof shown === 'string' ? shown : plainText(shown.blocks) },
})

/** `/desk …` and its equivalents: answered to the person alone; what needs a talk begins one in private. */
export async function command(moment: Said): Promise<Answered> {
  const { answer, desk, t } = moment
  const [word = '', ...rest] = answer.trim().split(/\s+/).filter(Boolean)
  switch (word.toLowerCase()) {
    case 'subscribe':
    case 'abonner':
      return only(await subscribe(moment, rest))
    case 'unsubscribe':
    case 'désabonner':
      return only(await unsubscribe(moment, rest))
    case 'link':
    case 'lier':
      return only(await linkCard(moment, rest[0]))
    case 'channel':
    case 'canal':
      return only(await channelCommand(moment, rest))
    case 'private':
    case 'privé':
      return only(await privateCommand(moment, rest))
    case 'search':
    case 'chercher':
      return only(await found(moment, rest.join(' ')))
    case 'reply':
    case 'répondre':
      return only(await readyReply(moment, rest))
    case 'menu':
    case 'accueil':
      return only(await home(moment))
    case '':
    case 'new':
    case 'nouveau':
      return { reply: { notice: t.command.askInPrivate }, next: { pass: greeting, input: undefined, says: [] } }
  }
  const about =
    (await participants(moment, answer)) ?? (await ownTicket(moment, answer)) ?? (await agentsWords(moment, answer))
  if (about) return only(about)
  const read = desk.triage.read(answer)
  const meant = read.confidence.intent === 1 ? read.intent : undefined
  if (meant === 'help') return only(helpCard(t))
  if (meant === 'my-tickets') return only(await myTickets(moment))
  if (meant === 'status') return only(await statusCard(moment, read.ticket))
  const next: Next =
    meant === 'person'
      ? { pass: escalate, input: { text: '' }, says: [] }
      : { pass: triage, input: { text: answer }, says: [] }
  begin(moment.memory, moment.event.id)
  return { reply: { notice: t.command.askInPrivate }, next }
}

/** `/desk reply vpn-reset 1042`: shown as it would be sent, and put into the reply form; a macro is done. For agents. */
async function readyReply(moment: Said, [name = '', number = '']: string[]): Promise<string> {
  const { desk, t } = moment
  const ticket = await desk.tickets.byNumber(Number(number.replace(/^#/, '')) || 0)
  if (!ticket) return name && number ? t.status.unknown(Number(number.replace(/^#/, '')) || 0) : t.acts.whichReplyFor
  return told(await useReadyReply(desk, ticket.id, name, t), t).notice ?? ''
}

/** Where the platform has no search box of ours, the results are lines. */
async function found(moment: Said, words: string): Promise<string> {
  const { t } = moment
  const results = await lookUp({ ...moment, answer: words })
  if (!results.length) return t.searched.nothing
  return [t.searched.title(words), ...results.map(({ title, note }) => `${title} (${note})`)].join('\n')
}

async function subscribe(moment: Said, words: string[]): Promise<string> {
  const { desk, t } = moment
  const { channel, rest, why } = channelIn(moment, words)
  if (!channel) return t.subscribe[why]
  const parsed = parseFilter(rest)
  if (!parsed.ok) return t.subscribe.word(parsed.word)
  const outcome = await desk.subscriptions.add(channel, parsed.filter)
  if (!outcome.done) return t.subscribe.agentsOnly
  return isPersonal(channel) ? t.subscribe.doneHere(rest.join(' ')) : t.subscribe.done(rest.join(' '))
}

async function unsubscribe(moment: Said, words: string[]): Promise<string> {
  const { desk, t } = moment
  const { channel, why } = channelIn(moment, words)
  if (!channel) return t.subscribe[why]
  const outcome = await desk.subscriptions.remove(channel)
  if (!outcome.done) return t.subscribe.agentsOnly
  return isPersonal(channel) ? t.subscribe.goneHere(outcome.removed) : t.subscribe.gone(outcome.removed)
}

interface Where {
  channel: ThreadKey | undefined
  rest: string[]
  /** What is said where there is no channel. */
  why: 'noChannel' | 'noWebChannels'
}
/**
 * The channel that is named by its platform id (`#C9`), or the one where this was typed. The web has no channels: there an
 * agent subscribes for themselves.
 */
function channelIn({ event }: Said, words: string[]): Where {
  const { platform, workspace } = placeOf(event.thread)
  const named = words.find((word) => word.startsWith('#'))?.slice(1)
  const typedIn = (event.heard.kind === 'command' && event.heard.in) || event.thread
  const rest = words.filter((word) => !word.startsWith('#'))
  if (platform === 'web') return { channel: named ? undefined : event.thread, rest, why: 'noWebChannels' }
  if (named) return { channel: channelKey(platform, workspace, named), rest, why: 'noChannel' }
  return { channel: isPersonal(typedIn) ? undefined : channelOf(typedIn), rest, why: 'noChannel' }
}
