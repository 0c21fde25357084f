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

/** In ms. Rosters are limited twice as strictly as messages; a newcomer unknown to a copy this old is asked for again. */
const ages = { trusted: 60_000, newcomer: 5000, afterFailure: 10_000 }
/** Teams waits for the answer to what was pressed. In ms. */
const deadlineMs = 3000
const pageSize = 500
const mostPages = 20

type Roster = { users: Set<string> | undefined; asked: number }

const Page = z.object({ members: z.array(z.object({ id: z.string() })), continuationToken: z.string().nullish() })
/** Ids become parts of keys. */
const One = z.object({ id: z.string().regex(/^[^\s\p{Cc}]{1,500}$/u) })
const Whole = z.array(z.object({ id: z.string() }))

/** One roster, kept for a minute and asked for once however many wait for it. `elapsedMs` is a clock that never jumps. */
export function openMembers(ask: Ask, elapsedMs: () => number): Members {
  let roster: Roster | undefined
  let asking: Promise<Roster> | undefined
  const fresh = (serviceUrl: string, channel: string) => {
    asking ??= rosterOf(ask, serviceUrl, channel)
      .then((users) => {
        roster = { users: users ?? roster?.users, asked: elapsedMs() }
        return roster
      })
      .finally(() => {
        asking = undefined
      })
    return asking
  }
  return {
    async of(serviceUrl, channel, user) {
      const age = roster ? elapsedMs() - roster.asked : Number.POSITIVE_INFINITY
      const limit = !roster?.users ? ages.afterFailure : roster.users.has(user) ? ages.trusted : ages.newcomer
      const { users } = roster && age < limit ? roster : await fresh(serviceUrl, channel)
      if (!users) return 'evidence'
      return users.has(user) ? 'member' : 'stranger'
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
