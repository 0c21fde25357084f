import { texts } from '../../../src/texts/index.ts'
import { type Line, type Requester, shows, until } from './person.ts'

/**
 * Words without what is a platform's way of drawing them: stars of bold, dots between parts, every kind of space. A hint
 * goes, because a page takes it away with the question it belongs to and a message cannot.
 */
export function bare(words: string): string {
  const spaced = words.replace(/[\s\u00a0\u202f]+/g, ' ')
  return hints
    .reduce((left, hint) => left.replace(hint, ''), spaced)
    .replace(/\u26a0\ufe0f?|[*·•\u200b]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
}
const spacesOf = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ')
const hints = Object.values(texts).flatMap((t) => [spacesOf(t.greeting.hint), spacesOf(t.unclear.describe)])

const words = (language: string, format: Intl.DateTimeFormatOptions, step: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Intl.DateTimeFormat(language, { ...format, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + i * step))),
  )
const days = ['fr', 'en'].flatMap((language) => words(language, { weekday: 'long' }, 1, 7)).join('|')
const months = ['fr', 'en'].flatMap((language) => words(language, { month: 'long' }, 30, 12)).join('|')

/** What differs from run to run, by what it is. */
const varying: [RegExp, string][] = [
  [/#\d+/g, '#N'],
  [new RegExp(`(?:(?:${days}|\\d{1,2} (?:${months}))(?:,| à| at)? )?\\b\\d{2}:\\d{2}\\b`, 'gu'), 'TIME'],
  [/(?:You are next|\d+ (?:person|people) ahead), about \d+ min\./g, 'QUEUE'],
  [/(?:Vous êtes en tête de file|\d+ personnes? avant vous), environ \d+ min\./g, 'QUEUE'],
]

/**
 * A talk for comparing and for reading: who said what, in the order of the platform, as it stands at the end. Buttons are
 * those that were there when a message was first seen: later they are spent, and each platform has its way to show that.
 */
export function written(
  lines: readonly Line[],
  first: ReadonlyMap<string, Line>,
  names: Record<string, string>,
): string {
  const text = lines
    .map((line) => {
      const buttons = (first.get(line.id) ?? line).buttons.map((label) => ` [${label}]`).join('')
      return `${line.by.padEnd(4)} | ${line.words}${buttons}`
    })
    .join('\n')
  const told = Object.entries(names).reduce((left, [name, as]) => left.replaceAll(name, as), text)
  return `${varying.reduce((left, [what, as]) => left.replace(what, as), told)}\n`
}

type Acts = Pick<Requester, 'arrives' | 'says' | 'presses' | 'edits' | 'deletes' | 'lines' | 'payloads'>

/** What every platform's requester has in common: looking before acting, waiting by looking, writing the talk down. */
export function requester(name: string, acts: Acts, names: Record<string, string>): Requester {
  const first = new Map<string, Line>()
  const look = async () => {
    const lines = await acts.lines()
    for (const line of lines) if (!first.has(line.id)) first.set(line.id, line)
    return lines
  }
  const looking =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      await look()
      return act(...args)
    }
  return {
    name,
    arrives: looking(acts.arrives),
    says: looking(acts.says),
    presses: async (label) => {
      await until(
        async () => (await look()).find((line) => line.buttons.includes(label)),
        async () => `No button “${label}” for ${name}:\n${written(await look(), first, {})}`,
      )
      await acts.presses(label)
    },
    edits: looking(acts.edits),
    deletes: looking(acts.deletes),
    lines: look,
    payloads: acts.payloads,
    sees: (words) =>
      until(
        async () => (await look()).findLast((line) => line.by === 'bot' && shows(line.words, wanted(words))),
        async () => `${name} does not see ${words}, but:\n${written(await look(), first, {})}`,
      ),
    transcript: async () => written(await look(), first, { ...names, [name]: 'REQUESTER' }),
  }
}

const wanted = (words: string | RegExp) => (typeof words === 'string' ? bare(words) : words)
