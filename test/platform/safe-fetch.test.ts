import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../src/platform/addresses.ts'
import { fetchWhole } from '../../src/platform/fetch-whole.ts'
import { fetchPublic } from '../../src/platform/safe-fetch.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
/** A server of this machine, whose connections are counted. */
async function serve(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const seen = { connections: 0 }
  server.on('connection', () => seen.connections++)
  return { port: (server.address() as AddressInfo).port, seen }
}
/** The tests' stand-in of the internet: this machine, for the tests that need an answer at all. */
const local = { allowed: (address: string) => address === '127.0.0.1' }
const small = { ms: 300, bytes: 1_000, redirects: 3 }

describe('an address of our own network is never fetched', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
  ])('%s', async (url) => {
    expect(await fetchPublic(url)).toMatchObject({ ok: false, why: 'private-address' })
  })
  test('not under a name either, and nothing connects to it', async () => {
    const { port, seen } = await serve((_, response) => response.end('secret'))
    const one = { resolve: async () => [{ address: '127.0.0.1', family: 4 }] }
    const mixed = { resolve: async () => [{ address: '93.184.215.14', family: 4 }, ...(await one.resolve())] }
    for (const options of [one, mixed])
      expect(await fetchPublic(`http://wiki.example:${port}/`, options)).toMatchObject({ why: 'private-address' })
    expect(seen.connections).toBe(0)
  })
  test('not after a redirect', async () => {
    const { port } = await serve((_, response) => response.writeHead(302, { location: 'http://[::1]/' }).end())
    expect(await fetchPublic(`http://127.0.0.1:${port}/`, local)).toMatchObject({ why: 'private-address' })
  })
  test('not when the connection stands somewhere else than was resolved', async () => {
    const { port } = await serve((_, response) => response.end('secret'))
    let asked = 0
    const changing = { ...local, allowed: () => ++asked === 1 }
    expect(await fetchPublic(`http://127.0.0.1:${port}/`, changing)).toMatchObject({ why: 'private-address' })
    expect(asked).toBe(2)
  })
})

test.each([
  'file:///etc/passwd',
  'gopher://example.org/',
  'ftp://example.org/',
  'http://user:pass@example.org/',
  'no url',
])('%s is not fetched at all', async (url) => {
  expect(await fetchPublic(url)).toMatchObject({ ok: false, why: 'bad-url' })
})

describe('a page that may be fetched', () => {
  test('comes with its type, through redirects on the way', async () => {
    const { port } = await serve((request, response) =>
      request.url === '/old'
        ? response.writeHead(301, { location: '/new' }).end()
        : response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello'),
    )
    const fetched = await fetchPublic(`http://127.0.0.1:${port}/old`, local)
    expect(fetched).toMatchObject({ ok: true, type: 'text/html', url: `http://127.0.0.1:${port}/new` })
    expect(fetched.ok && Buffer.from(fetched.bytes).toString()).toBe('<p>hello')
  })
  test('is refused when it goes round in circles, is absent, too large, packed, or slow', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/circle') return response.writeHead(302, { location: '/circle' }).end()
      if (request.url === '/absent') return response.writeHead(404).end()
      if (request.url === '/declared') return response.writeHead(200, { 'content-length': 5_000_000 }).flushHeaders()
      if (request.url === '/endless') {
        response.on('drain', () => response.write('x'.repeat(100_000)))
        return response.write('x'.repeat(100_000))
      }
      if (request.url === '/packed') return response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
      return response.writeHead(200).write('a first byte and then nothing')
    })
    const why = async (path: string) => {
      const fetched = await fetchPublic(`http://127.0.0.1:${port}${path}`, { ...local, limits: small })
      return fetched.ok ? 'fetched' : fetched.why
    }
    expect(await why('/circle')).toBe('too-many-redirects')
    expect(await why('/absent')).toBe('not-found')
    expect(await why('/declared')).toBe('too-large')
    expect(await why('/endless')).toBe('too-large')
    expect(await why('/packed')).toBe('encoded')
    expect(await why('/slow')).toBe('too-slow')
  })
})

test('no IPv4 address becomes public by being written inside an IPv6 address', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const hex = address
        .split('.')
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')
      const pair = `${hex.slice(0, 4)}:${hex.slice(4)}`
      for (const written of [`::ffff:${address}`, `::${pair}`, `64:ff9b::${pair}`, `2002:${pair}::`])
        expect(isPublicAddress(written)).toBe(false)
    }),
  )
})
test('ordinary hosts are public', () => {
  expect(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:2800:21f::1'].map(isPublicAddress)).toEqual(
    Array(4).fill(true),
  )
})

describe('an answer that is fetched whole', () => {
  /** Begins to answer, and ends only where the path says so. */
  const answering: RequestListener = (request, response) => {
    response.write('{"begun":')
    if (request.url === '/ends') response.end('true}')
  }

  test('has its status, its headers and every byte; one byte too many is an error', async () => {
    const { port } = await serve(answering)
    const answer = await fetchWhole(`http://127.0.0.1:${port}/ends`)
    expect([answer.status, await answer.json()]).toEqual([200, { begun: true }])
    await expect(fetchWhole(`http://127.0.0.1:${port}/ends`, {}, 13)).rejects.toThrow('more than 13 bytes')
  })

  test('ends with its signal though the body never does, and lets go of the connection', async () => {
    const { port } = await serve(answering)
    const closed = once(servers.at(-1)!, 'request').then(([request]) => once(request.socket, 'close'))
    const signal = AbortSignal.timeout(200)
    await expect(fetchWhole(`http://127.0.0.1:${port}/stops`, { signal })).rejects.toThrow(/timeout/)
    await closed
  })
})
