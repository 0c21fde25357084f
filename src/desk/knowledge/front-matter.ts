import type { Locale } from '../../chat/locale.ts'
import { detectLanguage } from '../triage/language.ts'
import { type ArticleDraft, audienceFrom } from './article.ts'

/** A value, or a list of them. */
type Fields = ReadonlyMap<string, string | readonly string[]>

/**
 * The head of a Markdown file: `name: value` lines between two `---`, values bare, quoted, or lists (`[a, b]` or `- a`
 * lines). The small part of YAML that articles use; anything else in it is kept as text.
 */
export function splitFrontMatter(source: string): { fields: Fields; body: string } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source)
  if (!match) return { fields: new Map(), body: source.replace(/^\uFEFF/, '') }
  return { fields: readFields(match[1] ?? ''), body: source.slice(match[0].length) }
}

function readFields(head: string): Fields {
  const fields = new Map<string, string | string[]>()
  let last = ''
  for (const line of head.split(/\r?\n/)) {
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (item && last) {
      const before = fields.get(last)
      fields.set(last, [...(Array.isArray(before) ? before : []), unquote(item[1] ?? '')])
      continue
    }
    const pair = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(line)
    if (!pair) continue
    last = pair[1] ?? ''
    const value = (pair[2] ?? '').trim()
    const list = /^\[(.*)\]$/.exec(value)
    fields.set(last, list ? (list[1] ?? '').split(',').map(unquote).filter(Boolean) : unquote(value))
  }
  return fields
}

function unquote(value: string): string {
  const text = value.trim()
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text)
  if (!quoted) return text
  const inner = quoted[2] ?? ''
  return quoted[1] === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner.replaceAll("''", "'")
}

/** A Markdown article of a folder, in the language that it names, or else that its words are in, or else the default. */
export function draftFromMarkdown(source: string, path: string, defaultLocale: Locale): ArticleDraft {
  const { locale, ...found } = readMarkdown(source, path)
  return { ...found, locale: locale ?? languageOf(found) ?? defaultLocale }
}

/** The language of an article by its words; absent where they do not tell. */
export const languageOf = ({ title, body }: { title: string; body: string }): Locale | undefined =>
  detectLanguage(`${title}\n${body}`).locale

/** What a Markdown file says of itself; `path` (relative, with /) names it, and its language, where its head does not. */
export function readMarkdown(source: string, path: string): Omit<ArticleDraft, 'locale'> & { locale?: Locale } {
  const { fields, body } = splitFrontMatter(source)
  const one = (...names: string[]) => {
    for (const name of names) {
      const value = fields.get(name)
      if (typeof value === 'string' && value) return value
    }
    return undefined
  }
  const audience = one('audience')
  const named = nameAndLocale(path)
  const heading = /^#\s+(.+)$/m.exec(body)?.[1]?.trim()
  const title = one('title') ?? heading ?? ''
  const locale = localeOf(one('lang', 'language', 'locale')) ?? named.locale
  return {
    externalId: one('id') ?? named.name,
    ...(locale && { locale }),
    title,
    // The title is not said twice.
    body: heading === title ? body.replace(/^\s*#\s+.+\r?\n?/, '') : body,
    ...present({
      audience: audience === undefined ? undefined : audienceFrom(audience),
      service: one('service', 'topic'),
      category: one('category'),
      owner: one('owner'),
      synonyms: listOf(fields.get('synonyms')),
      reviewedOn: one('reviewed', 'reviewed_on', 'reviewedOn'),
      reviewBy: one('review_by', 'reviewBy', 'review'),
    }),
  }
}

/** `fr/vpn.md` and `vpn.fr.md` are both the French version of `vpn`; so are they with the ending of another format. */
export function nameAndLocale(path: string): { name: string; locale: Locale | undefined } {
  const steps = path.replace(/\.(md|markdown|html?|docx|pdf|txt)$/i, '').split('/')
  const folder = steps.map(localeOf).find((locale) => locale !== undefined)
  const name = steps.filter((step) => localeOf(step) === undefined).join('/')
  const suffix = /^(.*)\.(fr|en)$/i.exec(name)
  if (suffix) return { name: suffix[1] ?? name, locale: localeOf(suffix[2]) }
  return { name: name || path, locale: folder }
}

export function localeOf(text: string | undefined): Locale | undefined {
  const start = text?.toLowerCase().split(/[-_]/)[0]
  return start === 'fr' || start === 'en' ? start : undefined
}

const listOf = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value.split(',').map((each) => each.trim()) : value

/** Without the names that have no value, as exact optional properties want it. */
function present<Values extends object>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>
  }
}
