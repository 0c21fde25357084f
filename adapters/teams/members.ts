import { z } from 'zod'
import type { Ask } from './connector.ts'
import { succeeded } from './where.ts'

/** Who is in the triage channel, as its team's roster says. `evidence`: nobody could say, so Teams' delivery must do. */
export type Membership = 'member' | 'stranger' | 'evidence'

export interface Members {
  of(serviceUrl: string, channel: string, user: string): Promise<Membership>
  /** The id that this bot knows somebody by, of their directory id; nothing where the bot is not, or cannot ask. */
  account(serviceUrl: string, conversation: string, directoryId: string): Promise<string | undefined>
  /** Somebody joined or left: the next question asks Teams again. */
  forget(): void
}

/** In ms. Rosters are limited twice as strictly as messages. `refused`: whom Teams did not know is not asked about at once again. */
const ages = { trusted: 60_000, refused: 5000, afterFailure: 10_000 }
/** Teams waits for the answer to what was pressed. In ms. */
const deadlineMs = 3000
const pageSize = 500
const mostPages = 20

/** `asked`: when the question left. `users`: the last that were told; `told`: whether this question was answered. */
type Roster = { users: Set<string> | undefined; told: boolean; asked: number }

const Page = z.object({ members: z.array(z.object({ id: z.string() })), continuationToken: z.string().nullish() })
/** Ids become parts of keys. */
const One = z.object({ id: z.string().regex(/^[^\s\p{Cc}]{1,500}$/u) })
const Whole = z.array(z.object({ id: z.string() }))

/**
 * One roster, kept for a minute and asked for once however many wait for it. It shows who is there; that somebody is not,
 * only a question that left after they acted can show: they may have been added meanwhile. `elapsedMs` never jumps.
 */
export function openMembers(ask: Ask, elapsedMs: () => number): Members {
  let roster: Roster | undefined
  let asking: Promise<Roster> | undefined
  const refused = new Map<string, number>()
  const fresh = (serviceUrl: string, channel: string) => {
    const asked = elapsedMs()
    asking ??= rosterOf(ask, serviceUrl, channel)
      .then((users) => {
        refused.clear()
        roster = { users: users ?? roster?.users, told: users !== undefined, asked }
        return roster
      })
      .finally(() => {
        asking = undefined
      })
    return asking
  }
  const isRefused = (user: string) => elapsedMs() - (refused.get(user) ?? Number.NEGATIVE_INFINITY) < ages.refused
  const lookUp = async (serviceUrl: string, channel: string, user: string): Promise<Membership> => {
    if (isRefused(user)) return 'stranger'
    const path = ['conversations', channel, 'members', user]
    const answer = await ask({ method: 'GET', serviceUrl, path, deadlineMs })
    if (answer.kind === 'answered' && answer.status === 404) {
      refused.set(user, elapsedMs())
      return 'stranger'
    }
    if (!succeeded(answer)) return 'evidence'
    roster?.users?.add(user)
    return 'member'
  }
  return {
    async of(serviceUrl, channel, user) {
      const acted = elapsedMs()
      const isKept = roster && acted - roster.asked < (roster.told ? ages.trusted : ages.afterFailure)
      const { users, told, asked } = roster && isKept ? roster : await fresh(serviceUrl, channel)
      if (users?.has(user)) return 'member'
      if (!told) return 'evidence'
      return asked >= acted ? 'stranger' : lookUp(serviceUrl, channel, user)
    },
    async account(serviceUrl, conversation, directoryId) {
      const path = ['conversations', conversation, 'members', directoryId]
      const answer = await ask({ method: 'GET', serviceUrl, path, deadlineMs })
      return succeeded(answer) ? One.safeParse(answer.body).data?.id : undefined
    },
    forget() {
      if (roster) roster = { ...roster, asked: Number.NEGATIVE_INFINITY }
    },
  }
}

/** The paged roster, or the older route where a connector knows no other; nothing when neither answers. */
async function rosterOf(ask: Ask, serviceUrl: string, channel: string): Promise<Set<string> | undefined> {
  const users = new Set<string>()
  let continuationToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { pageSize: String(pageSize), ...(continuationToken && { continuationToken }) }
    const path = ['conversations', channel, 'pagedmembers']
    const answer = await ask({ method: 'GET', serviceUrl, path, query, deadlineMs })
    if (answer.kind === 'answered' && [404, 405, 501].includes(answer.status))
      return wholeRoster(ask, serviceUrl, channel)
    const read = succeeded(answer) ? Page.safeParse(answer.body).data : undefined
    if (!read) return undefined
    for (const { id } of read.members) users.add(id)
    continuationToken = read.continuationToken ?? undefined
    if (!continuationToken) return users
  }
  return users
}

async function wholeRoster(ask: Ask, serviceUrl: string, channel: string): Promise<Set<string> | undefined> {
  const answer = await ask({ method: 'GET', serviceUrl, path: ['conversations', channel, 'members'], deadlineMs })
  const read = succeeded(answer) ? Whole.safeParse(answer.body).data : undefined
  return read && new Set(read.map(({ id }) => id))
}
