import { z } from 'zod'
import type { FetchedFile, Outgoing, OutgoingFile, Sent } from '../../src/chat/adapter.ts'
import { type IncomingFile, mostFiles } from '../../src/chat/event.ts'
import type { Log } from '../../src/platform/log.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { limits } from './limits.ts'
import { escaped, shortened } from './markup.ts'
import type { Files } from './schemas.ts'
import type { Call, Called } from './web-api.ts'

/** How long the bytes of one file may take, either way. */
const patienceMs = 30_000
/** Where Slack keeps files: the bot's token is shown to nobody else. */
const slackHosts = ['files.slack.com']

/** The files of a message. A file that lies elsewhere (`external`) is named all the same, and said to be out of reach. */
export const filesIn = (files: z.infer<typeof Files> | undefined): IncomingFile[] =>
  (files ?? []).slice(0, mostFiles).map(({ id, name, title, size, mode, url_private_download, url_private }) => ({
    name: normaliseText(name ?? title ?? '', 200).trim() || '?',
    ...(size !== undefined && { bytes: size }),
    handle: { id, mode, url: url_private_download ?? url_private },
  }))

const Handle = z.object({ id: z.string().optional(), mode: z.string().optional(), url: z.string().optional() })
const Info = z.object({
  file: z.object({
    url_private_download: z.string().optional(),
    url_private: z.string().optional(),
    mode: z.string().optional(),
  }),
})

/** What reaching Slack's files takes: its methods, and the token that its file host wants to see. */
export interface FileAccess {
  call: Call
  botToken: string
  apiUrl?: string | undefined
  log: Log
}

/** Fetches a file with the bot's token, from Slack's own host and without following it anywhere else. */
export async function fetchFile(
  access: FileAccess,
  handle: Record<string, unknown>,
  most: number,
): Promise<FetchedFile> {
  const known = Handle.safeParse(handle).data ?? {}
  if (known.mode === 'external') return { fetched: false, why: 'outside' }
  const url = known.url ?? (known.id === undefined ? undefined : await addressOf(access, known.id))
  if (typeof url === 'object') return url
  if (!url) return { fetched: false, why: 'gone' }
  if (!isSlacks(url, access)) return { fetched: false, why: 'outside' }
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${access.botToken}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    return await read(response, most)
  } catch (err) {
    access.log.warn({ err }, 'a file could not be fetched from Slack')
    return { fetched: false, why: 'later' }
  }
}

/** In a channel shared with another company an event names a file, and where it is must be asked. */
async function addressOf({ call }: FileAccess, file: string): Promise<string | FetchedFile | undefined> {
  const answer = await call('files.info', { file }, Info)
  if (!answer.ok) return { fetched: false, why: answer.failure.outcome === 'never' ? 'not-allowed' : 'later' }
  const { mode, url_private_download, url_private } = answer.data.file
  return mode === 'external' ? { fetched: false, why: 'outside' } : (url_private_download ?? url_private)
}

/** Without the scope `files:read` Slack shows a page to sign in, as a success or as the way to one. */
async function read(response: Response, most: number): Promise<FetchedFile> {
  const { status, headers, body } = response
  const isPage = headers.get('content-type')?.startsWith('text/html') && !headers.has('content-disposition')
  if ((status >= 300 && status < 400) || status === 401 || status === 403 || (status === 200 && isPage))
    return { fetched: false, why: 'not-allowed' }
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

function isSlacks(address: string, { apiUrl }: Pick<FileAccess, 'apiUrl'>): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password) return false
  if (apiUrl && url.origin === new URL(apiUrl).origin) return true
  return url.protocol === 'https:' && !url.port && slackHosts.includes(url.hostname)
}

const Place = z.object({ upload_url: z.string(), file_id: z.string() })
const Anything = z.object({})
const Shared = z.object({
  file: z.object({
    shares: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))).optional(),
    channels: z.array(z.string()).optional(),
    ims: z.array(z.string()).optional(),
    groups: z.array(z.string()).optional(),
  }),
})

/**
 * Slack takes a file in three steps: ask for a place, put the bytes there, share it. Only the last one shows anything, so
 * whatever fails before is simply done again; whether a share of unknown outcome happened is asked at once.
 */
export async function upload(
  access: FileAccess,
  where: { channel: string; thread?: string },
  file: OutgoingFile,
  message: Outgoing,
): Promise<Sent | 'as-message'> {
  const { call } = access
  const place = await call('files.getUploadURLExternal', { filename: file.name, length: file.content.length }, Place)
  if (!place.ok) return lacksScope(place) ? 'as-message' : harmless(place)
  const { upload_url, file_id } = place.data
  if (!isSlacks(upload_url, access)) return { outcome: 'never', reason: 'foreign_upload_url' }
  const put = await bytesTo(upload_url, file)
  if (put) return put
  const shared = await call(
    'files.completeUploadExternal',
    {
      files: JSON.stringify([{ id: file_id, title: file.name }]),
      channel_id: where.channel,
      ...(where.thread && { thread_ts: where.thread }),
      initial_comment: captionOf(message),
    },
    Anything,
  )
  const sent: Sent = { outcome: 'sent', posted: `${fileMark}${file_id}` }
  if (shared.ok) return sent
  if (shared.failure.outcome !== 'unknown') return shared.failure
  return (await isShared(call, file_id)) ? sent : shared.failure
}

/** What stands for the message of a file that was uploaded: Slack tells the file's id, and not the message's. */
export const fileMark = 'file:'

/** An upload that showed nothing yet may be begun again at any time. */
const harmless = ({ failure }: Extract<Called<unknown>, { ok: false }>): Sent =>
  failure.outcome === 'unknown' ? { outcome: 'later', afterMs: 1000, reason: failure.reason } : failure

/** The administrator gave the app no `files:write`: the file is then named, with a link to it. */
const lacksScope = ({ error }: { error: string }) => error === 'missing_scope' || error === 'not_allowed_token_type'

async function bytesTo(url: string, { content, type }: OutgoingFile): Promise<Sent | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(content),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    await response.arrayBuffer()
    return response.ok ? undefined : { outcome: 'later', afterMs: 2000, reason: `upload_http_${response.status}` }
  } catch (error) {
    return { outcome: 'later', afterMs: 2000, reason: error instanceof Error ? error.name : 'upload_failed' }
  }
}

async function isShared(call: Call, file: string): Promise<boolean> {
  const answer = await call('files.info', { file }, Shared)
  if (!answer.ok) return false
  const { shares = {}, channels = [], ims = [], groups = [] } = answer.data.file
  return Object.keys(shares).length > 0 || channels.length + ims.length + groups.length > 0
}

/** Whose file it is, above it; the name stands on the file itself. */
function captionOf({ blocks }: Outgoing): string {
  const block = blocks.find((one) => one.kind === 'file')
  if (!block) return ''
  return shortened(escaped([block.by, block.note].filter(Boolean).join(' · ')), limits.messageText)
}
