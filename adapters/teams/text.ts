import { normaliseText } from '../../src/platform/text.ts'
import { type Activity, mentionsOf } from './activity.ts'

/** Longer messages are cut; Teams itself takes about 28,000 characters typed and 100 KB in all. In code points. */
const longest = 40_000

/**
 * What a person wrote, without Teams' own markup. Every mention of the bot goes, by entity and wherever it stands (the
 * SDK's helper takes the first only); other people's mentions become their names (for commands `@` and their ids). The `text/html` copy that Teams
 * attaches to each message is never looked at.
 */
export function spokenText(
  activity: Activity,
  mentions: 'names' | 'ids' = 'names',
): { text: string; mentioned: boolean } {
  const bot = activity.recipient?.id
  let text = activity.text ?? ''
  let mentioned = false
  for (const mention of mentionsOf(activity)) {
    const isBot = mention.mentioned.id === bot
    mentioned ||= isBot
    for (const written of new Set([mention.text, encoded(mention.text)])) {
      text = isBot
        ? without(text, written)
        : text.replaceAll(written, () =>
            mentions === 'ids' ? `@${mention.mentioned.id}` : encodedName(mention.mentioned.name, written),
          )
    }
  }
  return { text: normaliseText(decoded(text), longest).trim(), mentioned }
}

/** A name or a field's value from outside, on one line or several, made safe to store. */
export const plainWords = (text: string, most = 200): string => normaliseText(text, most).trim()

/** Joins what stands around each mention with one space; Teams puts `&nbsp;` after it. */
function without(text: string, mention: string): string {
  const parts = text.split(mention)
  if (parts.length === 1) return text
  const trimmed = parts.map((part, at) => {
    const start = at === 0 ? part : part.replace(/^(?:&nbsp;|[ \t\u00A0])+/, '')
    return at === parts.length - 1 ? start : start.trimEnd()
  })
  return trimmed.filter(Boolean).join(' ')
}

const encodedName = (name: string | undefined, written: string) =>
  name === undefined ? written.replace(/<\/?at[^>]{0,100}>/g, '') : escapeHtml(name)

/** In the text a mention's name is written with entities, in its entity without. */
const encoded = (mention: string) => {
  const inner = /^(<at[^>]{0,100}>)(.*)(<\/at>)$/s.exec(mention)
  return inner ? `${inner[1]}${escapeHtml(inner[2]!)}${inner[3]}` : mention
}
const escapeHtml = (text: string) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Decodes entities once: what a person typed as `&amp;lt;` stays `&lt;`. */
export function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/**
 * A line for places that show one string and may take it for markdown or HTML (the answer to a pressed button). A word
 * joiner, which is invisible and without width, stands where a tag, a mention, a link or an image would begin.
 */
export const inertLine = (text: string): string =>
  text.replace(/<(?=[a-z/!?])/gi, '<\u2060').replace(/\](?=[([:])/g, ']\u2060')
