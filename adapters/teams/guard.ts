import type { IncomingMessage } from 'node:http'
import { readBody } from '../../src/platform/http-body.ts'
import { withinDepth } from '../../src/platform/text.ts'
import { Activity, tenantsOf } from './activity.ts'
import { maySpeakTo } from './service-url.ts'
import type { TeamsSettings } from './settings.ts'

export interface Refusal {
  ok: false
  status: 400 | 401 | 403 | 405 | 413
  why: string
  /** The rest of the body may still be on its way, so the connection cannot carry another request. */
  close?: true
}
export type Admitted = { ok: true; activity: Activity }

const localChannels = ['emulator', 'webchat', 'directline']

/**
 * Everything that can be refused before the SDK sees a request: measured, it ends the process on a body without a type,
 * fetches signing keys for anybody, and lets foreign channels, addresses and shapes through.
 */
export async function readActivity(request: IncomingMessage, settings: TeamsSettings): Promise<Admitted | Refusal> {
  if (request.method !== 'POST') return refuse(405, 'not-a-post')
  const whole = await readBody(request)
  if (!whole.read) return { ...refuse(whole.why === 'too-large' ? 413 : 400, whole.why), close: true }
  const activity = activityOf(whole.body)
  if (!activity) return refuse(400, 'not-an-activity')
  if (settings.auth === 'on' && !/^Bearer \S+$/.test(request.headers.authorization ?? ''))
    return refuse(401, 'no-token')
  if (!isOurChannel(activity.channelId, settings)) return refuse(403, 'foreign-channel')
  if (!maySpeakTo(activity.serviceUrl, settings)) return refuse(403, 'foreign-service-url')
  return { ok: true, activity }
}

/** The token vouches for the channel, not for the tenant of who writes, so that is compared here, once it is genuine. */
export function admitTenant(activity: Activity, settings: TeamsSettings): Refusal | undefined {
  const [tenant, another] = tenantsOf(activity)
  // A client on this machine may name no tenant; two different ones are a forgery wherever they come from.
  const isOurs = tenant === undefined ? settings.auth === 'off' : isListenedTo(tenant, settings)
  return isOurs && another === undefined ? undefined : refuse(403, 'foreign-tenant')
}

const isListenedTo = (tenant: string, { tenants = [] }: TeamsSettings) =>
  tenants.length === 0 || tenants.includes(tenant)

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
