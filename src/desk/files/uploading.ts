import { newId } from '../../platform/ids.ts'
import type { Scope } from '../scope.ts'
import { type FileRefusal, fileName, kindOf } from './kind.ts'
import { megabytesOf, mostBytesOf, mostUnsent } from './limits.ts'
import { keepContent, unsentBy } from './store.ts'
import type { FileId } from './table.ts'

export type Uploaded =
  | { done: true; id: FileId; name: string; bytes: number }
  | { done: false; why: FileRefusal | 'too-many'; megabytes: number }

/** Keeps a file that somebody puts here themselves. It belongs to nobody's ticket until it is sent with a message. */
export async function upload(scope: Scope, given: string, content: Uint8Array): Promise<Uploaded> {
  const { tx, actor, now, settings } = scope
  const refused = (why: FileRefusal | 'too-many') => ({ done: false, why, megabytes: megabytesOf(settings) }) as const
  if (content.length > mostBytesOf(settings)) return refused('too-large')
  const name = fileName(given)
  const kind = kindOf(given, content)
  if (!kind.ok) return refused(kind.why)
  if ((await unsentBy(tx, actor.person)) >= mostUnsent) return refused('too-many')
  const id = newId('fil')
  const nowhere = { ticket_id: null, message_id: null, source_thread: null, source_message: null }
  await tx
    .insertInto('files')
    .values({
      id,
      owner_id: actor.person,
      ...nowhere,
      name,
      bytes: null,
      type: null,
      why: null,
      handle: null,
      created_at: now,
    })
    .execute()
  await keepContent(tx, id, kind.type, content)
  return { done: true, id, name, bytes: content.length }
}

/** Taken out again before it was sent. */
export const discard = (scope: Scope, id: FileId) =>
  scope.tx
    .deleteFrom('files')
    .where('id', '=', id)
    .where('owner_id', '=', scope.actor.person)
    .where('message_id', 'is', null)
    .where('source_message', 'is', null)
    .execute()
