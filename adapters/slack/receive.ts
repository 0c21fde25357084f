import type { ServerResponse } from 'node:http'
import type { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../src/platform/log.ts'
import type { Admitted } from './guard.ts'
import type { Ack } from './hearing.ts'
import { clientOptions, patience, slackLogger } from './web-api.ts'

export const endpoint = '/slack/events'
/** Hears one payload and answers it; rejects when it must be sent again, or must not have been sent. */
export type Listen = (body: unknown, ack: Ack) => Promise<void>

/** 503 asks Slack to send again; a 4xx that no repetition can change says so. */
function statusOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'guichet_unheard' ? 503 : code === 'guichet_refused' ? 403 : 400
}

export function answer(res: ServerResponse, status: number) {
  if (res.headersSent || res.destroyed) return
  const final = status === 400 || status === 403 || status === 405 || status === 413
  res.writeHead(status, final ? { 'x-slack-no-retry': '1' } : {})
  res.end()
}

/**
 * Bolt behind our guard, on a request that the platform's own server has taken. `processBeforeResponse` makes Bolt keep its
 * answer until everything is stored, and our error handler makes it say so when that failed.
 */
export async function httpEntrance(signingSecret: string, listen: Listen, log: Log) {
  const bolt = await import('@slack/bolt')
  const receiver: HTTPReceiver = new bolt.HTTPReceiver({
    signingSecret,
    endpoints: endpoint,
    logger: slackLogger(log),
    processBeforeResponse: true,
    // Slack has given up on it by now; what is stored later is known by its id when it comes again.
    unhandledRequestHandler: ({ response }) => {
      log.warn('a request of Slack took more than 3 s')
      answer(response as ServerResponse, 503)
    },
    processEventErrorHandler: async ({ error, response }) => {
      const status = statusOf(error)
      log[status === 503 ? 'error' : 'warn']({ err: error, status }, 'an event of Slack was not heard')
      answer(response as ServerResponse, status)
      return true
    },
  })
  await openApp(undefined, receiver, listen, log)
  return (req: Admitted, res: ServerResponse) => receiver.requestListener(req, res)
}

/** Whether a request carries the signature of this secret, as Bolt itself checks it. */
export async function signedWith(signingSecret: string, { headers, rawBody }: Admitted): Promise<boolean> {
  const { verifySlackRequest } = await import('@slack/bolt')
  try {
    verifySlackRequest({
      signingSecret,
      body: rawBody.toString(),
      headers: {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
    })
    return true
  } catch {
    return false // another app's secret, or nobody's: whoever asked tries the next one
  }
}

/** The same over a WebSocket that we open. `lost` is called when the connection ends, for whatever reason. */
export async function socketEntrance(
  credentials: { appToken: string; apiUrl?: string | undefined },
  listen: Listen,
  lost: () => void,
  log: Log,
) {
  const bolt = await import('@slack/bolt')
  const receiver: SocketModeReceiver = new bolt.SocketModeReceiver({
    appToken: credentials.appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(credentials.apiUrl, patience.delivery, log) },
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, 'an event of Slack was not heard')
      return false
    },
  })
  receiver.client.on('disconnected', lost)
  const app = await openApp(credentials.apiUrl, receiver, listen, log)
  receiver.init(storedFirst(app, log) as App)
  return receiver
}

/**
 * Over a socket Bolt acknowledges an event before anybody has heard it. Here the acknowledgement is kept back until then; a
 * failure leaves it unsaid, and Slack sends the event again. What no repetition can mend is acknowledged and logged.
 */
const storedFirst = (app: App, log: Log): Pick<App, 'processEvent'> => ({
  processEvent: async (event) => {
    let kept: unknown
    const keep = async (said?: unknown) => {
      kept = said
    }
    try {
      await app.processEvent({ ...event, ack: keep })
    } catch (err) {
      if (statusOf(err) === 503) throw err
      log.warn({ err }, 'an event of Slack was not for us')
    }
    await event.ack(kept)
  },
})

/** One middleware hears everything, so there is no kind of payload without a listener: whatever comes is acknowledged. */
async function openApp(
  apiUrl: string | undefined,
  receiver: HTTPReceiver | SocketModeReceiver,
  listen: Listen,
  log: Log,
) {
  const bolt = await import('@slack/bolt')
  const app = new bolt.App({
    receiver,
    // Bolt would ask Slack who we are before it lets an event through; we know, or ask ourselves, and speak ourselves.
    authorize: async () => ({}),
    clientOptions: clientOptions(apiUrl, patience.breath, log),
    logger: slackLogger(log),
    ignoreSelf: false,
    convoStore: false,
  })
  app.use(async (args) => {
    const ack: unknown = 'ack' in args ? args.ack : undefined
    await listen(args.body, async (answer) => {
      // Events have no `ack` of their own: Bolt has kept their empty answer already.
      if (typeof ack === 'function') await ack(answer)
    })
  })
  app.error(async (error) => {
    throw error
  })
  return app
}
