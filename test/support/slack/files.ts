import type { IncomingMessage, ServerResponse } from 'node:http'
import { ids, type Workspace } from './state.ts'

/** A file as the stand-in keeps it: uploaded by a person or by the bot; shown once it was shared. */
export interface SlackFile {
  id: string
  name: string
  content: Buffer
  shared: boolean
}
type Args = Record<string, unknown>

/** Slack's file host on the stand-in's own address: bytes in by a one-time address, bytes out for a token. */
export function serveFile(slack: Workspace, req: IncomingMessage, res: ServerResponse, body: Buffer): boolean {
  const [, place, id = ''] = (req.url ?? '').split('/')
  const file = slack.files.get(id)
  if (place === 'upload' && req.method === 'POST') {
    if (file) file.content = body
    res.writeHead(file ? 200 : 404).end('OK')
    return true
  }
  if (place !== 'files-pri') return false
  const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1]
  // Without a token Slack answers with its page to sign in.
  if (!token || !slack.tokens.has(token)) res.writeHead(302, { location: '/signin' }).end()
  else if (!file) res.writeHead(404).end()
  else
    res
      .writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' })
      .end(file.content)
  return true
}

/** The methods about files. */
export const fileMethods = (slack: Workspace, base: () => string): Record<string, (args: Args) => Args> => ({
  'files.getUploadURLExternal': ({ filename }) => {
    const id = slack.next('F')
    slack.files.set(id, { id, name: String(filename), content: Buffer.alloc(0), shared: false })
    return { ok: true, file_id: id, upload_url: `${base()}/upload/${id}` }
  },
  'files.completeUploadExternal': ({ files, channel_id, thread_ts, initial_comment }) => {
    const [given] = JSON.parse(String(files)) as { id: string }[]
    const file = slack.files.get(given?.id ?? '')
    if (!file) return { ok: false, error: 'file_not_found' }
    file.shared = true
    slack.channel(String(channel_id)).messages.push({
      ts: slack.ts(),
      ...(thread_ts ? { thread_ts: String(thread_ts) } : {}),
      user: ids.botUser,
      bot: true,
      text: `${initial_comment ?? ''}\n📎 ${file.name}`.trim(),
      blocks: [],
      edited: false,
      file: file.id,
    })
    return { ok: true, files: [{ id: file.id }] }
  },
  'files.info': ({ file }) => {
    const known = slack.files.get(String(file))
    if (!known) return { ok: false, error: 'file_not_found' }
    return {
      ok: true,
      file: { id: known.id, url_private: `${base()}/files-pri/${known.id}`, channels: known.shared ? ['C'] : [] },
    }
  },
  'files.delete': ({ file }) => {
    if (!slack.files.delete(String(file))) return { ok: false, error: 'file_not_found' }
    for (const { messages } of slack.channels.values()) {
      const at = messages.findIndex((message) => message.file === file)
      if (at >= 0) messages.splice(at, 1)
    }
    return { ok: true }
  },
})
