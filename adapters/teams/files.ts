import type { IImage } from '@microsoft/teams.cards'
import { z } from 'zod'
import type { FetchedFile, OutgoingFile } from '../../src/chat/adapter.ts'
import { type IncomingFile, mostFiles } from '../../src/chat/event.ts'
import type { Activity } from './activity.ts'
import { maySpeakTo } from './service-url.ts'
import type { TeamsSettings } from './settings.ts'
import { plainWords } from './text.ts'
import type { openToken } from './token.ts'

/** How long the bytes of one file may take. In ms. */
const patienceMs = 30_000
/** Where Teams keeps what people attach: OneDrive and SharePoint, with an address that opens by itself for some minutes. */
const fileDomains = ['.sharepoint.com', '.sharepoint.us', '.sharepoint.cn', '.svc.ms']
/**
 * A picture may travel inside a message as a data address, which counts in its 100 KB of UTF-16; what is larger goes as a
 * link. In bytes of the picture.
 */
export const mostInlineBytes = 30_000
const inlineTypes = ['image/png', 'image/jpeg', 'image/gif']

const Attachment = z.object({
  contentType: z.string(),
  contentUrl: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  content: z.unknown().optional(),
})
const Download = z.object({ downloadUrl: z.string(), fileType: z.string().optional().catch(undefined) })
const downloadInfo = 'application/vnd.microsoft.teams.file.download.info'

/**
 * The files of a message: what people attach in a personal conversation, and pictures that were pasted. Every message has
 * a `text/html` attachment beside its text, which is no file. In channels Teams keeps files from bots.
 */
export function filesIn({ attachments }: Activity): IncomingFile[] {
  const files = (attachments ?? []).flatMap((one): IncomingFile[] => {
    const attachment = Attachment.safeParse(one).data
    if (!attachment) return []
    const { contentType, contentUrl, name, content } = attachment
    const shown = plainWords(name ?? '')
    if (contentType === downloadInfo) {
      const url = Download.safeParse(content).data?.downloadUrl
      return [{ name: shown || '?', handle: { url } }]
    }
    if (!contentType.startsWith('image/') || !contentUrl) return []
    const ending = /^image\/([a-z]{2,5})$/.exec(contentType)?.[1] ?? 'png'
    return [{ name: shown || `image.${ending}`, handle: { url: contentUrl, ours: true } }]
  })
  return files.slice(0, mostFiles)
}

const Handle = z.object({ url: z.string().optional(), ours: z.boolean().optional() })

/** Fetches a file: from SharePoint without showing anything, from the connector with the bot's token; never anywhere else. */
export async function fetchFile(
  settings: TeamsSettings,
  token: ReturnType<typeof openToken>,
  handle: Record<string, unknown>,
  most: number,
): Promise<FetchedFile> {
  const { url, ours } = Handle.safeParse(handle).data ?? {}
  if (!url) return { fetched: false, why: 'gone' }
  if (ours ? !maySpeakTo(url, settings) : !isFileHost(url, settings)) return { fetched: false, why: 'outside' }
  const bearer = ours ? await token.get() : { token: undefined }
  if ('reason' in bearer) return { fetched: false, why: 'later' }
  try {
    const response = await fetch(url, {
      headers: bearer.token ? { authorization: `Bearer ${bearer.token}` } : {},
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    return await read(response, most)
  } catch {
    return { fetched: false, why: 'later' } // the outbox tries again, and says when it gives up
  }
}

function isFileHost(address: string, settings: TeamsSettings): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  if (username || password) return false
  const isTheirs = protocol === 'https:' && !port && fileDomains.some((domain) => hostname.endsWith(domain))
  // A local client keeps its files beside its connector.
  return isTheirs || (/^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(hostname) && maySpeakTo(address, settings))
}

async function read({ status, body }: Response, most: number): Promise<FetchedFile> {
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) return { fetched: false, why: 'not-allowed' }
  if (status === 404 || status === 410) return { fetched: false, why: 'gone' }
  if (status !== 200 || !body) return { fetched: false, why: 'later' }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) return { fetched: false, why: 'too-large' }
    pieces.push(piece)
  }
  return { fetched: true, content: Buffer.concat(pieces) }
}

/**
 * A picture as part of a card, if it is of a kind and size that fits into a message. Not as an attachment beside the card:
 * Teams would make two messages of that, and give an id for neither.
 */
export const inlinePicture = ({ name, type, content }: OutgoingFile): IImage | undefined =>
  inlineTypes.includes(type) && content.length <= mostInlineBytes
    ? { type: 'Image', url: `data:${type};base64,${Buffer.from(content).toString('base64')}`, altText: name }
    : undefined
