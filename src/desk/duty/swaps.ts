import { type Card, card } from '../../chat/card.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import { type Texts, texts } from '../../texts/index.ts'
import { isAgent } from '../people/actor.ts'
import { personalThreadsOf } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { type Shift, shiftsBetween } from './rota.ts'
import { type DutyTeam, dutyTeams, membersOf, namesOf } from './store.ts'
import type { SwapRow } from './table.ts'

/** Shifts are looked for so far ahead. */
const aheadMs = 180 * 86_400_000
const dayMs = 86_400_000

export type Asked =
  | { done: true; swap: SwapRow; zone: string }
  /** `no-shift`: none of theirs is on that day, or at all; `whose` says whose. */
  | { done: false; why: 'not-allowed' | 'no-team' }
  | { done: false; why: 'no-shift'; whose: 'own' | 'theirs' }

/** Which shifts are meant: each named by a moment of its day, in the zone of whoever asks; without one, the next. */
export interface SwapDraft {
  day?: Date | undefined
  /** The other one's shift that the actor takes in return; absent: none. */
  back?: Date | undefined
}

/** An agent asks a colleague of the same team to take one of their shifts. Nothing changes until the colleague accepts. */
export async function askSwap(scope: Scope, of: PersonId, { day, back }: SwapDraft): Promise<Asked> {
  const { tx, actor, now } = scope
  if (!isAgent(actor)) return { done: false, why: 'not-allowed' }
  const team = await commonTeam(scope, of)
  if (!team) return { done: false, why: 'no-team' }
  const ahead = shiftsBetween(team.rota, now, new Date(now.getTime() + aheadMs))
  const own = shiftOn(ahead, actor.person, day)
  if (!own) return { done: false, why: 'no-shift', whose: 'own' }
  const theirs = back && shiftOn(ahead, of, back)
  if (back && !theirs) return { done: false, why: 'no-shift', whose: 'theirs' }
  const swap = await tx
    .insertInto('shift_swaps')
    .values({
      ...{ id: newId('swp'), team_id: team.id, asker_id: actor.person, asked_id: of },
      ...{ from_at: own.from, to_at: own.to, back_from: theirs?.from ?? null, back_to: theirs?.to ?? null },
      ...{ asked_at: now, remind_at: remindAt(now, own.from) },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await put(scope, swap, team.settings.zone)
  return { done: true, swap, zone: team.settings.zone }
}

/** After a day, or half-way to the shift where that is sooner. */
const remindAt = (now: Date, shift: Date) =>
  new Date(now.getTime() + Math.min(dayMs, Math.max(0, shift.getTime() - now.getTime()) / 2))

async function commonTeam({ tx, actor, now }: Scope, of: PersonId): Promise<DutyTeam | undefined> {
  for (const team of await dutyTeams(tx, now)) {
    const members = (await membersOf(tx, [team.id])).map(({ id }) => id)
    if (members.includes(actor.person) && members.includes(of)) return team
  }
  return undefined
}

const shiftOn = (shifts: readonly Shift[], who: PersonId, day: Date | undefined) =>
  shifts.find(
    ({ person, from, to }) => person === who && (!day || (from < new Date(day.getTime() + dayMs) && to > day)),
  )

/** Puts the question to the colleague, with buttons; said again when it is not answered. */
async function put(scope: Scope, swap: SwapRow, zone: string) {
  const thread = (await personalThreadsOf(scope.tx, [swap.asked_id])).get(swap.asked_id)
  if (!thread) return
  const by = (await namesOf(scope.tx, [swap.asker_id])).get(swap.asker_id) ?? '?'
  const { id, from_at: from, to_at: to, back_from: backFrom, back_to: backTo } = swap
  scope.mail.begin(thread, 'swap', { id, by, zone, from, to, ...(backFrom && { backFrom, backTo }) })
}

export type Answered =
  | { done: true; accepted: boolean; swap: SwapRow; zone: string }
  /** `over`: it was answered already, taken back by time, or the shift is no longer whose it was. */
  | { done: false; why: 'none' | 'over' }

/** The colleague says yes or no, once. Without an id the latest question that they were asked. */
export async function answerSwap(scope: Scope, accept: boolean, id?: `swp_${string}`): Promise<Answered> {
  const { tx, actor, now } = scope
  const swap = await tx
    .selectFrom('shift_swaps')
    .selectAll()
    .where('asked_id', '=', actor.person)
    .$if(id !== undefined, (q) => q.where('id', '=', id!))
    .$if(id === undefined, (q) => q.where('state', '=', 'asked'))
    .orderBy('asked_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (!swap) return { done: false, why: 'none' }
  const [team] = await dutyTeams(tx, now, [swap.team_id])
  if (swap.state !== 'asked' || !team) return { done: false, why: 'over' }
  const stands = accept ? isTheirs(team, swap, now) : true
  const state = stands ? (accept ? 'accepted' : 'declined') : 'over'
  await tx.updateTable('shift_swaps').set({ state, answered_at: now }).where('id', '=', swap.id).execute()
  if (!stands) return { done: false, why: 'over' }
  if (accept) await exchange(scope, swap)
  const zone = team.settings.zone
  await tell(scope, swap.asker_id, (t) => card(t.duty.swap.answered(actor.name, accept, t.at(swap.from_at, zone, now))))
  return { done: true, accepted: accept, swap, zone }
}

/** Both shifts are still to come and still whose they were. */
function isTheirs({ rota }: DutyTeam, swap: SwapRow, now: Date): boolean {
  const all = (from: Date, to: Date, who: PersonId) => {
    const shifts = shiftsBetween(rota, new Date(Math.max(from.getTime(), now.getTime())), to)
    return shifts.length > 0 && shifts.every(({ person }) => person === who)
  }
  const { asker_id, asked_id, from_at, to_at, back_from, back_to } = swap
  return all(from_at, to_at, asker_id) && (!back_from || !back_to || all(back_from, back_to, asked_id))
}

async function exchange({ tx, now, actor }: Scope, swap: SwapRow) {
  const { team_id, asker_id, asked_id, from_at, to_at, back_from, back_to } = swap
  const stint = (person_id: PersonId, from: Date, to: Date) => ({
    ...{ id: newId('sti'), team_id, person_id, kind: 'swap' as const, from_at: from, to_at: to, uid: null },
    ...{ set_by: actor.person, set_at: now },
  })
  const stints = [stint(asked_id, from_at, to_at)]
  if (back_from && back_to) stints.push(stint(asker_id, back_from, back_to))
  await tx.insertInto('rota_stints').values(stints).execute()
}

/** Questions that nobody answered are put once more; a shift that has begun is swapped no more, and whoever asked is told. */
export async function followSwaps(scope: Scope, teams: readonly DutyTeam[]) {
  const { tx, now } = scope
  const over = await tx
    .updateTable('shift_swaps')
    .set({ state: 'over', answered_at: now })
    .where('state', '=', 'asked')
    .where('to_at', '<=', now)
    .returningAll()
    .execute()
  const zoneOf = (swap: SwapRow) => teams.find(({ id }) => id === swap.team_id)?.settings.zone ?? 'UTC'
  for (const swap of over)
    await tell(scope, swap.asker_id, (t) => card(t.duty.swap.unanswered(t.at(swap.from_at, zoneOf(swap), now))))
  const due = await tx
    .updateTable('shift_swaps')
    .set({ remind_at: null })
    .where('state', '=', 'asked')
    .where('remind_at', '<=', now)
    .returningAll()
    .execute()
  for (const swap of due) await put(scope, swap, zoneOf(swap))
}

/** A private line that concerns no ticket. */
async function tell({ tx, mail, settings }: Scope, person: PersonId, words: (t: Texts) => Card) {
  const thread = (await personalThreadsOf(tx, [person])).get(person)
  const known = await tx.selectFrom('people').select('locale').where('id', '=', person).executeTakeFirst()
  if (thread) mail.post({ thread }, words(texts[known?.locale ?? settings.locale]))
}
