import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { type FetchOptions, fetchPublic } from '../../../platform/safe-fetch.ts'
import { inspectArchive, unpack } from '../../../platform/unzip.ts'
import { isArticleFile } from './formats.ts'
import type { Failure, Part } from './part.ts'

/** A place that articles come from, opened: its files, not read yet. */
export interface Source {
  /** What stored articles remember of where they came from: the absolute path, or the address. */
  readonly name: string
  /** A folder or an archive holds everything there is, so what is no longer in it is gone. A file may be a part. */
  readonly whole: boolean
  readonly parts: readonly Part[]
}
export type Located = ({ readonly ok: true } & Source) | ({ readonly ok: false } & Failure)

const isUrl = (path: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(path)

/** Whether there is anything to import at this path; an address is only known when it is fetched. */
export const mayExist = (path: string): boolean => isUrl(path) || existsSync(path)

/** Opens a folder, a git checkout, a zip archive, a file or an http(s) address. */
export async function locate(path: string, options: FetchOptions = {}): Promise<Located> {
  if (isUrl(path)) return fetchSource(path, options)
  const source = resolve(path)
  const { size } = await stat(source)
  if ((await stat(source)).isDirectory())
    return { ok: true, name: source, whole: true, parts: await partsOfFolder(source) }
  if (/\.zip$/i.test(source)) return openArchive(source, source, await readFile(source))
  return { ok: true, name: source, whole: false, parts: [fileAt(source, basename(source), size)] }
}

const fileAt = (file: string, name: string, size: number): Part => ({
  // A file of an unknown kind that was named on purpose is taken for JSON lines.
  name: isArticleFile(name) ? name : `${name}.jsonl`,
  from: file,
  size,
  bytes: () => readFile(file),
})

/** Files about a folder of articles instead of in it. */
const aboutFolder = /^(readme|license|licence|contributing|changelog|code_of_conduct|security)(\.\w+)+$/i

async function partsOfFolder(folder: string): Promise<Part[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    // Links are not followed: what they point at may be anywhere.
    .filter((entry) => entry.isFile() && isArticleFile(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isShown)
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      return { name, from: file, size: (await stat(file)).size, bytes: () => readFile(file) }
    }),
  )
}
const isShown = (name: string) => {
  const steps = name.split('/')
  return !steps.some((step) => step.startsWith('.') || step === '__MACOSX') && !aboutFolder.test(steps.at(-1) ?? '')
}

function openArchive(name: string, from: string, bytes: Uint8Array): Located {
  const archive = inspectArchive(bytes)
  if (!archive.ok) return { ...archive, from }
  const wanted = (entry: string) => isArticleFile(entry) && isShown(entry)
  const unpacked = unpack(bytes, wanted)
  if (!unpacked.ok) return { ...unpacked, from }
  const parts = [...unpacked.files].map(([entry, file]) => ({
    name: entry,
    from: `${from}!${entry}`,
    size: file.length,
    bytes: async () => file,
  }))
  return { ok: true, name, whole: true, parts: parts.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** Endings by media type, for addresses that have none of their own. */
const endings: Record<string, string> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/markdown': '.md',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'application/pdf': '.pdf',
  'application/json': '.json',
  'application/zip': '.zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
}

async function fetchSource(address: string, options: FetchOptions): Promise<Located> {
  const fetched = await fetchPublic(address, options)
  if (!fetched.ok) return { ...fetched, from: address }
  const { bytes } = fetched
  const { host, pathname, search } = new URL(fetched.url)
  const type = fetched.type.split(';')[0]?.trim().toLowerCase() ?? ''
  const path = `${host}${pathname.replace(/\/$/, '')}${search}`
  const name = endings[type] && !path.toLowerCase().endsWith(endings[type]) ? `${path}${endings[type]}` : path
  if (/\.zip$/i.test(name)) return openArchive(address, address, bytes)
  const part: Part = { name, from: address, size: bytes.length, bytes: async () => bytes }
  return { ok: true, name: address, whole: false, parts: [part] }
}
