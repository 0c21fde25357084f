import type { IncomingMessage } from 'node:http'
import { withinDepth } from '../../src/platform/text.ts'
import { Activity, tenantsOf } from './activity.ts'
import { maySpeakTo } from './service-url.ts'
import type { TeamsSettings } from './settings.ts'

export type Refusal = { ok: false; status: 400 | 401 | 403 | 405 | 413; why: string }
export type Admitted = { ok: true; activity: Activity }

/** In bytes. Teams' own messages have at most 100 KB. */
const mostBytes = 1024 * 1024
const localChannels = ['emulator', 'webchat', 'directline']

/**
 * Everything that can be refused before the SDK sees a request: measured, it ends the process on a body without a type,
 * fetches signing keys for anybody, and lets foreign channels, addresses and shapes through.
 */
export async function readActivity(request: IncomingMessage, settings: TeamsSettings): Promise<Admitted | Refusal> {
  if (request.method !== 'POST') return refuse(405, 'not-a-post')
  const body = await readBody(request)
  if (body === 'cut-off') return refuse(400, body)
  if (body === 'too-long') return refuse(413, body)
  const activity = activityOf(body)
  if (!activity) return refuse(400, 'not-an-activity')
  if (settings.auth === 'on' && !/^Bearer \S+$/.test(request.headers.authorization ?? ''))
    return refuse(401, 'no-token')
  if (!isOurChannel(activity.channelId, settings)) return refuse(403, 'foreign-channel')
  if (!maySpeakTo(activity.serviceUrl, settings)) return refuse(403, 'foreign-service-url')
  return { ok: true, activity }
}

/** The token vouches for the channel, not for the tenant of who writes, so that is compared here, once it is genuine. */
export function admitTenant(activity: Activity, settings: TeamsSettings): Refusal | undefined {
  const tenants = tenantsOf(activity)
  const known = tenants.length === 1 || (tenants.length === 0 && settings.auth === 'off' && !settings.tenantId)
  if (!known || (settings.tenantId && tenants[0] !== settings.tenantId)) return refuse(403, 'foreign-tenant')
  return undefined
}

const refuse = (status: Refusal['status'], why: string): Refusal => ({ ok: false, status, why })

const isOurChannel = (channel: string | undefined, { auth }: TeamsSettings) =>
  channel === 'msteams' || (auth === 'off' && localChannels.includes(channel ?? ''))

function activityOf(body: Buffer): Activity | undefined {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined // broken JSON is refused like any other body that is not an activity
  }
  return withinDepth(json) ? Activity.safeParse(json).data : undefined
}

/** The rest of a body that is too long is read and thrown away, so that the answer arrives; not for ever. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too-long' | 'cut-off'> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes <= mostBytes) chunks.push(chunk)
      else if (bytes > 16 * mostBytes) break
    }
  } catch {
    return 'cut-off' // the client hung up: nobody is left to be told, and nothing of it is kept
  }
  return bytes <= mostBytes ? Buffer.concat(chunks) : 'too-long'
}
