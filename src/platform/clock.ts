/** The present. The only place where a date is made from the machine's clock: everything else is handed `now`. */
export const now = (): Date => new Date()

/** Milliseconds on a clock that never jumps: for measuring how long something took or may take. */
export const elapsedMs = (): number => performance.now()
