import { sql } from 'kysely'
import { channelOf, isPersonal, type ThreadKey } from '../../chat/thread.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { bestFit, FixedAnswer } from './fixed.ts'
import type { Audience, StoredFixedAnswer } from './table.ts'

export interface ListedFixedAnswer extends FixedAnswer {
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: string | null
  /** How often it was given, and what was said of it. */
  readonly given: number
  readonly helped: number
  readonly notHelped: number
}

/** All of them by name, with what became of them. */
export async function listFixed(db: Db): Promise<ListedFixedAnswer[]> {
  const { rows } = await sql<StoredFixedAnswer & { by: string | null; given: number; yes: number; no: number }>`
    select f.*, p.name as by, g.given, g.yes, g.no
    from fixed_answers f left join people p on p.id = f.changed_by
    cross join lateral (select count(*)::int as given, (count(*) filter (where helped))::int as yes,
      (count(*) filter (where not helped))::int as no from answers_given where fixed ->> 'name' = f.name) g
    order by f.name collate "C"`.execute(db)
  return rows.map(({ by, given, yes, no, ...row }) => ({
    ...written(row),
    ...{ version: row.version, changedAt: row.changed_at, changedBy: by, given, helped: yes, notHelped: no },
  }))
}

const written = ({ name, patterns, text_fr, text_en, audience, channels, active }: StoredFixedAnswer): FixedAnswer => ({
  ...{ name, patterns, text: { fr: text_fr, en: text_en }, audience, channels, active },
})

export type KeptFixed = { done: true } | { done: false; why: 'not-written'; field: string }

/** Keeps one in place of what stood under its name, as its next version. What cannot be one is refused, with the field. */
export async function keepFixed(tx: Tx, given: unknown, by: PersonId | null, now: Date): Promise<KeptFixed> {
  const read = FixedAnswer.safeParse(given)
  if (!read.success) return { done: false, why: 'not-written', field: String(read.error.issues[0]?.path[0] ?? 'name') }
  const { name, patterns, text, audience, channels, active } = read.data
  const row = {
    ...{ patterns: JSON.stringify(patterns), text_fr: text.fr, text_en: text.en, audience, active },
    ...{ channels: JSON.stringify(channels), changed_at: now, changed_by: by },
  }
  await tx
    .insertInto('fixed_answers')
    .values({ name, version: 1, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...row, version: sql`fixed_answers.version + 1` }))
    .execute()
  return { done: true }
}

export async function removeFixed(tx: Tx, name: string): Promise<boolean> {
  const gone = await tx.deleteFrom('fixed_answers').where('name', '=', name).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Where a fixed answer would be read, and by whom at most (`quotableAt`). */
export interface FixedPlace {
  readonly audience: readonly Audience[]
  /** Absent at the command line: every channel counts. */
  readonly thread: ThreadKey | undefined
}

/** The fixed answer that this message gets here; nothing where none fits, or the place may not read it. */
export async function fixedFor(
  db: Db,
  message: string,
  { audience, thread }: FixedPlace,
): Promise<StoredFixed | undefined> {
  const rows = await db
    .selectFrom('fixed_answers')
    .selectAll()
    .where('active', '=', true)
    .where('audience', 'in', audience)
    .execute()
  const here = rows.filter(({ channels }) => isHere(channels, thread))
  return bestFit(
    here.map((row) => ({ ...written(row), version: row.version })),
    message,
  )
}
export type StoredFixed = FixedAnswer & { readonly version: number }

function isHere(channels: readonly string[], thread: ThreadKey | undefined): boolean {
  if (channels.length === 0 || thread === undefined) return true
  if (isPersonal(thread)) return channels.includes('direct')
  const channel = channelOf(thread)
  return channels.some((each) => channel === each || channel.startsWith(`${each}:`))
}

/** What the person said of the fixed answer that they got for this event. */
export const noteFixedVerdict = (tx: Tx, source: string, person: PersonId, helped: boolean) =>
  tx
    .updateTable('answers_given')
    .set({ helped })
    .where('source', '=', source)
    .where('person_id', '=', person)
    .where('fixed', 'is not', null)
    .execute()
