import { openWeb } from '../../adapters/web/index.ts'
import { house as buildHouse } from '../../flows/index.ts'
import type { Hear } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { accountKey } from '../../src/chat/thread.ts'
import { hear } from '../../src/conversation/hear.ts'
import type { Role } from '../../src/desk/people/table.ts'
import type { DeskSettings } from '../../src/desk/scope.ts'
import { ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { beginConversation } from '../../src/jobs/begin.ts'
import { deliver } from '../../src/jobs/deliver.ts'
import { runErrand } from '../../src/jobs/errands.ts'
import { listenInProcess } from '../../src/platform/database.ts'
import { openHttp } from '../../src/platform/http.ts'
import type { PersonId } from '../../src/platform/ids.ts'
import { openLog } from '../../src/platform/log.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { openTestDatabase } from './database.ts'

/**
 * The whole product behind the console, on a port of its own: conversations, desk, deliveries. Only the queue is left
 * out (what waits is delivered at once), and the clock stands on a Monday morning until it is moved.
 */
export async function openConsole({ demo = true, seeded = false, locale = 'fr' as Locale } = {}) {
  const { db, pool, close } = await openTestDatabase()
  const clock = { now: new Date('2026-03-02T10:00:00+01:00') }
  const now = () => clock.now
  const calendar = await db
    .transaction()
    .execute((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris', holidaysOf: 'FR' }, now()))
  const settings: DeskSettings = { locale, calendar, triageModel: seedModel(), triageChannels: [] }
  const house = buildHouse(settings)
  const errors: unknown[] = []
  const log = openLog('error', { write: (line: string) => void errors.push(line) })
  const under = new Set<Promise<void>>()
  const wake = (ids: readonly number[]) => {
    if (!ids.length) return
    const sending = send(ids).finally(() => under.delete(sending))
    under.add(sending)
  }
  const hearNow: Hear = async (event) => {
    const { reply, wake: ids } = await hear(db, house, event, now())
    wake(ids)
    return reply
  }
  const web = await openWeb({
    db,
    settings: () => settings,
    hear: hearNow,
    wake,
    listen: (channel, onPayload) => listenInProcess(pool, channel, onPayload),
    now,
    defaultLocale: locale,
    demo,
    log,
  })
  const adapters = () => ({ web: web.adapter })
  const ports = { db, house: () => house, settings: () => settings, adapters, now, log }
  const { send } = deliver({
    ...ports,
    wake,
    run: async (row) =>
      row.op === 'begin' ? beginConversation(db, house, row, now()) : { wake: await runErrand(ports, row) },
  })
  if (seeded) await seedDemo(db, settings, now())
  const server = await openHttp({
    host: '127.0.0.1',
    port: 0,
    handlers: { '/': web.handler },
    readiness: async () => ({ ready: true }),
    onError: (error) => void errors.push(error),
  })
  return {
    db,
    web,
    clock,
    settings,
    errors,
    address: server.address,
    /** Until everything that waited has been delivered. */
    async settled() {
      while (under.size) await Promise.all(under)
    },
    /** Somebody with an account on the web. */
    async person(slug: string, { name = slug, role = 'employee' as Role, locale: own = locale } = {}) {
      const id: PersonId = `per_${slug}`
      await db.insertInto('people').values({ id, name, role, locale: own, created_at: now() }).execute()
      const account = { key: accountKey('web', 'local', slug), person_id: id, name, created_at: now() }
      await db.insertInto('accounts').values(account).execute()
      return id
    },
    async stop() {
      await web.stop()
      await server.stop(1_000)
      while (under.size) await Promise.all(under)
      await close()
    },
  }
}
export type Console = Awaited<ReturnType<typeof openConsole>>

/** A page of the console without a browser: it keeps its cookies and says where it comes from, as a browser does. */
export function visitor(address: string) {
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';', 1)[0]!.split(/=(.*)/s)
      if (value) cookies.set(name!, value)
      else cookies.delete(name!)
    }
    return response
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    keep(
      await fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address, cookie: cookie(), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )
  const get = async (path: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    keep(
      await fetch(address + path, {
        headers: { cookie: cookie(), ...headers },
        redirect: 'manual',
        ...(signal && { signal }),
      }),
    )
  return {
    cookies,
    get,
    post,
    read: async (path: string) => (await get(path)).text(),
    plays: (side: 'employee' | 'agent', slug: string) => post('/persona', { side, slug }),
    says: async (text: string, id: string = crypto.randomUUID()) => {
      const response = await post('/chat/messages', { id, text })
      return { id, status: response.status, reply: (await response.json()) as { notice?: string; repeated?: boolean } }
    },
    acts: async (number: number, act: string, fields: Record<string, string> = {}) => {
      const response = await post(`/desk/tickets/${number}/${act}`, { fields })
      return {
        status: response.status,
        ...((await response.json()) as { notice?: string; errors?: Record<string, string> }),
      }
    },
  }
}
