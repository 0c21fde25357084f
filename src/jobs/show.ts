import type { Block } from '../chat/card.ts'
import type { Leased } from '../desk/outbox/store.ts'
import type { DeskSettings } from '../desk/scope.ts'
import { cardOf } from '../desk/tickets/shown.ts'
import type { Db } from '../schema.ts'

/**
 * What a row shows, at the moment it is sent. A ticket's card is built now, so it is never older than the ticket; when a
 * fresher refresh of the same card already waits behind this one, there is nothing to show.
 */
export async function blocksToShow(
  { db, settings, now }: { db: Db; settings: () => DeskSettings; now: () => Date },
  row: Leased,
): Promise<ReadonlyArray<Block> | undefined> {
  const { content } = row
  if (content.kind === 'blocks') return content.blocks.filter((block) => !(block.kind === 'text' && block.text === ''))
  if (content.kind !== 'ticket-card' || !row.ticket) return undefined
  if (row.op === 'update' && (await isOvertaken(db, row))) return undefined
  const { ticket } = row
  // A card is a dozen reads: one connection for all of them leaves the others to whoever hears.
  const shown = await db.connection().execute((one) => cardOf(one, ticket, content.locale, settings(), now()))
  return shown?.blocks
}

const isOvertaken = async (db: Db, row: Leased) =>
  (await db
    .selectFrom('outbox')
    .select('seq')
    .where('lane', '=', row.lane)
    .where('settled_at', 'is', null)
    .where('seq', '>', row.seq)
    .where('op', '=', 'update')
    .where('target', '=', (e) => e.selectFrom('outbox as me').select('me.target').where('me.seq', '=', row.seq))
    .limit(1)
    .executeTakeFirst()) !== undefined
