import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { openSlack, type SlackSettings } from '../../../adapters/slack/index.ts'
import type { ChatEvent, Reply } from '../../../src/chat/event.ts'
import { slackStandIn } from '../slack-stand-in.ts'

/**
 * The Slack adapter behind a real HTTP server, in front of a stand-in Slack, with a `hear` that remembers what it heard. It
 * keeps ids as the desk does: a repetition is not heard again.
 */
export async function slackDesk(settings: Partial<SlackSettings> = {}) {
  const slack = await slackStandIn()
  const events: ChatEvent[] = []
  const ids = new Set<string>()
  const desk = { reply: {} as Reply, broken: false }
  const hear = async (event: ChatEvent): Promise<Reply> => {
    if (desk.broken) throw new Error('the database is down')
    if (ids.has(event.id)) return { repeated: true }
    ids.add(event.id)
    events.push(event)
    return desk.reply
  }
  const adapter = await openSlack(
    { ...slack.settings, defaultLocale: 'fr', ...settings },
    { hear, accept: async (event) => ({ reply: Promise.resolve(await hear(event)) }) },
    pino({ level: 'silent' }),
  )
  await adapter.start()
  const server = createServer(adapter.handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  slack.deliverTo(url)
  return {
    slack,
    adapter,
    desk,
    events,
    url,
    port: (server.address() as AddressInfo).port,
    last: () => events.at(-1),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await adapter.stop()
      await slack.close()
    },
  }
}
