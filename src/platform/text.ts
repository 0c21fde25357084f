/// <reference lib="es2024.string" />
/** Control characters that no text needs: C0 without tab and line feed, DEL and C1 (U+0080-U+009F). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/**
 * Makes text from outside safe to store, compare and index, once, at the entrance. PostgreSQL refuses U+0000 in text and
 * lone surrogates in jsonb; NFC makes « é » typed on a Mac equal to « é » typed elsewhere. Line ends become \n. The cap
 * counts code points, so that an emoji is never cut in two.
 */
export function normaliseText(input: string, maxCodePoints: number): string {
  // NFC never makes a text longer than three times itself; cutting first keeps a megabyte of input cheap.
  const cut = input.slice(0, maxCodePoints * 6 + 2)
  const clean = cut.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed().normalize('NFC')
  return clean.length <= maxCodePoints ? clean : firstCodePoints(clean, maxCodePoints)
}

function firstCodePoints(text: string, most: number): string {
  let end = 0
  for (let count = 0; count < most && end < text.length; count++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return text.slice(0, end)
}

/**
 * True when parsed JSON is nested at most `depth` levels deep. JSON.parse takes 100,000 levels where JSON.stringify and
 * schema checks overflow the stack at 5,000, so depth is measured here without recursion.
 */
export function withinDepth(json: unknown, depth = 32): boolean {
  let level: unknown[] = [json]
  for (let at = 0; level.length > 0; at++) {
    const containers = level.filter((value) => typeof value === 'object' && value !== null)
    if (containers.length > 0 && at >= depth) return false
    level = containers.flatMap((value) => Object.values(value as object))
  }
  return true
}
