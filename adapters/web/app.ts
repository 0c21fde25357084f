import { Hono } from 'hono'
import { z } from 'zod'
import { mostBytesOf } from '../../src/desk/files/limits.ts'
import { openAssets } from './assets.ts'
import { bodyOf } from './body.ts'
import { chatRoutes } from './chat.ts'
import { deliveryRoutes } from './deliveries.ts'
import { deskRoutes } from './desk.ts'
import { dutyRoutes } from './duty.ts'
import { eventStreams } from './events.ts'
import { fileRoutes, linkedFiles } from './files.ts'
import { loopbackOnly, ownPagesOnly, safeHeaders, smallBodiesOnly } from './guard.ts'
import { home } from './home.ts'
import type { Hub } from './hub.ts'
import { knowledgeRoutes } from './knowledge.ts'
import { manyRoutes } from './many.ts'
import type { WebPorts } from './ports.ts'
import { signInRoutes } from './sign-in.ts'
import { triageRoutes } from './triage.ts'
import { updateRoutes } from './updates.ts'
import { demoVisitors, sides, signedInVisitors } from './visitor.ts'

const Become = z.object({ side: z.enum(sides), slug: z.string().max(200) })

/** The console as one application: who may come in, and which module answers what. */
export function webApp(ports: WebPorts, hub: Hub) {
  const app = new Hono()
  const visitors = ports.demo ? demoVisitors(ports) : signedInVisitors(ports)
  const assets = openAssets()
  const streams = eventStreams(hub, visitors)

  app.use(safeHeaders)
  if (ports.demo) app.use(loopbackOnly)
  app.use(ownPagesOnly)
  app.use(smallBodiesOnly(() => mostBytesOf(ports.settings())))
  app.get('/assets/:version/:name', (c) => assets.serve(c))

  app.route('/files', linkedFiles(ports))
  if (!ports.demo) app.route('/', signInRoutes(ports, assets))
  app.get('/', async (c) => home(c, ports, await visitors.of(c), assets))
  app.route('/chat', chatRoutes(ports, visitors))
  app.route('/desk/many', manyRoutes(ports, visitors))
  app.route('/desk', deskRoutes(ports, visitors))
  app.route('/files', fileRoutes(ports, visitors))
  const house = { ports, visitors, assets }
  app.route('/knowledge', knowledgeRoutes(house))
  app.route('/triage', triageRoutes(house))
  app.route('/duty', dutyRoutes(house))
  app.route('/deliveries', deliveryRoutes(house))
  app.route('/updates', updateRoutes(house))
  app.route('/events', streams.routes)
  app.post('/persona', async (c) => {
    const body = Become.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    return (await visitors.become(c, body.data.side, body.data.slug))
      ? c.json({ done: true })
      : c.json({ error: 'not-found' }, 404)
  })
  app.notFound((c) => c.json({ error: 'not-found' }, 404))
  app.onError((error, c) => {
    ports.log.error({ err: error, path: c.req.path }, 'console')
    return c.json({ error: 'unavailable' }, 503)
  })
  return { app, stop: streams.stop }
}
