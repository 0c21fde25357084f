import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { inspectArchive } from '../../../platform/unzip.ts'
import { type ConvertedPage, convertHtml } from './html.ts'

/** Pages of a PDF that are read: an article is short, a scanned archive is not one. */
const mostPages = 300
/** Characters of a first line that may be a title. */
const mostTitle = 150

/** A Word document: its headings and lists survive, its pictures do not. It is an archive, so it is looked at as one. */
export async function convertDocx(bytes: Uint8Array): Promise<ConvertedPage> {
  const archive = inspectArchive(bytes)
  if (!archive.ok) throw new Error(`${archive.why} ${archive.detail}`.trim())
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Titre'] => h1:fresh"],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      externalFileAccess: false,
    },
  )
  return titledBy(convertHtml(value))
}

/** The text of a PDF, page after page. Its lines are joined to paragraphs again; what it shows as a picture is lost. */
export async function convertPdf(bytes: Uint8Array): Promise<ConvertedPage> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 })
  try {
    if (document.numPages > mostPages) throw new Error(`${document.numPages} > ${mostPages} pages`)
    const { text } = await extractText(document, { mergePages: false })
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: unknown } }
    const title = typeof info.Title === 'string' ? info.Title.trim() : ''
    const [first = '', ...rest] = text.join('\n').trim().split('\n')
    // Its first line is mostly its title, in larger type that the text does not tell of.
    const named = !title && first.length <= mostTitle
    return named
      ? { title: first.trim(), body: paragraphs(rest.join('\n')) }
      : { title, body: text.map(paragraphs).join('\n\n').trim() }
  } finally {
    await document.loadingTask.destroy()
  }
}

/** A line that ends a sentence, or is followed by an item of a list, ends its paragraph. */
function paragraphs(page: string): string {
  const lines = page.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  let text = ''
  for (const line of lines) {
    const item = /^(?:[-•–]|\d{1,2}[.)])\s/.test(line)
    const breaks = !line || item || /[.!?:…]$/.test(text) || text.endsWith('\n')
    text += breaks ? `\n${item ? '' : '\n'}${line.replace(/^[•–]\s/, '- ')}` : `${text ? ' ' : ''}${line}`
  }
  return text.replace(/\n{3,}/g, '\n\n').trim()
}

/** A document without a title is named by its first line, which is then not said twice. */
function titledBy({ title, body }: ConvertedPage): ConvertedPage {
  if (title) return { title, body }
  const [first = '', ...rest] = body.split('\n')
  const heading = first.replace(/^#+\s*/, '').trim()
  return heading.length <= mostTitle ? { title: heading, body: rest.join('\n').trim() } : { title: '', body }
}
