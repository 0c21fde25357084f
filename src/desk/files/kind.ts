import { inspectArchive } from '../../platform/unzip.ts'

/** Why a file is not taken; each has a sentence in both languages. */
export type FileRefusal = 'empty' | 'too-large' | 'type'
export type Kind = { ok: true; type: string } | { ok: false; why: FileRefusal }

const refused: Kind = { ok: false, why: 'type' }
const taken = (type: string): Kind => ({ ok: true, type })

/** Names that a double click would run. What is inside decides; this only catches scripts, which look like any text. */
const runs =
  /\.(?:exe|dll|com|scr|pif|cpl|msi|msp|msix|appx|bat|cmd|ps1|psm1|vbs?|vbe|jse?|wsf|wsh|hta|jar|lnk|url|reg|inf|sh|bash|command|app|dmg|pkg|deb|rpm|apk|py|pl|rb|php|html?|xhtml|svg|chm|iso|img|vhdx?|one|xll|docm|xlsm|pptm|dotm|xltm)$/i

/** Contents that are known by how they begin. */
const beginnings: readonly [type: string, at: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['application/pdf', 0, '%PDF-'],
  ['video/webm', 0, '\x1aE\xdf\xa3'],
  ['audio/mpeg', 0, 'ID3'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypmif1'],
  ['video/quicktime', 4, 'ftypqt'],
  ['video/mp4', 4, 'ftyp'],
]
const riff: Record<string, string> = { WEBP: 'image/webp', WAVE: 'audio/wav' }

/** What a file is, by its content. Pictures, PDF, office documents, text, recordings and plain archives are taken. */
export function kindOf(name: string, content: Uint8Array): Kind {
  if (content.length === 0) return { ok: false, why: 'empty' }
  if (runs.test(name.trim().replace(/[. ]+$/, ''))) return refused
  const start = Buffer.from(content.subarray(0, 16)).toString('latin1')
  const known = beginnings.find(([, at, bytes]) => start.startsWith(bytes, at))
  if (known) return taken(known[0])
  const inRiff = start.startsWith('RIFF') && riff[start.slice(8, 12)]
  if (inRiff) return taken(inRiff)
  if (start.startsWith('PK\x03\x04')) return archive(content)
  return isText(content) ? taken('text/plain') : refused
}

const office: readonly [type: string, mark: string][] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/presentation.xml'],
  ['application/vnd.oasis.opendocument', 'mimetype'],
]

/** Known by its directory; nothing is unpacked. What would run from inside it, macros included, is refused. */
function archive(content: Uint8Array): Kind {
  const listed = inspectArchive(content)
  if (!listed.ok) return refused
  const names = listed.entries.map(({ name }) => name)
  const found = office.find(([, mark]) => names.includes(mark))
  if (names.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) return refused
  if (found) return taken(found[0])
  return names.some((name) => runs.test(name)) ? refused : taken('application/zip')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/
const active = /^\s*(?:#!|<\?php|<!doctype html|<html|<svg|<script)/i

/** UTF-8 (or UTF-16 with its mark) without controls, that is no script and no page. */
function isText(content: Uint8Array): boolean {
  const wide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  const text = decoded(content, wide ? (content[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8')
  if (text === undefined) return false
  return !controls.test(text) && !active.test(text.slice(0, 1000))
}

function decoded(content: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return undefined // not text in this encoding, which is the answer
  }
}

export const isImage = (type: string | null) => /^image\/(?:png|jpeg|gif|webp)$/.test(type ?? '')

/**
 * A file's name as it is shown and saved: one line, no folder, no sign that writes the rest of it backwards (which makes
 * `cod.exe` read as `exe.doc`), its ending kept when it is long.
 */
export function fileName(given: string): string {
  const bare = given
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|\s+$/g, '')
  const letters = [...bare]
  const short = letters.length <= 120 ? bare : `${letters.slice(0, 100).join('')}…${letters.slice(-19).join('')}`
  return short || 'file'
}
