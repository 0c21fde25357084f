import { personalThread } from '../../../src/chat/thread.ts'
import { texts } from '../../../src/texts/index.ts'
import type { App } from '../../support/app.ts'
import { all, classesOf, type Element, parsePage, textOf } from './page.ts'
import { type Agent, type Line, type Requester, shows, until } from './person.ts'
import { bare, requester } from './transcript.ts'

/** A browser's window as far as the console's own scripts use it: cookies kept, the page's address as origin. */
export function browser(address: string) {
  const cookies = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { 'content-type': 'application/json', origin: address, 'sec-fetch-site': 'same-origin' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/s)
      cookies.set(name, value)
    }
    return { status: answer.status, text: await answer.text() }
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    /** A file in its whole answer. */
    fetches: (path: string) => fetch(`${address}${path}`, { headers: { cookie: cookie() } }),
    /** Puts a file where the page puts it. */
    uploads: async (side: 'chat' | 'desk', name: string, content: Buffer) => {
      const answer = await fetch(`${address}/files/${side}`, {
        method: 'POST',
        headers: {
          cookie: cookie(),
          origin: address,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/octet-stream',
          'x-file-name': encodeURIComponent(name),
        },
        body: new Uint8Array(content),
      })
      return { status: answer.status, ...((await answer.json()) as { id: string; name: string; notice?: string }) }
    },
    reads: (path: string) => send('GET', path),
    sends: (path: string, body: object) => send('POST', path, body),
  }
}

type Side = 'employee' | 'agent'
let people = 0

/** Somebody new with an account on the web, and a browser in which they are chosen. */
export async function visitor(app: App, side: Side, name: string, locale: 'fr' | 'en') {
  const slug = `e2e-${++people}`
  const id = `per_e2e${people}` as const
  const role = side === 'agent' ? 'agent' : 'employee'
  const created_at = new Date()
  await app.db.insertInto('people').values({ id, name, locale, role, created_at }).execute()
  await app.db
    .insertInto('accounts')
    .values({ key: `web:local:${slug}`, person_id: id, name, created_at })
    .execute()
  const page = browser(app.address)
  const shown = await page.reads(`/?lang=${locale}`)
  if (shown.status !== 200) throw new Error(`The console answers ${shown.status}: ${shown.text}`)
  const chosen = await page.sends('/persona', { side, slug })
  if (chosen.status !== 200) throw new Error(`The console does not let ${slug} be chosen: ${chosen.text}`)
  return { ...page, slug }
}

/** An employee who has chosen to play the agent’s side of the console. */
export async function employeeAsAgent(app: App, name: string, locale: 'fr' | 'en') {
  const page = await visitor(app, 'employee', name, locale)
  const chosen = await page.sends('/persona', { side: 'agent', slug: page.slug })
  if (chosen.status !== 200) throw new Error(`The console does not let ${page.slug} be tried there: ${chosen.text}`)
  return page
}

const fresh = () => ({ id: crypto.randomUUID() as string })

export async function webRequester(
  app: App,
  name: string,
  locale: 'fr' | 'en',
  names: Record<string, string>,
): Promise<Requester> {
  const page = await visitor(app, 'employee', name, locale)
  const log = async () => parsePage((await page.reads('/chat/log')).text)
  const does = async (path: string, body: object) => {
    const { status, text } = await page.sends(path, body)
    if (status !== 200) throw new Error(`The console answers ${status} to ${path}: ${text}`)
  }
  const button = (label: string) =>
    until(
      async () => (await buttonsIn(await log())).findLast((one) => one.label === label),
      async () => `No button “${label}” in the web chat`,
    )
  return requester(
    name,
    {
      arrives: () => does('/chat/arrived', fresh()),
      says: async (text) => {
        const { id } = fresh()
        await does('/chat/messages', { id, text })
        return id
      },
      presses: async (label) => {
        const { card, action, choice } = await button(label)
        const fields = choice === undefined ? {} : { choice }
        await does('/chat/presses', { ...fresh(), card, action, fields })
      },
      edits: (message, text) => does('/chat/edits', { ...fresh(), message, text }),
      deletes: (message) => does('/chat/removals', { ...fresh(), message }),
      lines: async () => all(await log(), isMessage).map(lineOf),
      payloads: async () => {
        const thread = personalThread(`web:local:${page.slug}`)
        const rows = await app.db.selectFrom('outbox').select('content').where('thread', '=', thread).execute()
        return `${(await page.reads('/chat/log')).text}${JSON.stringify(rows)}`
      },
    },
    names,
  )
}

