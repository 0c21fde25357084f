import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatAdapter, Hear } from '../../src/chat/adapter.ts'
import { channelKey, type ThreadKey } from '../../src/chat/thread.ts'
import { elapsedMs } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import { openVerification } from './bot-framework.ts'
import { openConnector } from './connector.ts'
import { openMembers } from './members.ts'
import { type Answered, type Ears, receive } from './receive.ts'
import { homeTenant, type TeamsSettings } from './settings.ts'
import { openSpeech } from './speak.ts'

export type { Endpoints, TeamsSettings } from './settings.ts'

export interface Teams {
  adapter: ChatAdapter
  /** For `POST /api/messages`. Answers every request, whatever is sent; never rejects. */
  handler(request: IncomingMessage, response: ServerResponse): Promise<void>
  start(): Promise<void>
  /** Answers 503 from now on, so that Teams sends again elsewhere or later, and waits for what is being heard. */
  stop(): Promise<void>
  /** Where tickets are posted, as a thread key. Without a tenant in the settings it is known once somebody of the tenant was heard. */
  readonly triage: ThreadKey | undefined
}

/** How long `stop` waits for what is being heard: a little less than Teams itself does. In ms. */
const patienceMs = 12_000

/** Opens Microsoft Teams: what people do there is heard, what the desk says goes there. Rejects without an app id to verify by. */
export async function openTeams(settings: TeamsSettings, hear: Hear, log: Log): Promise<Teams> {
  const ask = openConnector(settings, log)
  const adapter = openSpeech(settings, ask)
  const verify = await openVerification(settings)
  const ears: Ears = { settings, hear, log, verify, members: openMembers(ask, elapsedMs), adapter, ask }
  const hearing = new Set<Promise<Answered>>()
  let stopped = false
  return {
    adapter,
    async handler(request, response) {
      const answering = stopped ? Promise.resolve({ status: 503 }) : receive(ears, request)
      hearing.add(answering)
      try {
        answer(response, await answering)
      } catch (error) {
        log.error({ err: error }, 'Teams: a request failed')
        answer(response, { status: 500 })
      } finally {
        hearing.delete(answering)
      }
    },
    async start() {
      stopped = false
    },
    async stop() {
      stopped = true
      await settledWithin(hearing, patienceMs)
    },
    get triage() {
      const tenant = homeTenant(settings) ?? ears.tenant
      return tenant && settings.triageChannel ? channelKey('teams', tenant, settings.triageChannel) : undefined
    },
  }
}

/** A client that hung up meanwhile has no use for an answer. */
function answer(response: ServerResponse, { status, body, close }: Answered): void {
  if (response.headersSent || response.destroyed) return
  if (close) response.setHeader('connection', 'close')
  response.writeHead(status, body && { 'content-type': 'application/json; charset=utf-8' })
  response.end(body && JSON.stringify(body))
}

async function settledWithin(promises: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([Promise.allSettled(promises), late])
  clearTimeout(timer)
}
