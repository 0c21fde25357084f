import type { ChatAdapter, Destination, Outgoing, Sent } from '../chat/adapter.ts'
import type { Block } from '../chat/card.ts'
import { plainText } from '../chat/plain.ts'
import { platformOf, type ThreadKey } from '../chat/thread.ts'
import { fileToSend, linkPath } from '../desk/files/reading.ts'
import { type Leased, lengthen } from '../desk/outbox/store.ts'
import type { DeskSettings } from '../desk/scope.ts'
import type { Db } from '../schema.ts'
import { texts } from '../texts/index.ts'

export type FileBlock = Extract<Block, { kind: 'file' }>
interface Ports {
  db: Db
  settings: () => DeskSettings
  now: () => Date
}

/** A large file on a slow line takes longer than a message. */
const leaseSeconds = 60

export const fileIn = (blocks: ReadonlyArray<Block>) =>
  blocks.find((block): block is FileBlock => block.kind === 'file')

/**
 * What it takes to show a file: the file itself where the platform takes it, otherwise its name with a link of the desk's
 * own. Nothing when its message was taken back, or its time was over, before it could be sent.
 */
export async function sendFile(
  ports: Ports,
  adapter: ChatAdapter,
  row: Leased,
  block: FileBlock,
): Promise<((to: Destination) => Promise<Sent>) | undefined> {
  const file = await fileToSend(ports.db, block.file)
  if (!file || !row.thread) return undefined
  const plain = (blocks: Outgoing['blocks']): Outgoing => ({ id: String(row.seq), blocks, plain: plainText(blocks) })
  const linked = plain([await withLink(ports, row, row.thread, block)])
  if (!adapter.upload) return (to) => adapter.post(to, linked)
  await lengthen(ports.db, row, leaseSeconds)
  return async (to) => {
    const sent = await adapter.upload!(to, file, plain([block]))
    return sent === 'as-message' ? adapter.post(to, linked) : sent
  }
}

async function withLink(ports: Ports, row: Leased, thread: ThreadKey, block: FileBlock): Promise<FileBlock> {
  if (platformOf(thread) === 'web') return block
  const { settings, db, now } = ports
  const { publicUrl, locale } = settings()
  const t = texts[locale]
  const place = { mirror: row.mirror, thread }
  const path = publicUrl && row.ticket && (await linkPath(db, { file: block.file, ticket: row.ticket, place }, now()))
  if (!path) return { ...block, note: [block.note, t.files.inConsole].filter(Boolean).join(' · ') }
  return { ...block, link: { url: new URL(path, publicUrl).href, label: t.files.open } }
}
