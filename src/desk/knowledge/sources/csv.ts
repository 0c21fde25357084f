import { parse } from 'csv-parse/sync'
import { audienceFrom } from '../article.ts'
import { instantOf } from '../days.ts'
import { localeOf } from '../front-matter.ts'
import { looksLikeHtml } from './html.ts'
import {
  type ColumnName,
  type Columns,
  type Contents,
  columnNames,
  type FoundArticle,
  failed,
  messageOf,
} from './part.ts'

/** Headers that help desks and spreadsheets use for the same thing, folded: lower case, no accents. */
const synonyms: Record<ColumnName, readonly string[]> = {
  id: ['id', 'identifier', 'identifiant', 'key', 'cle', 'number', 'numero'],
  title: ['title', 'titre', 'question', 'subject', 'sujet', 'name', 'nom'],
  body: ['body', 'content', 'contenu', 'answer', 'reponse', 'text', 'texte', 'article', 'description'],
  lang: ['lang', 'language', 'langue', 'locale'],
  audience: ['audience', 'public', 'visibility', 'visibilite'],
  service: ['service', 'product', 'produit'],
  category: ['category', 'categorie', 'section', 'rubrique'],
  owner: ['owner', 'proprietaire', 'responsable', 'team', 'equipe'],
  synonyms: ['synonyms', 'synonymes', 'keywords', 'mots-cles', 'tags'],
  reviewed: ['reviewed', 'reviewed_on', 'revise', 'revise le', 'last_reviewed'],
  review_by: ['review_by', 'review', 'a revoir', 'a reviser avant'],
  publish: ['publish', 'publish_at', 'publier', 'publier le', 'publication'],
}
type Row = Record<string, string>
type ToMarkdown = (html: string) => Promise<{ ok: true; page: { body: string } } | { ok: false; detail: string }>

/**
 * The articles of a CSV file, a row each; the first line names the columns, in the words above or as `columns` maps them.
 * Comma, semicolon or tab. A file with a line that is not CSV is refused whole. Without ids the title names an article.
 */
export async function readCsv(
  part: { readonly name: string; readonly from: string },
  text: string,
  { columns, zone }: { readonly columns: Columns; readonly zone: string },
  toMarkdown: ToMarkdown,
): Promise<Contents> {
  let rows: Row[]
  try {
    rows = parse(text, { columns: true, bom: true, delimiter: delimiterOf(text), skip_empty_lines: true, trim: true })
  } catch (error) {
    return failed(part, 'not-readable', messageOf(error))
  }
  const headers = Object.keys(rows[0] ?? {})
  const named = columnsOf(headers, columns)
  if (!named.title || !named.body) return failed(part, 'no-columns', headers.join(', '))
  const contents: Contents[number][] = []
  for (const [index, row] of rows.entries()) {
    const from = `${part.from}:${index + 2}`
    const article = articleOf(part.name, row, named)
    const publish = row[named.publish ?? '']?.trim()
    const instant = publish ? instantOf(publish, zone) : undefined
    if (publish && !instant) {
      contents.push({ from, why: 'head-instant', detail: publish })
      continue
    }
    if (instant) article.publishAt = instant.toISOString()
    if (!looksLikeHtml(article.body)) contents.push({ from, article })
    else {
      const converted = await toMarkdown(article.body)
      if (!converted.ok) contents.push({ from, why: 'not-readable', detail: converted.detail })
      else contents.push({ from, article: { ...article, body: converted.page.body } })
    }
  }
  return contents
}

/** Of the header line, which holds no text that could contain the others. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1)
  const count = (sign: string) => header.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

function columnsOf(headers: readonly string[], mapped: Columns): Columns {
  const found = columnNames.flatMap((name) => {
    const asked = mapped[name]
    const header = asked
      ? headers.find((each) => fold(each) === fold(asked))
      : headers.find((each) => synonyms[name].includes(fold(each)))
    return header ? [[name, header] as const] : []
  })
  return Object.fromEntries(found)
}

function articleOf(file: string, row: Row, columns: Columns): FoundArticle & { publishAt?: string } {
  const field = (name: ColumnName) => row[columns[name] ?? '']?.trim() || undefined
  const title = field('title') ?? ''
  const locale = localeOf(field('lang'))
  const audience = field('audience')
  const given = {
    locale,
    audience: audience === undefined ? undefined : audienceFrom(audience),
    service: field('service'),
    category: field('category'),
    owner: field('owner'),
    synonyms: field('synonyms')
      ?.split(/[|;\n]/)
      .map((each) => each.trim())
      .filter(Boolean),
    reviewedOn: field('reviewed'),
    reviewBy: field('review_by'),
  }
  return {
    externalId: field('id') ?? (title && `${file}#${slug(title)}`),
    title,
    body: field('body') ?? '',
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}

const slug = (title: string) =>
  fold(title)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 100)
