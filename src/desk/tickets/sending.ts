import { newId, type TicketId } from '../../platform/ids.ts'
import type { FileId } from '../files/table.ts'
import type { Scope } from '../scope.ts'
import { refused, take } from './change.ts'
import { reply, type Said } from './talking.ts'

/**
 * Sends a file that agents put into the ticket's room to the requester, as a public reply. The reply has a copy: who
 * takes it back, or the message it first came with, does not take the other.
 */
export async function sendFile(scope: Scope, id: TicketId, file: FileId, text: string): Promise<Said> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const copy = newId('fil')
  const { tx, actor, now } = scope
  const made = await tx
    .insertInto('files')
    .columns(['id', 'owner_id', 'name', 'bytes', 'type', 'state', 'created_at'])
    .expression((e) =>
      e
        .selectFrom('files')
        .select((c) => [
          c.val(copy).as('id'),
          c.val(actor.person).as('owner_id'),
          'name',
          'bytes',
          'type',
          'state',
          c.cast<Date>(c.val(now), 'timestamptz').as('created_at'),
        ])
        .where('id', '=', file)
        .where('ticket_id', '=', id)
        .where('state', '=', 'kept'),
    )
    .returning('id')
    .executeTakeFirst()
  if (!made) return { done: false, why: 'empty' }
  await tx
    .insertInto('file_contents')
    .columns(['file_id', 'content'])
    .expression((e) =>
      e
        .selectFrom('file_contents')
        .select((c) => [c.val(copy).as('file_id'), 'content'])
        .where('file_id', '=', file),
    )
    .execute()
  return reply(scope, id, text, [copy])
}
