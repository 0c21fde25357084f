import { spansOf } from '../../src/chat/markup.ts'
import { normaliseText } from '../../src/platform/text.ts'

/** The longest text that is heard, in code points: what Slack itself keeps of one message. */
const longestHeard = 40_000
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/**
 * What a person wrote, in plain words: Slack's entities and `<…>` tokens are resolved, the bot's own mention is taken out.
 * `names` shows a mentioned person or channel as read (`#ops`), `ids` as Slack knows it (`#C9`), for commands that act on it.
 */
export function readable(text: string, botUser?: string, mentions: 'names' | 'ids' = 'names'): string {
  const own = '\u0000'
  const words = text
    .replaceAll(own, '')
    .replace(/<([^<>]*)>/g, (_, token: string) => (isOwn(token, botUser) ? own : wordsOf(token, mentions)))
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
  const [before = '', ...after] = words.split(own).map((part) => part.trim())
  // « @Guichet : bonjour » is a greeting, not a text that begins with a colon.
  const rest = after.map((part, i) => (i === 0 && !before ? part.replace(/^[:,]+/, '').trim() : part))
  return normaliseText([before, ...rest].filter(Boolean).join(' '), longestHeard)
}

/** Whether the bot is addressed in this text. */
export const mentions = (text: string, botUser: string | undefined) =>
  botUser !== undefined && (text.includes(`<@${botUser}>`) || text.includes(`<@${botUser}|`))

const isOwn = (token: string, botUser: string | undefined) =>
  botUser !== undefined && (token === `@${botUser}` || token.startsWith(`@${botUser}|`))

function wordsOf(token: string, mentions: 'names' | 'ids'): string {
  const bar = token.indexOf('|')
  const target = bar < 0 ? token : token.slice(0, bar)
  const label = bar < 0 ? '' : token.slice(bar + 1)
  const sign = target.charAt(0)
  if (sign === '@' || sign === '#') return mentions === 'ids' || !label ? target : sign + label.replace(/^[@#]/, '')
  if (sign === '!') return label || `@${target.slice(1).replace(/^subteam\^/, '')}`
  const address = target.replace(/^(?:mailto|tel):/, '')
  return !label || label === address || target.endsWith(`//${label}`) ? address : `${label} (${address})`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text on its way out, inside mrkdwn: `& < >` are escaped once, which makes every mention, link and date token literal, and
 * `* _ ~ backtick` that would format get a zero-width space behind them (Slack has no escape sign for these).
 */
export const escaped = (text: string) => defused(clean(text)).replace(/[&<>]/g, (sign) => escapes[sign]!)

const lookMarks = { bold: '*', italic: '_', struck: '~', code: '`' } as const

/** Somebody's words with the looks that they gave them; all the rest of them as inert as in `escaped`. */
export const spoken = (text: string) =>
  text.replace(/[^\n]+/g, (line) =>
    spansOf(line)
      .map(({ text, look }) => (look ? `${lookMarks[look]}${escaped(text)}${lookMarks[look]}` : escaped(text)))
      .join(''),
  )

/** Text on its way into a plain_text object, which Slack takes literally: only what looks like a token is broken up. */
export const plainly = (text: string) => clean(text).replace(/<(?=[!@#]|\w+:)/g, '<\u2060')

/**
 * Somebody's name where Slack takes a name: no sign in it that could be read as a mention, an emoji or a look, and on one
 * line. Empty where nothing of it is left.
 */
export const shownName = (name: string) =>
  [...clean(name).replace(/[\p{C}\p{Z}<>&@:*_~`|]+/gu, ' ')].slice(0, longestName).join('').trim()
const longestName = 80

/** Slack refuses a NUL and shows other controls as boxes. */
const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed()

const marks = [
  { mark: '*', opens: /(?<![\p{L}\p{N}])\*(?=\S)/gu, closes: /(?<=\S)\*(?![\p{L}\p{N}])/u },
  { mark: '_', opens: /(?<![\p{L}\p{N}])_(?=\S)/gu, closes: /(?<=\S)_(?![\p{L}\p{N}])/u },
  { mark: '~', opens: /(?<![\p{L}\p{N}])~(?=\S)/gu, closes: /(?<=\S)~(?![\p{L}\p{N}])/u },
  { mark: '`', opens: /(?<![\p{L}\p{N}])`(?=\S)/gu, closes: /(?<=\S)`(?![\p{L}\p{N}])/u },
]

/** Only lines that hold a pair are touched, so that paths and variable names can still be copied as they are. */
const defused = (text: string) =>
  text.replace(/[^\n]+/g, (line) =>
    marks.reduce(
      (done, { mark, opens, closes }) =>
        done.indexOf(mark) !== done.lastIndexOf(mark) && closes.test(done)
          ? done.replace(opens, `${mark}\u200B`)
          : done,
      line,
    ),
  )

/** Shortens to `most` UTF-16 units with an ellipsis, never inside an entity or an emoji. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  return `${wholeStart(text, Math.max(0, most - 1))}…`
}

/** Cuts into parts of at most `most` units, at a line end or a space where one is near, never inside an entity or an emoji. */
export function parts(text: string, most: number): string[] {
  const found: string[] = []
  let rest = text
  while (rest.length > most) {
    const start = wholeStart(rest, most)
    const breaks = Math.max(start.lastIndexOf('\n'), start.lastIndexOf(' '))
    const part = breaks > most * 0.6 ? start.slice(0, breaks) : start
    found.push(part)
    rest = rest.slice(part.length).trimStart()
  }
  return [...found, rest].filter((part) => part.trim() !== '')
}

const wholeStart = (text: string, most: number) =>
  text
    .slice(0, most)
    .replace(/&(?:a|am|amp|l|lt|g|gt)?$/, '')
    .replace(/[\uD800-\uDBFF]$/, '')
