import type { Readiness } from './http.ts'
import type { Pool } from './pool.ts'

/** A sign of life that a loop gives; whoever asks learns how long it has been silent. */
export type Heartbeat = {
  /** Called by the loop each time it comes round. */
  beat(): void
  /** Milliseconds since the last beat, or since the opening. By a clock that never jumps. */
  silentForMs(): number
}

/** A worker whose tick has been silent for so long does nothing any more, however alive its process is. */
export const SILENT_TOO_LONG_MS = 60_000

/** `elapsed` is a monotonic clock in milliseconds (clock.ts). */
export function openHeartbeat(elapsed: () => number): Heartbeat {
  let last = elapsed()
  return {
    beat: () => {
      last = elapsed()
    },
    silentForMs: () => elapsed() - last,
  }
}

/** Asks the database for a row and every heartbeat for its silence. `heartbeats`: name of the loop → its heartbeat. */
export async function readinessOf(pool: Pool, heartbeats: Readonly<Record<string, Heartbeat>>): Promise<Readiness> {
  const reasons = Object.entries(heartbeats)
    .filter(([, heartbeat]) => heartbeat.silentForMs() > SILENT_TOO_LONG_MS)
    .map(([name]) => `silent:${name}`)
  try {
    await pool.query('select 1')
  } catch {
    reasons.push('database') // what is wrong with it is logged by whoever needed it for work
  }
  return reasons.length === 0 ? { ready: true } : { ready: false, reasons }
}
