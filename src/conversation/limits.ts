import { type RawBuilder, sql } from 'kysely'
import type { ChatEvent } from '../chat/event.ts'
import type { MessageLimits } from '../desk/scope.ts'

/** What an account wrote to the bot of late, and whether it was told that this was too much. */
export interface Written {
  minute: number
  day: number
  toldThisMinute: boolean
  toldToday: boolean
}
export type Beyond = { beyond: 'minute' | 'day'; told: boolean }

/** What the ledger says of a message that came too often; it is counted no further, so waiting helps. */
export const tooOften = { minute: 'too-often', day: 'too-many-today' } as const
const dayMs = 86_400_000
/** Nobody is read further back: whoever writes that much in a channel is not talking to the bot. */
const mostRead = 1_000

/**
 * A part of the query that finds where we are, so that counting costs no trip of its own. Counted is what the bot took up:
 * what it ignored in a channel or passed on to an agent is between people.
 */
export function writtenBy({ from, id, heard }: ChatEvent, now: Date): RawBuilder<Written | null> {
  if (heard.kind !== 'text' && heard.kind !== 'command') return sql`null::jsonb`
  const minute = sql`heard_at > ${new Date(now.getTime() - 60_000)}`
  const takenUp = sql`outcome in ('answered', 'commanded', 'lost', 'failed')`
  return sql`(
    select jsonb_build_object(
      'minute', count(*) filter (where ${takenUp} and ${minute}), 'day', count(*) filter (where ${takenUp}),
      'toldThisMinute', count(*) filter (where outcome = ${tooOften.minute} and ${minute}) > 0,
      'toldToday', count(*) filter (where outcome = ${tooOften.day}) > 0)
    from (select outcome, heard_at from heard
          where account = ${from.account} and heard_at > ${new Date(now.getTime() - dayMs)} and id <> ${id}
            and body ->> 'kind' in ('text', 'command')
          order by heard_at desc limit ${sql.lit(mostRead)}) recent)`
}

/** Whether one more message is beyond what an account may send to the bot; 0 means no limit. */
export function beyond(written: Written | undefined, limits: MessageLimits | undefined): Beyond | undefined {
  if (!written || !limits) return undefined
  if (limits.perDay && written.day >= limits.perDay) return { beyond: 'day', told: written.toldToday }
  if (limits.perMinute && written.minute >= limits.perMinute) return { beyond: 'minute', told: written.toldThisMinute }
  return undefined
}
