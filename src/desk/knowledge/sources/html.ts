import sanitizeHtml from 'sanitize-html'
import TurndownService from 'turndown'

/** A page as Markdown. Runs in the worker (`converter.ts`): pages come from strangers. */
export interface ConvertedPage {
  readonly title: string
  readonly body: string
  /** A page of a Confluence space export, whose file is named by the page's number. */
  readonly confluence?: boolean
}

/** What a page says beside its article, and what could act in a chat: left out with everything in it. */
const beside = ['script', 'style', 'nav', 'header', 'footer', 'aside', 'form', 'noscript', 'svg', 'iframe', 'template']
const kept =
  'title h1 h2 h3 h4 h5 h6 p div span section article main br hr ul ol li dl dt dd blockquote pre code b strong i em a table thead tbody tfoot tr th td caption'
/** Where the article itself stands, the surest first. Confluence exports its pages in `#main-content`. */
const places = ['main-content', 'article', 'main'] as const

/** The article of a page: its title and its own text, without menus, scripts and links that do anything but lead. */
export function convertHtml(source: string): ConvertedPage {
  const clean = sanitizeHtml(source, {
    allowedTags: kept.split(' '),
    allowedAttributes: { a: ['href'], '*': ['id', 'role'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nonTextTags: [...beside, 'textarea', 'option', 'select', 'button'],
  })
  const found = new Map<string, string>()
  const whole = converter(found).turndown(clean)
  const place = places.find((each) => found.get(each))
  const body = place ? (found.get(place) ?? whole) : whole
  const confluence = found.has('main-content')
  return { title: titleOf(found), body: tidy(body), confluence }
}

const tidy = (markdown: string) =>
  markdown
    .replace(/^(\s*(?:\d+\.|-)) {2,3}(?=\S)/gm, '$1 ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** Confluence writes « Space : Title » on its pages, the title of the tab as well. */
function titleOf(found: ReadonlyMap<string, string>): string {
  const tab = found.get('title') ?? ''
  const said = found.get('title-text') || found.get('h1') || tab
  return (found.has('main-content') ? said.replace(/^.{1,200}? : /, '') : said).replace(/\s+/g, ' ').trim()
}

/** Converts, and keeps what is found on the way: titles, and the Markdown of each place that may be the article. */
function converter(found: Map<string, string>): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' })
  const keepAs = (name: string, text: string) => {
    if (!found.get(name)) found.set(name, text.trim())
  }
  turndown.addRule('title', {
    filter: 'title',
    replacement: (_, node) => {
      keepAs('title', node.textContent ?? '')
      return ''
    },
  })
  turndown.addRule('place', {
    filter: ({ id, nodeName }) => id === 'main-content' || id === 'title-text' || /^(MAIN|ARTICLE)$/.test(nodeName),
    replacement: (content, node) => {
      const { id, nodeName, textContent } = node as { id: string; nodeName: string; textContent: string | null }
      if (id === 'title-text') keepAs(id, textContent ?? '')
      else keepAs(id === 'main-content' ? id : nodeName.toLowerCase(), content)
      return `\n\n${content}\n\n`
    },
  })
  turndown.addRule('h1', {
    filter: 'h1',
    replacement: (content, node) => {
      keepAs('h1', node.textContent ?? '')
      return content.trim() ? `\n\n# ${content}\n\n` : ''
    },
  })
  // A row stays a line; without this each cell would be a paragraph.
  turndown.addRule('cell', { filter: ['td', 'th'], replacement: (content) => `${oneLine(content)} | ` })
  turndown.addRule('row', {
    filter: 'tr',
    replacement: (content) => `\n\n${oneLine(content).replace(/(\s*\|\s*)+$/, '')}\n\n`,
  })
  return turndown
}
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Fragments of HTML in a field (Zendesk, CSV) and plain text alike. */
export const looksLikeHtml = (text: string) => /<(p|div|br|ul|ol|li|h[1-6]|table|strong|a)\b[^>]*>/i.test(text)
