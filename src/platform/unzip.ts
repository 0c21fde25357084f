import { crc32 } from 'node:zlib'
import { unzipSync } from 'fflate'

/** What an archive from outside may be. `ratio`: unpacked to packed, looked at from `ratioFrom` unpacked bytes on. */
export const archiveLimits = {
  bytes: 100_000_000,
  entries: 20_000,
  unpacked: 300_000_000,
  entry: 20_000_000,
  ratio: 100,
  ratioFrom: 50_000,
  depth: 20,
} as const

export type ArchiveRefusal =
  | 'not-an-archive'
  | 'archive-too-large'
  | 'too-many-entries'
  | 'packed-too-tightly'
  | 'unsafe-name'
  | 'link'
  | 'encrypted'
  | 'damaged'
export interface ArchiveEntry {
  readonly name: string
  readonly size: number
}
type Refused = { readonly ok: false; readonly why: ArchiveRefusal; readonly detail: string }
export type Archive = { readonly ok: true; readonly entries: readonly ArchiveEntry[] } | Refused

interface Listed extends ArchiveEntry {
  readonly packed: number
  readonly crc: number
  readonly method: number
  readonly encrypted: boolean
  readonly link: boolean
}
const refuse = (why: ArchiveRefusal, detail = ''): Refused => ({ ok: false, why, detail })

/**
 * Reads the directory of a zip archive and refuses it whole, before anything is unpacked, when any entry is a link, is
 * encrypted, climbs out of the archive, or when it is too large, too full or packed like a bomb.
 */
export function inspectArchive(bytes: Uint8Array): Archive {
  if (bytes.length > archiveLimits.bytes) return refuse('archive-too-large', `${bytes.length}`)
  const listed = readDirectory(bytes)
  if ('ok' in listed) return listed
  const names = new Set(listed.map(({ name }) => name))
  if (names.size !== listed.length) return refuse('damaged', 'two entries of one name')
  for (const entry of listed) {
    const why = faultOf(entry)
    if (why) return refuse(why, entry.name)
  }
  const sum = (key: 'size' | 'packed') => listed.reduce((total, entry) => total + entry[key], 0)
  const [size, packed] = [sum('size'), sum('packed')]
  if (size > archiveLimits.unpacked) return refuse('archive-too-large', `${size}`)
  // Entries that share their packed bytes unpack to more than the archive holds.
  if (packed > bytes.length) return refuse('damaged', 'entries overlap')
  if (tooTight(size, bytes.length)) return refuse('packed-too-tightly')
  return { ok: true, entries: listed.filter(({ name }) => !name.endsWith('/')) }
}

/** Unpacks the entries that are wanted from an archive that `inspectArchive` let pass; sizes and checksums must be true. */
export function unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): { ok: true; files: Map<string, Uint8Array> } | Refused {
  const listed = readDirectory(bytes)
  if ('ok' in listed) return listed
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') && wanted(name) })
  } catch (error) {
    return refuse('damaged', error instanceof Error ? error.message : String(error))
  }
  for (const { name, size, crc } of listed) {
    const file = files[name]
    if (file && (file.length !== size || crc32(file) !== crc)) return refuse('damaged', name)
  }
  return { ok: true, files: new Map(Object.entries(files)) }
}

function faultOf({ name, size, packed, method, encrypted, link }: Listed): ArchiveRefusal | undefined {
  const steps = name.split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const strange = /[\\\u0000-\u001f]|^\/|^[a-z]:/i.test(name)
  if (strange || steps.includes('..') || steps.length > archiveLimits.depth) return 'unsafe-name'
  if (link) return 'link'
  if (encrypted) return 'encrypted'
  if (method !== 0 && method !== 8) return 'damaged'
  if (size > archiveLimits.entry) return 'archive-too-large'
  return tooTight(size, packed) ? 'packed-too-tightly' : undefined
}

const tooTight = (size: number, packed: number) =>
  size >= archiveLimits.ratioFrom && size > packed * archiveLimits.ratio

const signatures = { end: 0x06054b50, entry: 0x02014b50 }
/** Marks of a field that only a 64-bit archive fills: more than 65,534 entries or 4 GB, which is over our limits anyway. */
const in64 = { count: 0xffff, size: 0xffffffff }

/** The directory at the archive's end (PKWARE APPNOTE 4.3.12, 4.3.16): what fflate does not tell of its entries. */
function readDirectory(bytes: Uint8Array): Listed[] | Refused {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 65_558 && view.getUint32(end, true) !== signatures.end) end--
  if (end < 0 || view.getUint32(end, true) !== signatures.end) return refuse('not-an-archive')
  const count = view.getUint16(end + 10, true)
  if (count === in64.count || count > archiveLimits.entries) return refuse('too-many-entries', `${count}`)
  const entries: Listed[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== signatures.entry) return refuse('damaged', 'directory')
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    if (at + 46 + nameLength > end) return refuse('damaged', 'directory')
    entries.push(readEntry(view, at, bytes.subarray(at + 46, at + 46 + nameLength)))
    at += 46 + nameLength + extra + comment
  }
  return entries.some(({ size, packed }) => size === in64.size || packed === in64.size)
    ? refuse('archive-too-large')
    : entries
}

function readEntry(view: DataView, at: number, name: Uint8Array): Listed {
  const flags = view.getUint16(at + 8, true)
  const mode = view.getUint32(at + 38, true) >>> 16
  // Without the flag of UTF-8 a name is in the code page of a PC; fflate reads it as Latin-1, and so do we.
  const text = flags & 0x800 ? new TextDecoder().decode(name) : Buffer.from(name).toString('latin1')
  return {
    name: text,
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    crc: view.getUint32(at + 16, true),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) === 1,
    link: (mode & 0xf000) === 0xa000,
  }
}
