import { z } from 'zod'
import { localeOf } from '../front-matter.ts'
import type { Converter } from './formats.ts'
import { type Contents, failed } from './part.ts'

/** What its help-centre API returns and its exports hold; only the fields that are used. Bodies are HTML. */
const Written = z.object({
  title: z.string(),
  body: z.string().nullish(),
  locale: z.string(),
  draft: z.boolean().optional(),
})
const Id = z.union([z.number(), z.string()])
const Article = Written.extend({
  id: Id,
  section_id: Id.nullish(),
  user_segment_id: Id.nullish(),
  label_names: z.array(z.string()).optional(),
  translations: z.array(Written).optional(),
})
const Translation = Written.extend({ source_id: Id })
const Export = z.object({
  articles: z.array(Article).optional(),
  translations: z.array(Translation).optional(),
  sections: z.array(z.object({ id: Id, name: z.string() })).optional(),
})
type Version = z.output<typeof Written> & { id: string; of: z.output<typeof Article> | undefined }

/** True for JSON that can only be an export of a help centre, whose one bad article refuses the file. */
export const isZendeskExport = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && ('articles' in json || 'translations' in json)

/**
 * The published articles of a Zendesk help centre, each language a version. Its drafts are left out, as if they were not
 * there. An article that Zendesk shows to a user segment is for employees; one without a segment is public, as it was there.
 */
export async function readZendesk(
  part: { readonly from: string },
  json: unknown,
  { convert }: Converter,
): Promise<Contents> {
  const parsed = Export.safeParse(json)
  if (!parsed.success) return failed(part, 'not-an-article', z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const { articles = [], translations = [], sections = [] } = parsed.data
  const named = new Map(sections.map(({ id, name }) => [String(id), name]))
  const byId = new Map(articles.map((article) => [String(article.id), article]))
  const versions: Version[] = [
    ...articles.flatMap((of) => [of, ...(of.translations ?? [])].map((each) => ({ ...each, id: String(of.id), of }))),
    ...translations.map((each) => ({ ...each, id: String(each.source_id), of: byId.get(String(each.source_id)) })),
  ]
  const contents: Contents[number][] = []
  for (const version of versions.filter(({ draft }) => !draft)) {
    const from = `${part.from}#${version.id}.${version.locale}`
    const locale = localeOf(version.locale)
    // A language that the desk does not speak would be taken for one that it does.
    if (!locale) continue
    const converted = await convert('html', new TextEncoder().encode(version.body ?? ''))
    if (!converted.ok) contents.push({ from, why: converted.why, detail: converted.detail })
    else contents.push({ from, article: asArticle(version, locale, converted.page.body, named) })
  }
  return contents
}

function asArticle(version: Version, locale: 'fr' | 'en', body: string, sections: ReadonlyMap<string, string>) {
  const { id, title, of } = version
  const category = of?.section_id != null ? sections.get(String(of.section_id)) : undefined
  return {
    externalId: `zendesk-${id}`,
    locale,
    title,
    body,
    ...(of &&
      of.user_segment_id !== undefined && {
        audience: of.user_segment_id === null ? ('public' as const) : ('employees' as const),
      }),
    ...(category && { category }),
  }
}
