import { z } from 'zod'
import type { Heard } from '../../src/chat/event.ts'
import type { Activity } from './activity.ts'
import type { ExtensionCommand } from './features.ts'
import { plainWords } from './text.ts'

/** The commands of the message extension, by the ids that the app's manifest gives them. */
export const extensionCommands = {
  search: 'guichet_search',
  ticket: 'guichet_ticket',
  ask: 'guichet_ask',
} as const satisfies Record<string, ExtensionCommand>

const Query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).max(10),
})
const Id = z.string().regex(/^[^\s\p{Cc}]{1,200}$/u)
/** What Microsoft Graph says of the message whose menu was opened. */
const Payload = z.object({
  id: Id,
  body: z
    .object({ contentType: z.string().optional(), content: z.string().max(200_000) })
    .optional()
    .catch(undefined),
  from: z
    .object({ user: z.object({ id: Id, displayName: z.string().optional() }).nullish() })
    .nullish()
    .catch(undefined),
})
const Fetched = z.object({ commandId: z.string().max(100), messagePayload: Payload.optional() })
export interface Extended {
  heard: Heard
  /** The message that was pointed at, and who wrote it by their directory id: which account that is must be asked. */
  pointedAt?: { message: string; author: string | undefined; name: string | undefined }
}

/** A message extension's invoke: words typed into its search box, or one of its actions. Nothing for the rest. */
export function extensionIn({ name, value }: Activity): Extended | undefined {
  if (name === 'composeExtension/query') {
    const query = Query.safeParse(value)
    if (!query.success) return undefined
    const typed = query.data.parameters.find((one) => one.name !== 'initialRun')?.value
    return { heard: { kind: 'search', text: typeof typed === 'string' ? plainWords(typed, 200) : '' } }
  }
  if (name !== 'composeExtension/fetchTask') return undefined
  const fetched = Fetched.safeParse(value)
  if (!fetched.success) return undefined
  const { commandId, messagePayload } = fetched.data
  if (commandId === extensionCommands.ask) return { heard: { kind: 'open-form', card: 'home', action: 'ask' } }
  if (commandId !== extensionCommands.ticket || !messagePayload) return undefined
  const { id, body, from } = messagePayload
  const words = body?.contentType === 'html' ? wordsOfHtml(body.content) : (body?.content ?? '')
  const { id: author, displayName } = from?.user ?? {}
  return {
    // Who wrote it, and whether we are there, is asked of Teams before this is heard.
    heard: { kind: 'pointed', text: plainWords(words, 40_000), here: false, form: true },
    pointedAt: { message: id, author, name: displayName && plainWords(displayName) },
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }

/** The words of a message that Teams shows as HTML; each tag is left out once, so that nothing is made of what remains. */
const wordsOfHtml = (html: string) =>
  html
    .replace(/<(?:br|\/p|\/div|\/li)[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
