import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Slack's end of Socket Mode: as much of the WebSocket protocol as envelopes and their acknowledgements need. */
export interface Socket {
  upgrade(req: IncomingMessage, socket: Duplex): void
  /** How many connections were opened so far. */
  opened(): number
  /** Sends an envelope. */
  send(type: string, id: string, payload: unknown): void
  /** What was answered to an envelope; undefined while it is not acknowledged. */
  answered(id: string): { payload?: Record<string, unknown> } | undefined
  /** Breaks the connection. */
  drop(): void
}

const [text, close, ping, pong] = [1, 8, 9, 10]
const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export function sockets(announce: () => void): Socket {
  let current: Duplex | undefined
  let opened = 0
  const answers = new Map<string, { payload?: Record<string, unknown> }>()
  const hear = (kind: number, data: Buffer) => {
    if (kind === ping) current?.write(frame(pong!, data))
    if (kind === close) current?.end(frame(close!, data))
    if (kind !== text) return
    const { envelope_id, ...answer } = JSON.parse(data.toString())
    answers.set(envelope_id, answer)
    announce()
  }
  return {
    upgrade: (req, socket) => {
      const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}${magic}`).digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
      )
      current = socket
      opened++
      let rest = Buffer.alloc(0)
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => {
        rest = unframed(Buffer.concat([rest, chunk]), hear)
      })
      socket.write(frame(text!, Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1 }))))
      announce()
    },
    opened: () => opened,
    send: (type, id, payload) => {
      const envelope = { type, envelope_id: id, payload, accepts_response_payload: type !== 'events_api' }
      current?.write(frame(text!, Buffer.from(JSON.stringify(envelope))))
    },
    answered: (id) => answers.get(id),
    drop: () => current?.destroy(),
  }
}

/** One unmasked frame, as a server sends it. */
function frame(kind: number, data: Buffer): Buffer {
  const head = Buffer.alloc(data.length < 126 ? 2 : 4)
  head[0] = 0x80 | kind
  head[1] = data.length < 126 ? data.length : 126
  if (data.length >= 126) head.writeUInt16BE(data.length, 2)
  return Buffer.concat([head, data])
}

/** Takes whole masked frames off the front, and gives back what is left. */
function unframed(bytes: Buffer, hear: (kind: number, data: Buffer) => void): Buffer<ArrayBuffer> {
  let rest = Buffer.from(bytes)
  while (rest.length >= 6) {
    const short = rest[1]! & 0x7f
    const start = short === 126 ? 8 : 6
    const length = short === 126 ? rest.readUInt16BE(2) : short
    if (rest.length < start + length) break
    const mask = rest.subarray(start - 4, start)
    hear(rest[0]! & 0x0f, Buffer.from(rest.subarray(start, start + length).map((byte, i) => byte ^ mask[i % 4]!)))
    rest = rest.subarray(start + length)
  }
  return rest
}
