import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import type { ArticleDraft } from './article.ts'
import { draftFromMarkdown } from './front-matter.ts'
import { draftOf, listScheduled } from './scheduling.ts'
import type { Audience } from './table.ts'

/** A published article in one language, as an author wrote it. */
interface Written {
  readonly external_id: string
  readonly locale: Locale
  readonly title: string
  readonly body: string
  readonly audience: Audience | null
  readonly service: string | null
  readonly category: string | null
  readonly owner: string | null
  readonly synonyms: readonly string[]
  readonly reviewed_on: string | null
  readonly review_by: string | null
  /** It waits for this instant (ISO 8601). */
  readonly publish: string | null
}
/** A file of the exported folder: its path in it, with `/`, and its content. */
export interface ExportedFile {
  readonly path: string
  readonly content: string
}

const page = 500

/**
 * Everything that is published as Markdown with a head, one file an article and language (`fr/vpn.md`), in the order of
 * the ids. Importing the files gives the same articles again, down to their fingerprints.
 */
export async function* exportArticles(db: Db): AsyncGenerator<ExportedFile> {
  const taken = new Set<string>()
  let after = { external_id: '', locale: '' }
  for (;;) {
    const { rows } = await sql<Written>`
      select a.external_id, a.audience, a.service, a.category, a.owner, v.locale, v.title, v.body, v.synonyms, v.reviewed_on, v.review_by, null as publish
      from articles a join article_versions v on v.article_id = a.id and v.current
      where a.withdrawn_at is null and (a.external_id collate "C", v.locale collate "C") > (${after.external_id}, ${after.locale})
      order by a.external_id collate "C", v.locale collate "C" limit ${page}`.execute(db)
    for (const row of rows) yield { path: freePath(row, taken), content: toMarkdown(row) }
    const last = rows.at(-1)
    if (!last || rows.length < page) break
    after = last
  }
  for (const row of await listScheduled(db))
    yield { path: freePath(row, taken, '~scheduled'), content: toMarkdown(asWritten(draftOf(row))) }
}

/** What waits has a file of its own, which names its instant, so that what is shown until then is there as well. */
const asWritten = (draft: ArticleDraft): Written => ({
  ...{ external_id: draft.externalId, locale: draft.locale, title: draft.title, body: draft.body },
  ...{ audience: draft.audience ?? null, service: draft.service ?? null, category: draft.category ?? null },
  ...{ owner: draft.owner ?? null, synonyms: draft.synonyms ?? [] },
  ...{ reviewed_on: draft.reviewedOn ?? null, review_by: draft.reviewBy ?? null, publish: draft.publishAt ?? null },
})

/** The id as a path that every system accepts and that stays inside the folder; what was changed gets a hash of the id. */
function freePath(
  { external_id, locale }: Pick<Written, 'external_id' | 'locale'>,
  taken: Set<string>,
  mark = '',
): string {
  const steps = external_id.normalize('NFC').split('/')
  const safe = steps.map((step) => step.replace(/[^\p{L}\p{N}._ -]/gu, '-').replace(/^[. ]+|[. ]+$/g, '-')).join('/')
  const whole = safe.length <= 150 && steps.every((step) => step.length > 0)
  const name = whole ? safe : safe.replaceAll('/', '-').slice(0, 100)
  const hash = createHash('sha256').update(external_id).digest('hex').slice(0, 8)
  const plain = `${locale}/${name}`
  // Ids that differ by case alone would be one file on some systems.
  const path = name === external_id && (mark || !taken.has(plain.toLowerCase())) ? plain : `${plain}-${hash}`
  if (!mark) taken.add(path.toLowerCase())
  return `${path}${mark}.md`
}

/** One article with everything that it says of itself in its head. */
export function toMarkdown(article: Written): string {
  const { external_id: id, locale, title, body, synonyms } = article
  const fields = {
    id,
    lang: locale,
    title,
    audience: article.audience,
    service: article.service,
    category: article.category,
    owner: article.owner,
    reviewed: article.reviewed_on,
    review_by: article.review_by,
    publish: article.publish,
  }
  const head = [
    ...Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${quoted(value)}`])),
    ...(synonyms.length > 0 ? ['synonyms:', ...synonyms.map((each) => `  - ${quoted(each)}`)] : []),
  ]
  const file = (text: string) => `---\n${head.join('\n')}\n---\n${text}`
  // A body that begins with its own title loses that line when it is read, so it is given a second one to lose.
  return draftFromMarkdown(file(body), id, locale).body === body ? file(body) : file(`# ${title}\n${body}`)
}

/** As it is where no reader could take it for anything else, in double quotes otherwise. */
const quoted = (value: string) =>
  /^[\p{L}\p{N}][\p{L}\p{N}_/.-]*$/u.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`
