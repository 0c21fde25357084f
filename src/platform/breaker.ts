/** Opens after this many failures within this long, and lets one call through to try again after this long (reliability T13). */
const failuresToOpen = 5
const withinMs = 30_000
const openMs = 30_000

export interface Breaker {
  /** Whether a call may be made now. When it half-opens, only the first who asks may. */
  allows(): boolean
  succeeded(): void
  failed(): void
}

/** Spares a service that is down, and whoever would wait for it. `elapsed`: milliseconds on a clock that never jumps. */
export function openBreaker(elapsed: () => number): Breaker {
  let failures: number[] = []
  let openUntil = Number.NEGATIVE_INFINITY
  const isOpen = () => failures.length >= failuresToOpen
  return {
    allows() {
      if (!isOpen()) return true
      if (elapsed() < openUntil) return false
      // Half-open: the one who asks tries for all. Should it never come back, somebody else tries as long again later.
      openUntil = elapsed() + openMs
      return true
    },
    succeeded() {
      failures = []
    },
    failed() {
      const at = elapsed()
      failures = [...(isOpen() ? failures : failures.filter((each) => at - each < withinMs)), at].slice(-failuresToOpen)
      if (isOpen()) openUntil = at + openMs
    },
  }
}
