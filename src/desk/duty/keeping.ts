import { sql } from 'kysely'
import type { Scope } from '../scope.ts'
import { beginChains, endChains, followChains, remindOfStale } from './chain.ts'
import { endCalls, expireOffers, offerByTurn } from './offers.ts'
import { emptyHands, endShifts } from './shifts.ts'
import { dutyTeams } from './store.ts'
import { followSwaps } from './swaps.ts'

/** So far back a shift may have ended that was not dealt with yet. */
const backMs = 8 * 86_400_000

/**
 * What the duty asks for by the clock, in the desk's own name: hands are emptied before turns are given, so that what is
 * freed is offered in the same breath. One process at a time: two would offer one person more than they may have.
 */
export async function keepDuty(scope: Scope) {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('guichet duty', 1)) as mine`.execute(scope.tx)
  if (!rows[0]?.mine) return
  const teams = await dutyTeams(scope.tx, new Date(scope.now.getTime() - backMs))
  await endCalls(scope)
  await endShifts(scope, teams)
  await emptyHands(scope, teams)
  await expireOffers(scope)
  await offerByTurn(scope, teams)
  await endChains(scope)
  await beginChains(scope, teams)
  await followChains(scope, teams)
  await remindOfStale(scope, teams)
  await followSwaps(scope, teams)
}
