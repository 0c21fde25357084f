import { deflateSync } from 'node:zlib'

/** Red, green, blue and opacity, each 0 to 255. */
type Colour = readonly [number, number, number, number]
const green: Colour = [0x17, 0x60, 0x4c, 255]
const white: Colour = [255, 255, 255, 255]
const clear: Colour = [255, 255, 255, 0]

/** 192 × 192: the sign in white on the whole square, inside the middle 120 that Teams never crops. */
export const colourIcon = (): Uint8Array => png(192, 7, green, white)
/** 32 × 32: white on nothing, as Teams asks for its sidebar. */
export const outlineIcon = (): Uint8Array => png(32, 1.8, clear, white)

/** How far a point is from the line of the sign: a ring with a gap to the right, and a bar that runs into it. In its own units. */
function distance(x: number, y: number): number {
  const angle = Math.atan2(y, x)
  const inGap = angle > -0.604 && angle < 0
  const toRing = inGap ? Math.hypot(x - 5.35, y + 3.69) : Math.abs(Math.hypot(x, y) - 6.5)
  const toBar = Math.hypot(x - Math.min(Math.max(x, 0.5), 6.5), y)
  return Math.min(toRing, toBar)
}

/** The sign drawn with `zoom` pixels to a unit, its line three units wide, its edge one pixel soft. */
function png(size: number, zoom: number, ground: Colour, ink: Colour): Uint8Array {
  const rows = Buffer.alloc((size * 4 + 1) * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const fromEdge = (1.5 - distance((x + 0.5 - size / 2) / zoom, (y + 0.5 - size / 2) / zoom)) * zoom
      const cover = Math.min(Math.max(fromEdge + 0.5, 0), 1)
      const at = y * (size * 4 + 1) + 1 + x * 4
      for (let part = 0; part < 4; part++)
        rows[at + part] = Math.round(ground[part]! + (ink[part]! - ground[part]!) * cover)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // Eight bits a channel, red green blue and opacity; the rest is the only way there is.
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A chunk of a PNG: length, name, data, and the check of name and data (PNG 1.2, section 3.2). */
function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

/** node:zlib has it from Node 22 on only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
