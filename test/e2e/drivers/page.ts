/** An element of a page with what it holds: enough to read the console's own markup as a reader of the page does. */
export interface Element {
  tag: string
  attributes: Readonly<Record<string, string>>
  children: (Element | string)[]
}

const alone = new Set(['meta', 'link', 'input', 'br'])
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')

/** Reads markup that our own templates wrote: every element is closed, every attribute quoted or bare. */
export function parsePage(html: string): Element {
  const root: Element = { tag: '', attributes: {}, children: [] }
  const open = [root]
  for (const [part, close, tag, attributes] of html.matchAll(/<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>|[^<]+|</gi)) {
    const parent = open.at(-1)!
    if (tag === undefined) parent.children.push(decoded(part))
    else if (close) {
      while (open.length > 1 && open.pop()!.tag !== tag.toLowerCase());
    } else {
      const element = { tag: tag.toLowerCase(), attributes: attributesOf(attributes ?? ''), children: [] }
      parent.children.push(element)
      if (!alone.has(element.tag) && !attributes?.endsWith('/')) open.push(element)
    }
  }
  return root
}

const attributesOf = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)"|=(\S+))?/g)].map(([, name, quoted, bare]) => [
      name!,
      decoded(quoted ?? bare ?? ''),
    ]),
  )

export const classesOf = ({ attributes }: Element) => (attributes.class ?? '').split(/\s+/)

/** Every element below that passes, outermost first. */
export function all(element: Element, passes: (element: Element) => boolean): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(passes(child) ? [child] : []), ...all(child, passes)],
  )
}

/** The words of an element, without those of the parts that `skips` names. */
export function textOf(element: Element, skips: (element: Element) => boolean = () => false): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child
      return skips(child)
        ? ''
        : `${blocks.has(child.tag) ? '\n' : ''}${textOf(child, skips)}${blocks.has(child.tag) ? '\n' : ''}`
    })
    .join('')
}
const blocks = new Set([
  'p',
  'div',
  'li',
  'dt',
  'dd',
  'footer',
  'button',
  'summary',
  'article',
  'figcaption',
  'blockquote',
  'h3',
])
