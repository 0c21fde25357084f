import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to PostgreSQL that can be cut: from then on every connection is lost, and every new one at once. */
export async function cutLine(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let whole = true
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((client) => {
    if (!whole) return client.destroy()
    const postgres = connect({ host: url.hostname, port: Number(url.port || 5432) })
    for (const [one, other] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => sockets.delete(one) && other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = String((server.address() as AddressInfo).port)
  return {
    url: Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port }).href,
    cut() {
      whole = false
      drop()
    },
    mend() {
      whole = true
    },
    close() {
      server.close()
      drop()
    },
  }
}
