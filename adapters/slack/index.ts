import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatAdapter, Hear } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { channelKey, type ThreadKey } from '../../src/chat/thread.ts'
import { now } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import { acquaintances } from './acquaintance.ts'
import { httpDoor, socketDoor } from './doors.ts'
import { listen } from './hearing.ts'
import { identities } from './identity.ts'
import { membersOf } from './members.ts'
import type { Credentials, Listen } from './receive.ts'
import { speaker } from './speak.ts'
import { openCalls, patience } from './web-api.ts'
import { whisperer } from './whisper.ts'

export interface SlackSettings extends Credentials {
  /** The id of the agents' channel (`C0123…`). */
  triageChannel?: string | undefined
  /** For people whose own language Slack does not tell. */
  defaultLocale: Locale
  clock?: () => Date
}

export interface Slack {
  readonly adapter: ChatAdapter
  /** `POST /slack/events`, on the raw request; answers every request, and never throws. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void
  /** Opens the socket in Socket Mode; otherwise only warms up. Slack need not be reachable. */
  start(): Promise<void>
  /** Closes the socket, and waits for what was being said. */
  stop(): Promise<void>
  /** The Slack team; absent until auth.test or an event has told. Reading it while it is absent asks again, in the background. */
  readonly workspace: string | undefined
  /** Where new tickets are shown; absent without a triage channel, or while the workspace is not known. */
  readonly triage: ThreadKey | undefined
  /** Waits for the workspace, for those who need it now (2.5 s at most); undefined when Slack does not answer. */
  identify(): Promise<string | undefined>
}

/** Slack as one of the desk's platforms. Nothing is loaded or asked for before it is needed. */
export async function openSlack(settings: SlackSettings, hear: Hear, log: Log): Promise<Slack> {
  const { triageChannel, appToken, clock = now } = settings
  const quickly = openCalls(settings, patience.breath, log)
  const identity = identities(quickly, appToken, clock)
  const whisper = whisperer(quickly, log)
  const triage = triageChannel
    ? { channel: triageChannel, members: membersOf(triageChannel, quickly, clock) }
    : undefined
  const profileOf = acquaintances(quickly, settings.defaultLocale)
  const ears = { hear, identity, whisper, triage, profileOf, clock, log }
  const hearing: Listen = (body, ack) => listen(ears, body, ack)
  const door = appToken ? socketDoor({ ...settings, appToken }, hearing, log) : httpDoor(settings, hearing, clock, log)
  return {
    adapter: speaker(openCalls(settings, patience.delivery, log), settings.defaultLocale),
    handler: door.handler,
    start: async () => {
      await door.start()
      void identity.ask()
    },
    stop: async () => {
      await door.stop()
      await whisper.settled()
    },
    get workspace() {
      return identity.workspace()
    },
    get triage() {
      const workspace = identity.workspace()
      return workspace && triageChannel ? channelKey('slack', workspace, triageChannel) : undefined
    },
    identify: async () => {
      await identity.ask()
      return identity.workspace()
    },
  }
}
