import fc from 'fast-check'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { archiveLimits, inspectArchive, unpack } from '../../src/platform/unzip.ts'

const why = (bytes: Uint8Array) => {
  const archive = inspectArchive(bytes)
  return archive.ok ? 'accepted' : archive.why
}
const zip = (files: Zippable) => zipSync(files)

test('an ordinary archive is listed and gives back what is wanted of it, byte for byte', () => {
  const bytes = zip({ 'fr/vpn.md': strToU8('# Bonjour'), 'image.png': new Uint8Array(100), empty: new Uint8Array(0) })
  const archive = inspectArchive(bytes)
  expect(archive.ok && archive.entries.map(({ name }) => name)).toEqual(['fr/vpn.md', 'image.png', 'empty'])
  const unpacked = unpack(bytes, (name) => name.endsWith('.md'))
  expect(unpacked.ok && [...unpacked.files]).toEqual([['fr/vpn.md', strToU8('# Bonjour')]])
})

test.each(['../evil.md', 'a/../../evil.md', '/etc/evil.md', 'C:/evil.md', 'a\\..\\evil.md', `${'d/'.repeat(30)}x.md`])(
  'an entry named %s refuses the whole archive',
  (name) => {
    expect(why(zip({ 'good.md': strToU8('good'), [name]: strToU8('evil') }))).toBe('unsafe-name')
  },
)
test('so does a link, whatever it points at', () => {
  expect(why(zip({ 'link.md': [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }))).toBe('link')
})
test('and a bomb: 20 MB of nothing in 20 kB', () => {
  expect(why(zip({ 'bomb.md': new Uint8Array(20_000_000) }))).toBe('packed-too-tightly')
  expect(why(zip({ 'bomb.md': [new Uint8Array(archiveLimits.entry + 1), { level: 0 }] }))).toBe('archive-too-large')
})
test('and more entries than a knowledge base has', () => {
  const files = Object.fromEntries(
    Array.from({ length: archiveLimits.entries + 1 }, (_, at) => [`${at}.md`, new Uint8Array(0)]),
  )
  expect(why(zip(files))).toBe('too-many-entries')
})

/** Rewrites a field of the first directory entry, as somebody who lies about an archive would. */
function forged(bytes: Uint8Array, offset: number, value: number) {
  const lie = bytes.slice()
  const at = Buffer.from(lie).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  new DataView(lie.buffer).setUint32(at + offset, value, true)
  return lie
}
test('an entry that says it is smaller than it is, or is not what its checksum says, is refused when it is unpacked', () => {
  const honest = zip({ 'big.md': strToU8('0123456789'.repeat(100)) })
  for (const lie of [forged(honest, 24, 10), forged(honest, 16, 12345)]) {
    expect(why(lie)).toBe('accepted')
    expect(unpack(lie, () => true)).toMatchObject({ ok: false, why: 'damaged' })
  }
})
test('an encrypted archive is refused', () => {
  const bytes = zip({ 'a.md': strToU8('a') })
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes[at + 8] = 1
  expect(why(bytes)).toBe('encrypted')
})
test('bytes that are no archive, or one cut or changed anywhere, never make it throw', () => {
  expect(why(strToU8('not a zip'))).toBe('not-an-archive')
  const honest = zip({ 'a.md': strToU8('some text'), 'b/c.md': strToU8('more of it') })
  fc.assert(
    fc.property(fc.nat(honest.length - 1), fc.nat(255), fc.nat(honest.length), (at, byte, length) => {
      const changed = honest.slice()
      changed[at] = byte
      for (const bytes of [changed, honest.slice(0, length)]) if (inspectArchive(bytes).ok) unpack(bytes, () => true)
    }),
  )
})
