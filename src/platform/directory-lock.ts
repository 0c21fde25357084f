import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import { StartRefused } from './refusal.ts'

/** Who holds a directory. `start` and `boot` tell a holder from a later process that was given the same number. */
type Holder = { pid: number; start: string; boot: string; host: string }

/** A holder on another machine (a shared volume) cannot be asked, so it shows that it lives by touching its file. */
const TOUCH_EVERY_MS = 5_000
const FOREIGN_HOLDER_LOST_MS = 30_000
const TAKEOVER_LOST_MS = 10_000

const heldHere = new Set<string>()

/**
 * Takes the directory for this process or throws StartRefused. Needed because PGlite takes no lock of its own: two
 * processes on one directory both start and silently overwrite each other. Released by the returned function, and by
 * the death of the process.
 */
export function lockDirectory(directory: string): () => void {
  const target = resolve(directory)
  const file = `${target}.lock`
  const mine = `${file}.${process.pid}`
  mkdirSync(dirname(target), { recursive: true })
  if (heldHere.has(target)) throw inUse(target, file, self())
  writeFileSync(mine, JSON.stringify(self()))
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (placed(mine, file)) return hold(target, file)
      const holder = readHolder(file)
      if (holder && lives(holder, file)) throw inUse(target, file, holder)
      if (takenOver(mine, file, target)) return hold(target, file)
      pauseThread(20)
    }
    throw new Error(`${target} could not be locked: another starter keeps getting in between`)
  } finally {
    rmSync(mine, { force: true })
  }
}

/** A link appears whole or not at all, so no reader ever sees half a lock file. */
function placed(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Replaces a dead holder's file, under a second and very short-lived lock: looking and then replacing without one let
 * two starters in at once in half of the measured races.
 */
function takenOver(mine: string, file: string, target: string): boolean {
  const takeover = `${file}.take`
  let handle: number
  try {
    handle = openSync(takeover, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (ageOf(takeover) > TAKEOVER_LOST_MS) removeIfThere(takeover)
    return false
  }
  try {
    const holder = readHolder(file)
    if (holder && lives(holder, file)) throw inUse(target, file, holder)
    renameSync(mine, file)
    return true
  } finally {
    closeSync(handle)
    removeIfThere(takeover)
  }
}

function hold(target: string, file: string): () => void {
  heldHere.add(target)
  const touch = setInterval(() => {
    const now = Math.floor(performance.timeOrigin + performance.now()) / 1000
    try {
      utimesSync(file, now, now)
    } catch {
      // Only a holder on another machine is judged by this; a file removed by hand must not stop the server.
    }
  }, TOUCH_EVERY_MS)
  touch.unref()
  return () => {
    clearInterval(touch)
    heldHere.delete(target)
    const holder = readHolder(file)
    if (holder?.pid === process.pid && holder.host === hostname()) rmSync(file, { force: true })
  }
}

function lives(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return ageOf(file) < FOREIGN_HOLDER_LOST_MS
  if (holder.boot !== bootId()) return false
  if (holder.pid === process.pid && holder.start === statusOf(process.pid).start) return heldHere.has(file.slice(0, -5))
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const { state, start } = statusOf(holder.pid)
  if (state === 'Z' || state === 'X') return false // dead, and only not yet noticed by its parent
  return !holder.start || !start || start === holder.start
}

const self = (): Holder => ({ pid: process.pid, start: statusOf(process.pid).start, boot: bootId(), host: hostname() })

/** State and start time (clock ticks since boot): fields 3 and 22 of Linux' /proc/PID/stat; '' on other systems. */
function statusOf(pid: number): { state: string; start: string } {
  const fields = readIfThere(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
  return { state: fields[0] ?? '', start: fields[19] ?? '' }
}
const bootId = (): string => readIfThere('/proc/sys/kernel/random/boot_id').trim()

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readIfThere(file) || 'null') ?? undefined
  } catch {
    return undefined // not ours, or damaged: nobody can be said to hold it
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function ageOf(file: string): number {
  try {
    return performance.timeOrigin + performance.now() - statSync(file).mtimeMs
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Start-up only: there is nothing else to do in this process yet. */
const pauseThread = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const inUse = (directory: string, lockFile: string, { pid }: Holder) =>
  new StartRefused(
    { why: 'directory-in-use', directory, pid, lockFile },
    `${directory} is in use by process ${pid} (if that is wrong, delete ${lockFile})`,
  )
