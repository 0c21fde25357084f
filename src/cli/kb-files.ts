import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { type Locale, locales } from '../chat/locale.ts'
import { type ArticleDraft, audienceFrom } from '../desk/knowledge/article.ts'
import { draftFromMarkdown } from '../desk/knowledge/front-matter.ts'
import { eachLine } from './json-lines.ts'

/** One article read from a file, or why it could not be; `from` says where, for the list of failures. */
export type Read =
  | { readonly from: string; readonly draft: ArticleDraft }
  | { readonly from: string; readonly why: 'not-json' | 'not-an-article' | 'too-large'; readonly detail: string }

const mostBytes = 2_000_000
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
})

/** The articles of a JSON-lines file, of one Markdown file, or of a folder of Markdown, one at a time. */
export async function* readArticles(path: string, locale: Locale): AsyncGenerator<Read> {
  const source = resolve(path)
  if ((await stat(source)).isDirectory()) yield* readFolder(source, locale)
  else if (/\.(md|markdown)$/i.test(source))
    yield await readMarkdown(source, relative(resolve(source, '..'), source), source, locale)
  else yield* readLines(source, locale)
}

async function* readLines(source: string, locale: Locale): AsyncGenerator<Read> {
  let number = 0
  for await (const line of eachLine(createReadStream(source))) {
    number++
    const from = `${source}:${number}`
    const json = parseJson(line)
    if (json.failed !== undefined) {
      yield { from, why: 'not-json', detail: json.failed }
      continue
    }
    const parsed = Line.safeParse(json.value)
    if (!parsed.success) {
      yield { from, why: 'not-an-article', detail: z.prettifyError(parsed.error).replaceAll('\n', ' ') }
      continue
    }
    const { id, lang = locale, ...rest } = parsed.data
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    yield { from, draft: { externalId: id, locale: lang, source, ...(given as Pick<ArticleDraft, 'title' | 'body'>) } }
  }
}

function parseJson(line: string): { value: unknown; failed?: undefined } | { failed: string } {
  try {
    return { value: JSON.parse(line) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

async function* readFolder(source: string, locale: Locale): AsyncGenerator<Read> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true })
  const files = entries
    // Links are not followed: what they point at may be anywhere.
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(source, file)
          .split(sep)
          .some((step) => step.startsWith('.')),
    )
    .sort()
  for (const file of files) yield await readMarkdown(file, relative(source, file).split(sep).join('/'), source, locale)
}

async function readMarkdown(file: string, name: string, source: string, locale: Locale): Promise<Read> {
  const { size } = await stat(file)
  if (size > mostBytes) return { from: file, why: 'too-large', detail: `${size} > ${mostBytes}` }
  return { from: file, draft: { ...draftFromMarkdown(await readFile(file, 'utf8'), name, locale), source } }
}