const isMessage = (element: Element) => element.tag === 'article' && classesOf(element).includes('said')

/** Live buttons with the card they stand on. */
function buttonsIn(log: Element) {
  return all(log, isMessage).flatMap((article) =>
    all(article, ({ attributes }) => attributes['data-action'] !== undefined && attributes.type === 'button').map(
      (one) => ({
        label: textOf(one).trim(),
        card: article.attributes['data-card'] ?? '',
        action: one.attributes['data-action'] ?? '',
        choice: one.attributes['data-choice'],
      }),
    ),
  )
}

/** What is not part of the words: controls, the hour, names for screen readers, pictures of letters. */
const beside = (element: Element) =>
  ['button', 'details', 'time', 'h3', 'svg'].includes(element.tag) || classesOf(element).includes('avatar')

function lineOf(article: Element): Line {
  const own = classesOf(article).includes('own')
  for (const list of all(article, ({ tag }) => tag === 'ol'))
    for (const [i, item] of list.children.filter((child) => typeof child !== 'string').entries())
      item.children.unshift(`${i + 1}. `)
  return {
    id: article.attributes.id ?? '',
    by: own ? 'user' : 'bot',
    words: bare(own ? ownWords(article) : deskWords(article)),
    buttons: all(
      article,
      ({ tag, attributes }) => tag === 'summary' || (attributes['data-action'] !== undefined && tag === 'button'),
    )
      .filter((one) => !own && one.attributes.type !== 'submit')
      .map((one) => textOf(one).trim()),
  }
}
const ownWords = (article: Element) =>
  all(article, (one) => classesOf(one).includes('words'))
    .map((one) => textOf(one))
    .join('\n')

/** The note of somebody's words stands below them on the page; others show it behind the name. */
function deskWords(article: Element): string {
  const part = (name: string) => all(article, (one) => classesOf(one).includes(name))[0]
  const who = part('who')
  if (!who) return textOf(article, beside)
  const footer = all(article, ({ tag }) => tag === 'footer')[0]
  return [who, footer, part('words')].map((one) => (one ? textOf(one, beside) : '')).join('\n')
}

export async function webAgent(app: App, name: string): Promise<Agent> {
  const page = await visitor(app, 'agent', name, app.locale)
  const t = texts[app.locale].console
  let told = ''
  const act = async (ticket: number, what: string, fields: Record<string, string> = {}) => {
    await room(ticket)
    const { status, text } = await page.sends(`/desk/tickets/${ticket}/${what}`, { fields })
    if (status >= 500 || status === 400) throw new Error(`The console answers ${status} to ${what}: ${text}`)
    told = (JSON.parse(text) as { notice?: string }).notice ?? ''
  }
  const room = (ticket: number) =>
    until(
      async () => {
        const { status, text } = await page.reads(`/desk/tickets/${ticket}`)
        // What may be chosen in a form is not what was said.
        return status === 200 ? bare(textOf(parsePage(text), ({ tag }) => tag === 'option')) : undefined
      },
      () => `The console does not show #${ticket}: ${t.desk.gone}`,
    )
  return {
    name,
    claims: (ticket) => act(ticket, 'claim'),
    replies: (ticket, text) => act(ticket, 'reply', { text }),
    notes: (ticket, text) => act(ticket, 'note', { text }),
    waits: (ticket) => act(ticket, 'wait'),
    handsBack: (ticket) => act(ticket, 'handBack'),
    resolves: (ticket, resolution) => act(ticket, 'resolve', { resolution }),
    does: (ticket, { action }, fields = {}) => act(ticket, action, fields),
    sees: (ticket, words) =>
      until(
        async () => [await room(ticket)].find((text) => shows(text, typeof words === 'string' ? bare(words) : words)),
        async () => `${name} does not see ${words} in the console, but:\n${await room(ticket)}`,
      ),
    isTold: (words) =>
      until(
        () => told.includes(words) || undefined,
        () => `${name} was told “${told}” in the console, not “${words}”`,
      ).then(() => {}),
    cards: async (ticket) => {
      const list = parsePage((await page.reads(`/desk/list?list=closed&q=${ticket}`)).text)
      return new Set(
        all(list, ({ attributes }) => attributes['data-ticket'] === String(ticket)).map(
          (one) => one.attributes['data-ticket'],
        ),
      ).size
    },
  }
}
