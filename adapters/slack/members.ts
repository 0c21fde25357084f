import { z } from 'zod'
import type { Call } from './web-api.ts'

const Page = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional().catch(undefined),
})
const freshForMs = 60_000
const pageSize = 1000
const mostPages = 20
/** What Slack says of a method that this app may not use, or that this workspace does not have. */
const unavailable =
  /^(unknown_method|missing_scope|method_deprecated|not_allowed_token_type|access_denied|no_permission)$/

export interface Members {
  /** Whether this user is in the triage channel; absent when it cannot be told now. */
  includes(user: string): Promise<boolean | undefined>
  joined(user: string): void
  left(user: string): void
}

/**
 * Who is in the triage channel. Asked at most once a minute, and again after somebody came or went. Where Slack does not
 * offer the list at all, the act itself is the evidence: it was delivered from that channel. On a failure of the network
 * the last list holds; without one nothing is claimed.
 */
export function membersOf(channel: string, call: Call, clock: () => Date): Members {
  let known: { members: Set<string>; readAt: number } | undefined
  let listed = true
  let asking: Promise<void> | undefined

  const isFresh = () => known !== undefined && clock().getTime() - known.readAt < freshForMs
  const read = async () => {
    const readAt = clock().getTime()
    const answer = await listMembers(channel, call)
    listed = answer !== 'unavailable'
    if (answer === 'unavailable') known = { members: new Set(), readAt }
    else if (answer) known = { members: answer, readAt }
  }
  const change = (users: (members: Set<string>) => void) => {
    if (!known) return
    users(known.members)
    known.readAt = 0
  }
  return {
    includes: async (user) => {
      if (!isFresh()) {
        asking ??= read().finally(() => {
          asking = undefined
        })
        await asking
      }
      return listed ? known?.members.has(user) : true
    },
    joined: (user) => change((members) => members.add(user)),
    left: (user) => change((members) => members.delete(user)),
  }
}

async function listMembers(channel: string, call: Call): Promise<Set<string> | 'unavailable' | undefined> {
  const members = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const args = { channel, limit: pageSize, ...(cursor && { cursor }) }
    const answer = await call('conversations.members', args, Page)
    if (!answer.ok) return unavailable.test(answer.error) ? 'unavailable' : undefined
    for (const member of answer.data.members) members.add(member)
    cursor = answer.data.response_metadata?.next_cursor || undefined
    if (!cursor) break
  }
  return members
}

const Info = z.object({ channel: z.object({ is_member: z.boolean().optional() }) })

/** Whether the bot is in a channel, and so can be read there. A direct message between others is not one. */
export async function isMember(call: Call, channel: string): Promise<boolean> {
  if (channel.startsWith('D')) return false
  const answer = await call('conversations.info', { channel }, Info)
  return answer.ok && answer.data.channel.is_member === true
}
