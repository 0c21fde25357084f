import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  type Handler,
  type HttpServer,
  openHttp,
  type Readiness,
  readBody,
  refuseBody,
  sendJson,
} from '../../src/platform/http.ts'

let server: HttpServer | undefined
const troubles: unknown[] = []
afterEach(async () => {
  await server?.stop(0)
  troubles.length = 0
})

async function open(
  handlers: Record<string, Handler>,
  readiness = async (): Promise<Readiness> => ({ ready: true }),
  port = 0,
) {
  server = await openHttp({
    host: '127.0.0.1',
    port,
    handlers,
    readiness,
    onError: (error) => void troubles.push(error),
  })
  return server
}

test('a request goes to the longest prefix that is a whole step of its path', async () => {
  const say =
    (name: string): Handler =>
    (_, response) =>
      response.end(name)
  const { address } = await open({ '/': say('console'), '/api': say('api'), '/api/messages': say('teams') })
  const said = async (path: string) => (await fetch(address + path)).text()
  expect(await Promise.all(['/', '/api', '/api/x?y', '/api/messages', '/apiary', '/api/messagesx'].map(said))).toEqual([
    'console',
    'api',
    'api',
    'teams',
    'console',
    'api',
  ])
})

test('an unknown path is a 404, and every answer carries the security headers', async () => {
  const { address } = await open({ '/api': (_, response) => response.end() })
  const answer = await fetch(`${address}/nothing`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('a handler that throws is reported and asks the sender to come again, without saying why', async () => {
  const { address } = await open({ '/': () => Promise.reject(new Error('database password wrong')) })
  const answer = await fetch(address)
  expect([answer.status, await answer.text()]).toEqual([503, '{"error":"unavailable"}'])
  expect(troubles).toEqual([new Error('database password wrong')])
})

test('readiness says why not, and being alive does not depend on it', async () => {
  const { address } = await open({}, async () => ({ ready: false, reasons: ['database'] }))
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  const ready = await fetch(`${address}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reasons: ['database'] }])
})

test('a probe that throws is not ready, and nothing crashes', async () => {
  const { address } = await open({}, () => Promise.reject(new Error('gone')))
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
})

test('a body over the limit is refused with 413, announced or not, and one within it arrives whole', async () => {
  const { address } = await open({
    '/': async (request, response) => {
      const outcome = await readBody(request, 1000)
      if (outcome.read) sendJson(response, 200, { bytes: outcome.body.length })
      else refuseBody(response, outcome.why)
    },
  })
  const post = (body: string) => fetch(address, { method: 'POST', body })
  expect(await (await post('x'.repeat(1000))).json()).toEqual({ bytes: 1000 })
  expect((await post('x'.repeat(1001))).status).toBe(413)

  const unannounced = httpRequest(address, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })
  unannounced.on('error', () => {}) // the server may close before everything is sent
  unannounced.write('x'.repeat(2000))
  const [answer] = await once(unannounced, 'response')
  expect(answer.statusCode).toBe(413)
  unannounced.destroy()
})

test('a busy port is named and the next free one taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const busy = (other.address() as AddressInfo).port
  const { port, busyPort } = await open({}, undefined, busy)
  expect(busyPort).toBe(busy)
  expect(port).toBeGreaterThan(busy)
  other.close()
})

/** A promise that the test keeps in hand. */
function inHand() {
  let settle: () => void = () => {}
  const promise = new Promise<void>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}

test('a stop lets what is in flight end, calls itself not ready, and takes nobody new', async () => {
  const [workArrived, workMayEnd, probeArrived, probeMayEnd] = [inHand(), inHand(), inHand(), inHand()]
  const { address, port, stop } = await open(
    {
      '/': async (_, response) => {
        workArrived.settle()
        await workMayEnd.promise
        response.end('done')
      },
    },
    async () => {
      probeArrived.settle()
      await probeMayEnd.promise
      return { ready: true }
    },
  )
  const work = fetch(address)
  const probe = fetch(`${address}/readyz`)
  await Promise.all([workArrived.promise, probeArrived.promise])
  const stopped = stop()
  probeMayEnd.settle()
  expect(await (await probe).json()).toEqual({ ready: false, reasons: ['stopping'] })
  const [refused] = await once(connect(port, '127.0.0.1'), 'error').catch((error) => [error])
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
  workMayEnd.settle()
  expect(await (await work).text()).toBe('done')
  await stopped
})
