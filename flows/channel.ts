import { accountKey, channelOf, isPersonal, placeOf, platformOf, type ThreadKey } from '../src/chat/thread.ts'
import type { Moment } from '../src/conversation/flow.ts'
import { longestBurstMinutes, modeNamed, teamMark } from '../src/desk/channels/channel.ts'
import type { RequestChannel } from '../src/desk/channels/store.ts'
import type { Texts } from '../src/texts/index.ts'

type Said = Moment<unknown, string>
type Change = Partial<Omit<RequestChannel, 'channel'>>

/**
 * `/desk channel` says how this channel takes requests and when the bot speaks there; agents set it: `requests auto 5`,
 * `questions on`, `for @ana team:network`, `for everyone`, `privately on`.
 */
export async function channelCommand(moment: Said, words: readonly string[]): Promise<string> {
  const { desk, event, t } = moment
  const typedIn: ThreadKey = (event.heard.kind === 'command' && event.heard.in) || event.thread
  if (isPersonal(typedIn)) return t.requests.notAChannel
  const channel = channelOf(typedIn)
  if (!words.length) return `${t.requests.shown(inWords(await desk.channels.setting(channel), t))}\n${t.requests.usage}`
  const change = await changeIn(moment, channel, words)
  if (!change) return t.requests.word(words.join(' '))
  const set = await desk.channels.set(channel, change)
  if (!set.done) return t.subscribe.agentsOnly
  return t.requests.set(inWords(await desk.channels.setting(channel), t))
}

/** What these words change; nothing where they say something else. */
async function changeIn(
  moment: Said,
  channel: ThreadKey,
  [what = '', ...more]: readonly string[],
): Promise<Change | undefined> {
  const [first = '', second] = more.map((word) => word.toLowerCase())
  switch (what.toLowerCase()) {
    case 'request':
    case 'requests':
    case 'demande':
    case 'demandes': {
      const mode = modeNamed(first)
      const burstMinutes = second === undefined ? undefined : Number(second)
      if (!mode || (burstMinutes !== undefined && !isMinutes(burstMinutes))) return undefined
      return { mode, ...(burstMinutes !== undefined && { burstMinutes }) }
    }
    case 'questions': {
      const onlyQuestions = switchNamed(first)
      return onlyQuestions === undefined ? undefined : { onlyQuestions }
    }
    case 'privately':
    case 'prive':
    case 'privé': {
      const privately = switchNamed(first)
      return privately === undefined ? undefined : { privately }
    }
    case 'for':
    case 'pour':
      return everybody.has(first) ? { onlyFor: [] } : onlyFor(moment, channel, more)
    default:
      return undefined
  }
}

const everybody = new Set(['everyone', 'everybody', 'all', 'tous', 'toutes'])
const switchNamed = (word: string): boolean | undefined =>
  /^(?:on|yes|oui)$/.test(word) ? true : /^(?:off|no|non)$/.test(word) ? false : undefined

/** People by their mention, teams by `team:` and their short name; nothing where one of them is neither. */
async function onlyFor({ desk }: Said, channel: ThreadKey, words: readonly string[]): Promise<Change | undefined> {
  const slugs = words.flatMap((word) => /^(?:team|[ée]quipe):([\w-]{1,60})$/i.exec(word)?.[1]?.toLowerCase() ?? [])
  const people = words.flatMap((word) => /^@([\w.-]{1,100})$/.exec(word)?.[1] ?? [])
  const known = await desk.channels.teams(slugs)
  if (!words.length || slugs.length + people.length < words.length || known.length < new Set(slugs).size)
    return undefined
  const accounts = people.map((user) => accountKey(platformOf(channel), placeOf(channel).workspace, user))
  return { onlyFor: [...accounts, ...known.map((slug) => `${teamMark}${slug}`)] }
}

const isMinutes = (minutes: number) => Number.isInteger(minutes) && minutes >= 0 && minutes <= longestBurstMinutes

function inWords(setting: RequestChannel | undefined, { requests }: Texts): string {
  if (!setting) return requests.modes.unset()
  const { mode, burstMinutes, onlyQuestions, onlyFor, privately } = setting
  return [
    requests.modes[mode](burstMinutes),
    ...(onlyQuestions ? [requests.onlyQuestions] : []),
    ...(onlyFor.length ? [requests.onlyFor(onlyFor.length)] : []),
    ...(privately ? [requests.privately] : []),
  ].join('; ')
}

/** `/desk private 1042`: from now on only in direct messages. A ticket that one may not see is one that does not exist. */
export async function privateCommand({ desk, t }: Said, words: readonly string[]): Promise<string> {
  const number = Number(words[0]?.replace(/^#/, ''))
  if (!Number.isInteger(number) || number < 1) return t.status.which
  const ticket = await desk.tickets.byNumber(number)
  const moved = ticket && (await desk.tickets.makePrivate(ticket.id))
  return moved?.done ? t.pointed.isPrivate(number) : t.status.unknown(number)
}
