import type { Locale } from '../../chat/locale.ts'
import { detectLanguage } from '../triage/language.ts'
import { type ArticleDraft, audienceFrom } from './article.ts'
import { instantOf } from './days.ts'
import { type HeadFault, splitHead } from './head.ts'

/** A Markdown article of a folder, in the language that it names, or else that its words are in, or else the default. */
export function draftFromMarkdown(source: string, path: string, defaultLocale: Locale): ArticleDraft {
  const { locale, faults: _, ...found } = readMarkdown(source, path)
  return { ...found, locale: locale ?? languageOf(found) ?? defaultLocale }
}

/** The language of an article by its words; absent where they do not tell. */
export const languageOf = ({ title, body }: { title: string; body: string }): Locale | undefined =>
  detectLanguage(`${title}\n${body}`).locale

type Marked = Omit<ArticleDraft, 'locale'> & { locale?: Locale; faults: readonly HeadFault[] }

/**
 * What a Markdown file says of itself; `path` (relative, with /) names it, and its language, where its head does not.
 * `faults`: lines of its head that cannot be read, so that it is not what its author wrote. `zone` (IANA) is whose time a
 * publication without an offset is in.
 */
export function readMarkdown(source: string, path: string, zone = 'UTC'): Marked {
  const { fields, body, faults } = splitHead(source)
  const one = (...names: string[]) => {
    for (const name of names) {
      const value = fields.get(name)
      if (typeof value === 'string' && value) return value
    }
    return undefined
  }
  const audience = one('audience')
  const publish = one('publish', 'publish_at', 'publishAt')
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
      publishAt: publish && instantOf(publish, zone)?.toISOString(),
    }),
    faults,
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
