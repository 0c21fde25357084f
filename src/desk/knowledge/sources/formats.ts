import { nameAndLocale, readMarkdown } from '../front-matter.ts'
import type { Format } from './convert-worker.ts'
import type { ConvertOutcome } from './converter.ts'
import { readCsv } from './csv.ts'
import { parseJson, readJsonLine } from './json-lines.ts'
import { type Columns, type Contents, failed, mostBytes, type Part } from './part.ts'
import { isZendeskExport, readZendesk } from './zendesk.ts'

export interface Converter {
  readonly convert: (format: Format, bytes: Uint8Array) => Promise<ConvertOutcome>
}
interface Tools extends Converter {
  readonly columns: Columns
  /** IANA zone of publications that name no offset. */
  readonly zone: string
}
type Reader = (part: Part, bytes: Uint8Array, tools: Tools) => Contents | Promise<Contents>

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Formats by the ending of a file's name: how much of one is read, and how. A new format is a line here. */
const formats: Record<string, { readonly most: number; readonly read: Reader }> = {
  md: { most: mostBytes.text, read: readText },
  markdown: { most: mostBytes.text, read: readText },
  txt: { most: mostBytes.text, read: readText },
  html: { most: mostBytes.text, read: readAs('html') },
  htm: { most: mostBytes.text, read: readAs('html') },
  docx: { most: mostBytes.document, read: readAs('docx') },
  pdf: { most: mostBytes.document, read: readAs('pdf') },
  csv: { most: mostBytes.collection, read: readTable },
  tsv: { most: mostBytes.collection, read: readTable },
  json: { most: mostBytes.collection, read: readJson },
  jsonl: { most: mostBytes.collection, read: readLines },
  ndjson: { most: mostBytes.collection, read: readLines },
}
const endingOf = (name: string) => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether a file of a folder or an archive may hold articles; pictures and the like beside them are passed over. */
export const isArticleFile = (name: string): boolean => Object.hasOwn(formats, endingOf(name))

/** Everything that one file holds, or the one reason why it holds nothing that can be read. Never a part of it. */
export async function readPart(part: Part, tools: Tools): Promise<Contents> {
  const format = formats[endingOf(part.name)]
  if (!format) return failed(part, 'unknown-format')
  if (part.size > format.most) return failed(part, 'too-large', `${part.size} > ${format.most}`)
  return format.read(part, await part.bytes(), tools)
}

/** A file whose head cannot be read as its author meant it is not an article: each line that is wrong is named. */
function readText(part: Part, bytes: Uint8Array, { zone }: Tools): Contents {
  const source = textOf(bytes)
  const { faults, ...article } = readMarkdown(source, part.name, zone)
  if (faults.length > 0)
    return faults.map(({ line, why, text }) => ({ from: `${part.from}:${line}`, why, detail: text }))
  if (article.title || !part.name.endsWith('.txt')) return [{ from: part.from, article }]
  const [title = '', ...rest] = source.trim().split('\n')
  return [{ from: part.from, article: { ...article, title: title.trim(), body: rest.join('\n').trim() } }]
}

function readAs(format: Format): Reader {
  return async (part, bytes, { convert }) => {
    const converted = await convert(format, bytes)
    if (!converted.ok) return failed(part, converted.why, converted.detail)
    const { title, body, confluence } = converted.page
    if (!body) return failed(part, 'no-text')
    const { name, locale } = nameAndLocale(part.name)
    // Its pages keep their number when they are renamed; the one without a number lists the others.
    const page = /(?:^|[/_])(\d+)$/.exec(name)?.[1]
    if (confluence && !page) return []
    const externalId = confluence ? `confluence-${page}` : name
    const article = { externalId, title: title || nameOnly(name), body: withoutHeading(body, title) }
    return [{ from: part.from, article: { ...article, ...(locale && { locale }) } }]
  }
}
const nameOnly = (name: string) => name.replace(/^.*\//, '').replace(/[-_]+/g, ' ')

/** The title is not said twice. */
const withoutHeading = (body: string, title: string) =>
  /^#\s+(.+)/.exec(body)?.[1]?.trim() === title ? body.replace(/^#\s+.+\n*/, '') : body

function readTable(part: Part, bytes: Uint8Array, { columns, zone, convert }: Tools): Promise<Contents> {
  return readCsv(part, textOf(bytes), { columns, zone }, (html) => convert('html', new TextEncoder().encode(html)))
}

function readJson(part: Part, bytes: Uint8Array, tools: Tools): Contents | Promise<Contents> {
  const text = textOf(bytes)
  const json = parseJson(text)
  if ('value' in json && isZendeskExport(json.value)) return readZendesk(part, json.value, tools)
  if ('value' in json && Array.isArray(json.value) && json.value.every((each) => 'locale' in Object(each)))
    return readZendesk(part, { articles: json.value }, tools)
  return readLines(part, bytes, tools)
}

/** Each line is an article of its own, so a bad line is listed and the others go on. */
function readLines(part: Part, bytes: Uint8Array, { zone }: Tools): Contents {
  return textOf(bytes)
    .split('\n')
    .map((line, at) => [line, `${part.from}:${at + 1}`] as const)
    .filter(([line]) => line.trim())
    .map(([line, from]) => readJsonLine(from, line, zone))
}
