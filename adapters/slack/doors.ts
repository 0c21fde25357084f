import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../src/platform/log.ts'
import { type Admitted, admit } from './guard.ts'
import { answer, httpEntrance, type Listen, signedWith, socketEntrance } from './receive.ts'
import type { Installation } from './workspaces.ts'

/** What hears the installations that may come through one door: an event signed by one app never speaks for another's workspace. */
type ListenFor = (mayCome: (installation: Installation) => boolean) => Listen

/** The ways in: requests that Slack sends us, signed with the secret of an app, and sockets that we hold open to Slack. */
export interface Doors {
  handler: (req: IncomingMessage, res: ServerResponse) => void
  /** Opens the doors of these installations and closes those of all others. */
  open(installations: ReadonlyArray<Installation>): void
  start(): Promise<void>
  stop(): Promise<void>
}

const reconnect = { firstMs: 500, mostMs: 30_000 } as const

export function openDoors(apiUrl: string | undefined, listenFor: ListenFor, clock: () => Date, log: Log): Doors {
  const http = httpDoor(listenFor, clock, log)
  const sockets = new Map<string, ReturnType<typeof socketDoor>>()
  let started = false
  return {
    handler: http.handler,
    open: (installations) => {
      http.open(installations.filter(({ appToken }) => !appToken).map(({ signingSecret }) => signingSecret))
      const wanted = new Set(installations.flatMap(({ appToken }) => appToken ?? []))
      for (const [appToken, socket] of sockets) {
        if (wanted.has(appToken)) continue
        sockets.delete(appToken)
        void socket.stop()
      }
      for (const appToken of wanted) {
        if (sockets.has(appToken)) continue
        const listen = listenFor((installation) => installation.appToken === appToken)
        const socket = socketDoor({ appToken, apiUrl }, listen, log)
        sockets.set(appToken, socket)
        if (started) socket.start()
      }
    },
    start: async () => {
      started = true
      await http.start()
      for (const socket of sockets.values()) socket.start()
    },
    stop: async () => {
      started = false
      await Promise.all([...sockets.values()].map((socket) => socket.stop()))
    },
  }
}

type Entrance = Awaited<ReturnType<typeof httpEntrance>>

/** Bolt is loaded by `start`, or by the first request. Whatever goes wrong with a request ends as an answer to it. */
function httpDoor(listenFor: ListenFor, clock: () => Date, log: Log) {
  let secrets: string[] = []
  const entrances = new Map<string, Promise<Entrance>>()
  const entrance = (secret: string) => {
    const known = entrances.get(secret)
    if (known) return known
    const listen = listenFor(({ signingSecret, appToken }) => signingSecret === secret && !appToken)
    const opening = httpEntrance(secret, listen, log)
    entrances.set(secret, opening)
    return opening
  }
  /** The one whose secret signed the request; where none did, the first, which refuses it. */
  const entranceFor = async (request: Admitted) => {
    const [first] = secrets
    if (secrets.length < 2) return first
    for (const secret of secrets) if (await signedWith(secret, request)) return secret
    return first
  }
  const take = async (req: IncomingMessage, res: ServerResponse) => {
    try {
      if (!secrets.length) return answer(res, 404)
      const verdict = await admit(req, clock())
      if (!('admitted' in verdict)) {
        log.info({ status: verdict.status, why: verdict.why }, 'a request went no further than the guard')
        return answer(res, verdict.status)
      }
      const secret = await entranceFor(verdict.admitted)
      await (await entrance(secret!))(verdict.admitted, res)
    } catch (err) {
      log.warn({ err }, 'a request to the Slack entrance failed')
      answer(res, 400)
    }
  }
  return {
    handler: (req: IncomingMessage, res: ServerResponse) => void take(req, res),
    open: (wanted: ReadonlyArray<string>) => {
      secrets = [...new Set(wanted)]
      for (const secret of entrances.keys()) if (!secrets.includes(secret)) entrances.delete(secret)
    },
    start: async () => void (await Promise.all(secrets.map(entrance))),
  }
}

/**
 * Slack may be down when we start, or go away later: opening the socket is tried again until it stands or the desk stops.
 * Slack's own client would end the process on a reconnection that fails.
 */
function socketDoor(credentials: { appToken: string; apiUrl?: string | undefined }, listen: Listen, log: Log) {
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
    start: () => void connect(),
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      if (entrance) await (await entrance).stop()
    },
  }
}
