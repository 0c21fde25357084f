import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { ChatAdapter } from '../../src/chat/adapter.ts'
import type { PersonId } from '../../src/platform/ids.ts'
import { webAdapter } from './adapter.ts'
import { webApp } from './app.ts'
import { openHub } from './hub.ts'
import type { WebPorts } from './ports.ts'
import { signInPath } from './sessions.ts'

export type { WebPorts } from './ports.ts'

/** The console, and the web as a platform to talk on. */
export interface Web {
  handler(request: IncomingMessage, response: ServerResponse): Promise<void>
  adapter: ChatAdapter
  /** The path of a one-time link by which this person signs in: 128 bits, ten minutes, once. */
  signInLink(person: PersonId): Promise<string>
  /** Ends the streams of open pages, which would otherwise hold up a stop; then the channels. */
  stop(): Promise<void>
}

/** Opens both Postgres channels and the application. Serves everything that no other prefix takes: mount it at `/`. */
export async function openWeb(ports: WebPorts): Promise<Web> {
  const hub = await openHub(ports.listen)
  const { app, stop } = webApp(ports, hub)
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return {
    handler: (request, response) => listener(request, response),
    adapter: webAdapter(ports.db),
    signInLink: (person) => signInPath(ports, person),
    async stop() {
      stop()
      await hub.stop()
    },
  }
}
