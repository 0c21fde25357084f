import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a program and PostgreSQL and notes each statement, and in how many writes they came: what waits for what. */
export interface Proxy {
  readonly url: string
  /** The statements since the last call, in the order in which they were sent. */
  taken(): string[]
  /** The writes that brought statements since the last call: those of one breath travel together. */
  writes(): number
  close(): void
}

export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const url = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let statements: string[] = []
  let writes = 0
  const server = createServer((client) => {
    const postgres = connect({ host: url.hostname, port: Number(url.port || 5432), noDelay: true })
    client.setNoDelay(true)
    const read = reader((statement) => statements.push(statement))
    client.on('data', (bytes) => {
      const before = statements.length
      read(bytes)
      if (statements.length > before) writes++
      postgres.write(bytes)
    })
    postgres.pipe(client)
    for (const [one, other] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = String((server.address() as AddressInfo).port)
  return {
    url: Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port }).href,
    taken() {
      const since = statements
      statements = []
      return since
    },
    writes() {
      const since = writes
      writes = 0
      return since
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/**
 * The front half of PostgreSQL's protocol (its manual, chapter “Message Formats”): a byte of kind, four of length, the
 * rest. A simple query (Q) and a parsed statement (P) are one statement each in the way that pg uses them.
 */
function reader(onStatement: (text: string) => void) {
  let rest = Buffer.alloc(0)
  let greeted = false
  return (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const head = greeted ? 1 : 0
      if (rest.length < head + 4) return
      const end = head + rest.readUInt32BE(head)
      if (rest.length < end) return
      const body = rest.subarray(head + 4, end)
      if (greeted && rest[0] === 0x51) onStatement(body.toString('utf8', 0, body.indexOf(0)))
      if (greeted && rest[0] === 0x50) {
        const text = body.subarray(body.indexOf(0) + 1)
        onStatement(text.toString('utf8', 0, text.indexOf(0)))
      }
      greeted = true
      rest = rest.subarray(end)
    }
  }
}
