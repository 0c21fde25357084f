import { connect, type Socket } from 'node:net'

/** One keep-alive HTTP connection; one request at a time. */
export interface Wire {
  /** Sends and comes back with the status once the whole answer has arrived. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>
  close(): void
}

/**
 * A client that costs the load process a few microseconds a request: node's own client would take more of the two
 * cores than a bare handler does, and the bench would measure itself. Knows as much HTTP/1.1 as these servers speak.
 */
export async function openWire(port: number): Promise<Wire> {
  const socket = await connected(port)
  let received = ''
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = undefined
  }
  socket.on('data', (chunk: string) => {
    received += chunk
    if (!isWhole(received)) return
    const status = Number(received.slice(9, 12))
    received = ''
    waiting?.resolve(status)
    waiting = undefined
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  return {
    post(path, headers, body) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      const length = Buffer.byteLength(body)
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: ${length}\r\n${lines.join('')}\r\n${body}`,
        )
      })
    },
    close: () => void socket.destroy(),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.setEncoding('utf8').once('error', reject)
  })
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const head = answer.slice(0, end).toLowerCase()
  if (head.includes('transfer-encoding: chunked')) return answer.endsWith('\r\n0\r\n\r\n')
  const length = /content-length: (\d+)/.exec(head)?.[1] ?? '0'
  return Buffer.byteLength(answer) - Buffer.byteLength(answer.slice(0, end)) - 4 >= Number(length)
}
