import { message, type Slack, userOf } from './slack.ts'
import type { Wire } from './wire.ts'

/** What a person writes at one turn, and what at least must be in the reply, so that the bench cannot time an apology. */
interface Line {
  says: string
  shows: RegExp
}
export type Script = readonly Line[]

/** Turned round in this order: a third of the events greet, a seventh open a ticket; half of the talks are French. */
export const scripts: Readonly<Record<string, Script>> = {
  question: [
    { says: 'hello', shows: /Guichet/ },
    { says: 'my VPN stopped working this morning, error 809', shows: /809/ },
    { says: 'that solved it, thanks', shows: /rate/ },
  ],
  incident: [
    { says: 'bonjour', shows: /Guichet/ },
    { says: 'Mon portable ne démarre plus, démo client à 14 h', shows: /étiquette|appareil/ },
    { says: 'PC-4711', shows: /Titre|ouvre/ },
    { says: 'oui', shows: /n°\s?\d+|#\d+/ },
  ],
}
const order = Object.entries(scripts)

/** How many posts each line brings: learnt once from a server, so that a turn ends with its last post. */
export type Manners = ReadonlyMap<Line, number>

/** A talk in progress: which line comes next in whose direct message. */
export interface Talk {
  readonly user: string
  readonly channel: string
  next(): Line | undefined
}

export interface Company {
  /** A talk with the next employee, who has none yet. */
  newTalk(): Talk
}

let companies = 0
/**
 * Employees are taken in turn; each talks once, so that nobody's open ticket swallows a new matter. Direct messages carry
 * the company's number: several servers post to the one Slack.
 */
export function openCompany(): Company {
  const company = ++companies
  let employee = 1
  let turn = 0
  return {
    newTalk() {
      const script = order[turn++ % order.length]![1]
      const user = userOf(employee++)
      let line = 0
      return { user, channel: `D${company}X${user.slice(1)}`, next: () => script[line++] }
    },
  }
}

export const path = '/slack/events'

/** As Slack does, an event that was not stored comes again; sooner than Slack's, since a bench does not last. */
const againMs = 250
const mostTries = 20

/**
 * Says one line until it is acknowledged; comes back with how often it was refused with 503, which an overloaded server
 * may do. Any other answer is an error of the measurement.
 */
export async function say(
  wire: Wire,
  { user, channel }: Pick<Talk, 'user' | 'channel'>,
  text: string,
): Promise<number> {
  const { headers, body } = message(user, channel, text)
  for (let refused = 0; refused < mostTries; refused++) {
    const status = await wire.post(path, headers, body)
    if (status === 200) return refused
    if (status !== 503) throw new Error(`“${text}” was answered with ${status}`)
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
  throw new Error(`“${text}” was refused ${mostTries} times`)
}

const quietMs = 400
const readyWithinMs = 15_000

/** Talks every script once, slowly: learns how many posts each line brings and refuses a server that answers otherwise. */
export async function rehearse(open: () => Promise<Wire>, slack: Slack, company: Company): Promise<Manners> {
  const manners = new Map<Line, number>()
  const talks = order.map(() => company.newTalk())
  await Promise.all(
    talks.map(async (talk) => {
      const wire = await open()
      const posts = slack.watch(talk.channel)
      for (let line = talk.next(); line; line = talk.next()) {
        const before = posts.length
        await say(wire, talk, line.says)
        await quiet(posts, before)
        const shown = posts.slice(before).join('\n')
        if (!line.shows.test(shown)) throw new Error(`“${line.says}” was answered with “${shown}”`)
        manners.set(line, posts.length - before)
      }
      wire.close()
    }),
  )
  return manners
}

async function quiet(posts: readonly string[], before: number) {
  const deadline = performance.now() + readyWithinMs
  for (let seen = before; performance.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, quietMs))
    if (posts.length > before && posts.length === seen) return
    seen = posts.length
  }
}
