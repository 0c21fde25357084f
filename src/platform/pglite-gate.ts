/**
 * PGlite answers on the microtask queue alone, so a busy caller would starve every timer and socket of the process.
 * Giving the event loop a turn every few milliseconds costs no measurable throughput (limits: longest hold 8-25 ms).
 */
const SLICE_MS = 4
let lastTurn = 0

export function giveTurn(): Promise<void> | undefined {
  if (performance.now() - lastTurn < SLICE_MS) return undefined
  return new Promise((resolve) => {
    setImmediate(() => {
      lastTurn = performance.now()
      resolve()
    })
  })
}

/** The right to use the one session, given in order of asking. `take` resolves to the function that gives it back. */
export type Gate = { take(): Promise<() => void> }

/**
 * One session lies under the embedded database: a statement, or a whole BEGIN…COMMIT, owns it at a time. Using the pool
 * inside one's own open transaction would wait for itself for ever, so a wait longer than `waitMs` is an error that says so.
 */
export function openGate(waitMs: number): Gate {
  let tail: Promise<void> = Promise.resolve()
  let waiting = 0

  async function take(): Promise<() => void> {
    const { promise: mine, resolve: free } = withResolvers()
    const before = tail
    tail = before.then(() => mine)
    const first = waiting++ === 0
    let given = false
    const release = () => {
      if (given) return
      given = true
      waiting--
      free()
    }
    try {
      await (first ? before : orLate(before, waitMs))
    } catch (error) {
      release()
      throw error
    }
    await giveTurn()
    return release
  }
  return { take }
}

async function orLate(before: Promise<void>, waitMs: number): Promise<void> {
  const { promise: late, reject } = withResolvers()
  const timer = setTimeout(
    () =>
      reject(
        new Error(
          `embedded database: waited ${waitMs} ms behind an open transaction (was the pool used inside it? inside one, use the transaction)`,
        ),
      ),
    waitMs,
  )
  try {
    await Promise.race([before, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers() {
  let resolve: () => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
