import { sql } from 'kysely'
import { keptBeside, type Leased, type Posted, posted, takenOf } from '../desk/outbox/store.ts'
import { lastOfTransaction } from '../platform/frugal.ts'
import type { Tx } from '../schema.ts'
import type { Hearing, Routed } from './moving.ts'
import { atRest, type Standing } from './play.ts'

export interface Kept {
  ids: number[]
  taken: Leased[]
}

/**
 * Writes what an event came to, in one statement: the letters that leave, what became of the event, where the talk stands.
 * What the talk waits on, a card or an errand, is known by the id that its letter is given. Comes back with all ids, and
 * with the answers that are in our hands already. It is the last statement of its transaction: the commit travels with it.
 */
export async function keep(tx: Tx, hearing: Hearing, { outcome, standing }: Routed): Promise<Kept> {
  const { event, mail, moment } = hearing
  const takenAt = performance.now()
  const { rows } = await sql<Posted>`${sql.raw(lastOfTransaction)}
    with posted as (${posted(mail, moment.now)}),
    told as (update heard set outcome = ${outcome} where id = ${event.id})
    ${keptBeside(mail, moment.now)} ${standing ? sql`, kept as (${talk(hearing, standing)})` : sql``}
    select seq, lease from posted order by seq`.execute(tx)
  return { ids: rows.map(({ seq }) => Number(seq)), taken: takenOf(mail, rows, takenAt, moment.now) }
}

function talk({ event, actor, locale, memory, mail, moment, place }: Hearing, standing: Standing) {
  const { conversation } = place
  const stays =
    conversation && standing.flow === conversation.flow && standing.turn === conversation.turn && !standing.letter
  const at = mail.letters.findIndex(
    ({ content }) =>
      (content.kind === 'blocks' && content.blocks === standing.letter) ||
      (content.kind === 'errand' && content.payload === standing.letter),
  )
  const card =
    at >= 0
      ? sql`(select seq from posted order by seq offset ${sql.lit(at)} limit 1)`
      : sql`${stays ? conversation.card : null}::bigint`
  const remembered = standing === atRest ? { greeted: memory.greeted } : memory
  return sql`
    insert into conversations (thread, person_id, locale, flow, turn, data, card, memory, wakes_at, moved_at)
    select ${event.thread}, ${actor.person}, ${locale}, ${standing.flow}, ${standing.turn},
      ${standing.data && JSON.stringify(standing.data)}::jsonb, ${card}, ${JSON.stringify(remembered)}::jsonb,
      ${stays ? conversation.wakes_at : standing.wakesAt}::timestamptz, ${moment.now}::timestamptz
    on conflict (thread) do update set locale = excluded.locale, flow = excluded.flow, turn = excluded.turn,
      data = excluded.data, card = excluded.card, memory = excluded.memory, wakes_at = excluded.wakes_at,
      moved_at = excluded.moved_at`
}
