import type { Locale } from '../../../chat/locale.ts'
import type { Documents } from '../documents.ts'
import { languageOf } from '../front-matter.ts'
import { openConverter } from './converter.ts'
import type { Converter } from './formats.ts'
import { readPart } from './formats.ts'
import type { Source } from './locate.ts'
import { type Columns, type Contents, failed, messageOf, type Part, type Read } from './part.ts'

export interface ReadOptions {
  /** For articles that name no language and whose words do not tell. */
  readonly locale: Locale
  /** IANA zone of publications that name no offset. */
  readonly zone: string
  readonly columns?: Columns
  readonly documents?: Documents
}

/** The articles of a source, file by file; what cannot be read is said in its place and the rest goes on. */
export async function* readSource(
  source: Source,
  { locale, zone, columns = {}, documents }: ReadOptions,
): AsyncGenerator<Read[]> {
  const converter = openConverter()
  const convert = documents ? recalling(converter.convert, documents) : converter.convert
  try {
    for (const part of source.parts) {
      const contents = await readWhole(part, { columns, zone, convert })
      yield contents.map((each) => {
        if ('why' in each) return each
        const { locale: given, ...article } = each.article
        const draft = { ...article, locale: given ?? languageOf(article) ?? locale, source: source.name }
        return { from: each.from, draft, detected: given === undefined }
      })
    }
  } finally {
    await converter.close()
  }
}

/** A file that vanished or that its reader broke on is one failure, not the end of the import. */
async function readWhole(part: Part, tools: Parameters<typeof readPart>[1]): Promise<Contents> {
  try {
    return await readPart(part, tools)
  } catch (error) {
    return failed(part, 'not-readable', messageOf(error))
  }
}

/** DOCX and PDF take long to read and are recalled by their bytes; HTML is read faster than it is recalled. */
function recalling(convert: Converter['convert'], documents: Documents): Converter['convert'] {
  return async (format, bytes) => {
    if (format === 'html') return convert(format, bytes)
    const page = await documents.recall(bytes)
    if (page) return { ok: true, page }
    const converted = await convert(format, bytes)
    if (converted.ok) await documents.keep(bytes, converted.page)
    return converted
  }
}
