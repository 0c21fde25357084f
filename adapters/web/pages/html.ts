import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup whose texts are escaped. Everything that people wrote comes in as a value of the template, never as its text. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>
export { html }
export const nothing: Html = raw('')

/** A drawing beside a word, never instead of one. Its shapes stand once in the page (`sprite`). */
export const icon = (name: IconName): Html =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${name}"></use></svg>`

const shapes = {
  P1: '<path d="M3 9.5 8 5l5 4.5M3 13.5 8 9l5 4.5M3 5.5 8 1l5 4.5"/>',
  P2: '<path d="M3 8 8 3.5 13 8M3 12.5 8 8l5 4.5"/>',
  P3: '<path d="M3 8h10"/>',
  P4: '<path d="M3 6l5 4.5L13 6"/>',
  clock: '<circle cx="8" cy="8" r="6"/><path d="M8 4.6V8l2.4 1.6"/>',
  pause: '<path d="M6 4v8M10 4v8"/>',
  person: '<circle cx="8" cy="5.2" r="2.6"/><path d="M2.8 13.6c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4"/>',
  lock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
  globe: '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c2 2 2.4 4 2.4 6S10 12 8 14C6 12 5.6 10 5.6 8S6 4 8 2z"/>',
  flag: '<path d="M4 14V2.5h7.5L10 5.5l1.5 3H4"/>',
  book: '<path d="M8 4C6.5 2.8 4.5 2.5 2.5 2.8v9.7c2-.3 4 0 5.5 1.2 1.5-1.2 3.5-1.5 5.5-1.2V2.8C11.5 2.5 9.5 2.8 8 4zm0 0v9.5"/>',
  pencil: '<path d="M10.5 3 13 5.5 5.8 12.7 2.8 13.2l.5-3z"/>',
  bin: '<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9"/>',
  send: '<path d="M2.5 8 13.5 3l-3.2 10.5-2.6-4.2z"/>',
  search: '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
  keys: '<rect x="1.5" y="4" width="13" height="8.5" rx="1.5"/><path d="M4 7h0M6.7 7h0M9.3 7h0M12 7h0M5 10h6"/>',
  clip: '<path d="M11.5 6.5 6.8 11.2a1.8 1.8 0 0 1-2.6-2.6L9.6 3.2a2.9 2.9 0 0 1 4.1 4.1l-5.6 5.6"/>',
  back: '<path d="M9.5 3.5 5 8l4.5 4.5"/>',
  sun: '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
  chat: '<path d="M2.5 3.5h11v7.5H8l-3.2 2.5V11H2.5z"/>',
  more: '<path d="M4 6.5 8 10.5l4-4"/>',
  out: '<path d="M9.5 3h-6v10h6M7 8h7m0 0-2.5-2.5M14 8l-2.5 2.5"/>',
  inbox: '<path d="M2.5 9.5 4.5 3h7l2 6.5V13h-11zm0 0h3.2c.2 1.2 1 2 2.3 2s2.1-.8 2.3-2h3.2"/>',
} as const
export type IconName = keyof typeof shapes

export const sprite = (): Html =>
  html`<svg class="sprite" aria-hidden="true">${raw(
    Object.entries(shapes)
      .map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${shape}</symbol>`)
      .join(''),
  )}</svg>`

/** Two letters for a person, in one of eight tints that stay the same for the same name. */
export function avatar(name: string): Html {
  // “Alex Turner (IT, #1026)” is Alex Turner.
  const words = name.replace(/\(.*$/u, '').trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
  const tint = [...words.join(' ')].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 8
  return html`<span class="avatar tint-${tint}" aria-hidden="true">${letters.toLocaleUpperCase()}</span>`
}

/** A moment for people and for machines. */
export const time = (at: Date, words: string): Html => html`<time datetime="${at.toISOString()}">${words}</time>`
