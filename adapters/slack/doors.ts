import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../src/platform/log.ts'
import { answer, type Credentials, httpEntrance, type Listen, socketEntrance } from './receive.ts'

/** The one way in: requests that Slack sends us, or a socket that we hold open to Slack. */
export interface Door {
  handler: (req: IncomingMessage, res: ServerResponse) => void
  start(): Promise<void>
  stop(): Promise<void>
}

const reconnect = { firstMs: 500, mostMs: 30_000 } as const

/** Bolt is loaded by `start`, or by the first request. Whatever goes wrong with a request ends as an answer to it. */
export function httpDoor(credentials: Credentials, listen: Listen, clock: () => Date, log: Log): Door {
  let entrance: ReturnType<typeof httpEntrance> | undefined
  const open = () => {
    entrance ??= httpEntrance(credentials, listen, clock, log)
    return entrance
  }
  const take = async (req: IncomingMessage, res: ServerResponse) => {
    try {
      await (await open())(req, res)
    } catch (err) {
      log.warn({ err }, 'a request to the Slack entrance failed')
      answer(res, 400)
    }
  }
  return {
    handler: (req, res) => void take(req, res),
    start: async () => void (await open()),
    stop: async () => {},
  }
}

/**
 * Slack may be down when we start, or go away later: opening the socket is tried again until it stands or the desk stops.
 * Slack's own client would end the process on a reconnection that fails.
 */
export function socketDoor(credentials: Credentials & { appToken: string }, listen: Listen, log: Log): Door {
  let entrance: ReturnType<typeof socketEntrance> | undefined
  let retry: NodeJS.Timeout | undefined
  let waitMs: number = reconnect.firstMs
  let stopped = false

  const again = () => {
    if (stopped || retry) return
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, waitMs).unref()
    waitMs = Math.min(waitMs * 2, reconnect.mostMs)
  }
  const connect = async () => {
    try {
      entrance ??= socketEntrance(credentials, listen, again, log)
      await (await entrance).start()
      waitMs = reconnect.firstMs
    } catch (err) {
      log.warn({ err }, 'the socket to Slack could not be opened')
      again()
    }
  }
  return {
    handler: (_, res) => answer(res, 404),
    start: async () => void connect(),
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      if (entrance) await (await entrance).stop()
    },
  }
}
