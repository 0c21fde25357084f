import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openTeams, type TeamsSettings } from '../../../adapters/teams/index.ts'
import type { ChatEvent, Reply } from '../../../src/chat/event.ts'
import { openLog } from '../../../src/platform/log.ts'
import type { TeamsStandIn } from '../teams-stand-in.ts'

/** The Teams adapter behind a real HTTP server, with a desk that only remembers what it heard. */
export async function teamsBot(teams: TeamsStandIn, changed: Partial<TeamsSettings> = {}) {
  const heard: ChatEvent[] = []
  const desk = { answer: async (_event: ChatEvent): Promise<Reply> => ({}) }
  const hear = async (event: ChatEvent) => {
    const reply = await desk.answer(event)
    heard.push(event)
    return reply
  }
  const bot = await openTeams({ ...teams.settings, ...changed }, hear, openLog('silent'))
  const server = createServer((request, response) => void bot.handler(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
  teams.connect(url)
  await bot.start()
  return {
    ...bot,
    url,
    heard,
    /** What the desk answers to an event; it may throw, as a desk without a database does. */
    desk,
    async close() {
      await bot.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type TeamsBot = Awaited<ReturnType<typeof teamsBot>>
