import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../schema.ts'
import type { CannedReply } from './canned.ts'
import type { CannedRepliesTable } from './table.ts'

const replyIn = (row: Selectable<CannedRepliesTable>): CannedReply => ({
  name: row.name,
  title: { en: row.title_en, fr: row.title_fr },
  text: { en: row.text_en, fr: row.text_fr },
  changes: row.changes,
})

/** All that are kept, by name; as many as a choice can offer. */
export const cannedReplies = async (db: Db): Promise<CannedReply[]> =>
  (await db.selectFrom('canned_replies').selectAll().orderBy('name').limit(100).execute()).map(replyIn)

export async function cannedReply(db: Db, name: string): Promise<CannedReply | undefined> {
  const row = await db.selectFrom('canned_replies').selectAll().where('name', '=', name).executeTakeFirst()
  return row && replyIn(row)
}

/** Kept under its name; one of the same name is replaced. */
export async function keepReply(tx: Tx, { name, title, text, changes }: CannedReply, now: Date) {
  const row = {
    ...{ title_en: title.en, title_fr: title.fr, text_en: text.en, text_fr: text.fr },
    ...{ changes: JSON.stringify(changes), updated_at: now },
  }
  await tx
    .insertInto('canned_replies')
    .values({ name, ...row })
    .onConflict((c) => c.column('name').doUpdateSet(row))
    .execute()
}

export async function removeReply(tx: Tx, name: string): Promise<boolean> {
  const gone = await tx.deleteFrom('canned_replies').where('name', '=', name).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
