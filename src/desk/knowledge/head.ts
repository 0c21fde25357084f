import { instantOf, isDay } from './days.ts'

/** A value, or a list of them. */
export type Fields = ReadonlyMap<string, string | readonly string[]>

export type HeadFaultReason =
  | 'head-not-closed'
  | 'head-line'
  | 'head-quote'
  | 'head-list'
  | 'head-twice'
  | 'head-nested'
  | 'head-day'
  | 'head-instant'
/** A line of a head that cannot be what its author meant. `line` counts from 1 in the file; `text` is that line. */
export interface HeadFault {
  readonly line: number
  readonly why: HeadFaultReason
  readonly text: string
}
export interface Head {
  readonly fields: Fields
  readonly body: string
  readonly faults: readonly HeadFault[]
}

/** What an article says of itself. Other names belong to other programs: only their lines must be readable. */
const days = ['reviewed', 'reviewed_on', 'reviewedOn', 'review_by', 'reviewBy', 'review'] as const
const instants = ['publish', 'publish_at', 'publishAt'] as const
const known = new Set<string>([
  ...days,
  ...instants,
  ...['id', 'title', 'audience', 'lang', 'language', 'locale', 'service', 'topic', 'category', 'owner', 'synonyms'],
])

const short = new Set<string>([...days, ...instants, 'audience', 'lang', 'language', 'locale'])

/**
 * The head of a Markdown file: `name: value` lines between two `---`, values bare, quoted, or lists (`[a, b]` or `- a`
 * lines). The small part of YAML that articles use. What is indented under a name that we do not know is passed over;
 * everything else that cannot be read is a fault. A `---` above an empty line is a rule of the text, not a head.
 */
export function splitHead(source: string): Head {
  const text = source.replace(/^\uFEFF/, '')
  const lines = text.split(/(?<=\n)/)
  const isRule = (line = '') => /^---[ \t]*\r?\n?$/.test(line)
  const none = { fields: new Map(), body: text }
  if (!isRule(lines[0]) || !lines[1]?.trim()) return { ...none, faults: [] }
  const end = lines.findIndex((line, at) => at > 0 && isRule(line))
  if (end > 0) return { ...readFields(lines.slice(1, end)), body: lines.slice(end + 1).join('') }
  return { ...none, faults: pairIn(lines[1].trimEnd()) ? [{ line: 1, why: 'head-not-closed', text: '---' }] : [] }
}

const pairIn = (line: string) => /^([A-Za-z][\w-]*)\s*:(?:\s+(.*))?$/.exec(line)

function readFields(lines: readonly string[]): Pick<Head, 'fields' | 'faults'> {
  const fields = new Map<string, string | string[]>()
  const faults: HeadFault[] = []
  let last = ''
  for (const [at, line] of lines.entries()) {
    const text = line.trimEnd()
    const fault = (why: HeadFaultReason | undefined) =>
      why && faults.push({ line: at + 2, why, text: text.trim().slice(0, 80) })
    if (/^\s*(?:#.*)?$/.test(text)) continue
    const item = /^\s*-(?:\s+(.*))?$/.exec(text)?.[1]
    if (item !== undefined && last) {
      const before = fields.get(last)
      fields.set(last, [...(Array.isArray(before) ? before : []), unquote(item)])
      if (known.has(last)) fault(quoteFault(item))
      continue
    }
    if (/^\s/.test(text) && last) {
      if (known.has(last)) fault('head-nested')
      continue
    }
    const pair = pairIn(text)
    if (!pair) {
      fault('head-line')
      continue
    }
    last = pair[1] ?? ''
    const value = withoutRemark(last, (pair[2] ?? '').trim())
    fault(fields.has(last) ? 'head-twice' : known.has(last) ? valueFault(last, value) : undefined)
    fields.set(last, /^\[.*\]$/.test(value) ? itemsOf(value).map(unquote).filter(Boolean) : unquote(value))
  }
  return { fields, faults }
}

/** A remark after a word or a day; in a title a `#` may be meant. */
const withoutRemark = (name: string, value: string) => (short.has(name) ? value.replace(/(?:^|\s+)#.*$/, '') : value)

function valueFault(name: string, value: string): HeadFaultReason | undefined {
  if (value.startsWith('[')) {
    if (!value.endsWith(']')) return 'head-list'
    return itemsOf(value)
      .map(quoteFault)
      .find((each) => each)
  }
  if (/^[|>][+-]?$/.test(value)) return 'head-nested'
  const text = unquote(value)
  if (text && (days as readonly string[]).includes(name) && !isDay(text)) return 'head-day'
  // The zone does not matter for whether it can be read.
  if (text && (instants as readonly string[]).includes(name) && !instantOf(text, 'UTC')) return 'head-instant'
  return quoteFault(value)
}

const inDouble = /^"(?:[^"\\]|\\.)*"$/
const inSingle = /^'(?:[^']|'')*'$/

function quoteFault(value: string): 'head-quote' | undefined {
  const text = value.trim()
  const opens = text.startsWith('"') ? inDouble : text.startsWith("'") ? inSingle : undefined
  return opens && !opens.test(text) ? 'head-quote' : undefined
}

/** The items of `[a, "b, c"]`: a comma between quotes separates nothing. */
const itemsOf = (list: string): string[] =>
  list.slice(1, -1).match(/(?:\s*"(?:[^"\\]|\\.)*"\s*|\s*'(?:[^']|'')*'\s*|[^,]+)(?=,|$)/g) ?? []

function unquote(value: string): string {
  const text = value.trim()
  if (inDouble.test(text)) return text.slice(1, -1).replace(/\\(["\\])/g, '$1')
  return inSingle.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
}
