import { type Activity, mentionsOf } from './activity.ts'
import { decoded } from './text.ts'

const marks: Record<string, string> = { strong: '*', b: '*', em: '_', i: '_', s: '~', strike: '~', del: '~', code: '`' }
/** Longer copies are not looked at: the plain text says the same. */
const longest = 40_000

/**
 * What a person wrote with the bold, italics and lists that they gave it. Teams tells it twice: as plain text, and as
 * `text/html` beside it. The copy is used for its looks only: where its letters are not those of the text, the text counts.
 */
export function withLooks(activity: Activity, text: string): string {
  const html = htmlOf(activity)
  if (!html || !/<(?:strong|b|em|i|s|strike|del|code|li)\b/i.test(html) || mentionsOf(activity).length) return text
  const marked = decoded(
    html
      .replace(/<li\b[^>]{0,200}>/gi, '• ')
      .replace(/<(?:br|\/p|\/div|\/li)\b[^>]{0,200}>/gi, '\n')
      .replace(/<\/?([a-z]{1,6})\b[^>]{0,200}>/gi, (_, tag: string) => marks[tag.toLowerCase()] ?? ''),
  )
    .replace(/\u00a0/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return letters(marked) === letters(text) ? marked : text
}

const letters = (text: string) => text.replace(/[\s\u00a0*_~`•.)\d-]/gu, '')

function htmlOf({ attachments }: Activity): string | undefined {
  for (const one of attachments ?? []) {
    const { contentType, content } = Object(one) as { contentType?: unknown; content?: unknown }
    if (contentType === 'text/html' && typeof content === 'string' && content.length <= longest) return content
  }
  return undefined
}
