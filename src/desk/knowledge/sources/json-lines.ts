import { z } from 'zod'
import { locales } from '../../../chat/locale.ts'
import { audienceFrom } from '../article.ts'
import { instantOf } from '../days.ts'
import { type Contents, type FoundArticle, messageOf } from './part.ts'

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.enum(locales).optional(),
  title: z.string(),
  body: z.string(),
  audience: z.string().transform(audienceFrom).optional().catch('agents'),
  service: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
  synonyms: z.array(z.string()).optional(),
  reviewedOn: z.string().optional(),
  reviewBy: z.string().optional(),
  publishAt: z.string().optional(),
})

/** One line of JSON lines: `{"id","lang","title","body"}` and what else an article may say of itself. */
export function readJsonLine(from: string, line: string, zone: string): Contents[number] {
  const json = parseJson(line)
  if ('failed' in json) return { from, why: 'not-json', detail: json.failed }
  const parsed = Line.safeParse(json.value)
  if (!parsed.success)
    return { from, why: 'not-an-article', detail: z.prettifyError(parsed.error).replaceAll('\n', ' ') }
  const { id, lang, title, body, publishAt: publish, ...rest } = parsed.data
  const publishAt = publish === undefined ? undefined : instantOf(publish, zone)?.toISOString()
  if (publish !== undefined && !publishAt) return { from, why: 'head-instant', detail: publish }
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const article: FoundArticle = {
    externalId: id,
    title,
    body,
    ...(lang && { locale: lang }),
    ...(publishAt && { publishAt }),
    ...given,
  }
  return { from, article }
}

export function parseJson(text: string): { value: unknown } | { failed: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { failed: messageOf(error) }
  }
}
