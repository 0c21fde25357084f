import { channelOf, isPersonal, type ThreadKey } from '../src/chat/thread.ts'
import type { Moment } from '../src/conversation/flow.ts'
import { longestBurstMinutes, modeNamed } from '../src/desk/channels/channel.ts'
import type { RequestChannel } from '../src/desk/channels/store.ts'
import type { Texts } from '../src/texts/index.ts'

type Said = Moment<unknown, string>

/** `/desk channel` says how this channel takes requests; `/desk channel requests auto 5` sets it, for agents. */
export async function channelCommand(moment: Said, words: readonly string[]): Promise<string> {
  const { desk, event, t } = moment
  const typedIn: ThreadKey = (event.heard.kind === 'command' && event.heard.in) || event.thread
  if (isPersonal(typedIn)) return t.requests.notAChannel
  const channel = channelOf(typedIn)
  const [what, named = '', minutes] = words.map((word) => word.toLowerCase())
  if (!what) return `${t.requests.shown(inWords(await desk.channels.setting(channel), t))}\n${t.requests.usage}`
  const mode = modeNamed(named)
  const burstMinutes = minutes === undefined ? undefined : Number(minutes)
  if (!/^(?:requests?|demandes?)$/.test(what) || !mode) return t.requests.word(words.join(' '))
  if (burstMinutes !== undefined && !isMinutes(burstMinutes)) return t.requests.word(words.join(' '))
  const set = await desk.channels.set(channel, { mode, ...(burstMinutes !== undefined && { burstMinutes }) })
  if (!set.done) return t.subscribe.agentsOnly
  return t.requests.set(inWords(await desk.channels.setting(channel), t))
}

const isMinutes = (minutes: number) => Number.isInteger(minutes) && minutes >= 0 && minutes <= longestBurstMinutes

const inWords = (setting: RequestChannel | undefined, { requests: { modes } }: Texts): string =>
  setting ? modes[setting.mode](setting.burstMinutes) : modes.unset()

/** `/desk private 1042`: from now on only in direct messages. A ticket that one may not see is one that does not exist. */
export async function privateCommand({ desk, t }: Said, words: readonly string[]): Promise<string> {
  const number = Number(words[0]?.replace(/^#/, ''))
  if (!Number.isInteger(number) || number < 1) return t.status.which
  const ticket = await desk.tickets.byNumber(number)
  const moved = ticket && (await desk.tickets.makePrivate(ticket.id))
  return moved?.done ? t.pointed.isPrivate(number) : t.status.unknown(number)
}
