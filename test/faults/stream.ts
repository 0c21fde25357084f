import { setTimeout as pause } from 'node:timers/promises'
import { type SlackStandIn, shownText } from '../support/slack-stand-in.ts'

/** What one employee writes: questions that the bot answers, then a wish for a person, then words for that person. */
export interface Script {
  user: string
  questions: string[]
  wish: string
  comments: string[]
}

/** Every text carries a mark of its own, so that what becomes of it can be counted. */
export const scripts = (people: number, run: number): Script[] =>
  Array.from({ length: people }, (_, i) => {
    const mark = (n: number) => 100_000 + run * 10_000 + i * 100 + n
    return {
      user: `U${run}X${i}`,
      questions: [1, 2, 3, 4].map((n) => `statut ${mark(n)}`),
      wish: `je veux parler à un humain, mon écran numéro ${mark(50)} reste noir depuis ce matin`,
      comments: [61, 62, 63].map((n) => `précision ${mark(n)}`),
    }
  })

/**
 * Delivers as Slack does: the same event, signed anew, until a 2xx comes back. A person writes the next line when the one
 * before was acknowledged. Slack waits a minute between its tries; here it is a tenth of a second.
 */
export async function write(slack: SlackStandIn, { user, questions, wish, comments }: Script, acked: string[]) {
  const channel = slack.dm(user)
  for (const text of [...questions, wish, ...comments]) {
    const ts = `${Date.now() / 1000}`.padEnd(17, '0')
    const id = `Ev${user}${acked.length}${text.length}${Math.random().toString(36).slice(2)}`
    const inner = { type: 'message', channel, channel_type: 'im', user, text, ts, event_ts: ts }
    for (let tries = 0; !(await taken(slack, inner, id)); tries++) {
      if (tries > 600) throw new Error(`“${text}” was refused for a minute`)
      await pause(100)
    }
    acked.push(text)
    await pause(20)
  }
}

const taken = async (slack: SlackStandIn, inner: Record<string, unknown>, event_id: string) =>
  slack.event(inner, { body: { event_id } }).then(
    ({ status }) => status >= 200 && status < 300,
    () => false, // nobody listens there at the moment
  )

const numbersIn = (texts: string[]) => texts.flatMap((text) => /\b1\d{5}\b/.exec(text)?.[0] ?? [])

/** What the bot answered to somebody, by the marks of the questions, in the order it stands there. */
export const answersTo = (slack: SlackStandIn, { user }: Script) =>
  numbersIn(
    slack
      .messages(slack.dm(user))
      .filter(({ bot }) => bot)
      .map(shownText),
  )

/** What the agents' rooms show of somebody's words, each room's in its order. */
export function relayedTo(slack: SlackStandIn, channel: string, { comments }: Script) {
  const marks = new Set(numbersIn(comments))
  const replies = slack.messages(channel).filter(({ thread_ts }) => thread_ts)
  return numbersIn(replies.map(shownText)).filter((mark) => marks.has(mark))
}

/** Outbox ids that Slack took more than once. */
export function doubledIn(slack: SlackStandIn): string[] {
  const posted = [
    ...new Set(slack.requests.flatMap(({ args }) => (typeof args.channel === 'string' ? [args.channel] : []))),
  ]
    .flatMap((channel) => slack.messages(channel))
    .flatMap(({ metadata }) => (metadata ? [String(metadata.event_payload.id)] : []))
  return posted.filter((id, i) => posted.indexOf(id) !== i)
}
