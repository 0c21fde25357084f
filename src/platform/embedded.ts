import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lockDirectory } from './directory-lock.ts'
import { openPglite, sessionSetup } from './pglite.ts'
import { pglitePool } from './pglite-pool.ts'
import type { Pool } from './pool.ts'
import { StartRefused } from './refusal.ts'

/** PGlite has no autovacuum and no checkpoint by WAL size: both are done by this timer (35-55 ms each time). */
const UPKEEP_EVERY_MS = 5 * 60_000

/** The folder of the embedded database inside DATA_DIR; its lock file lies beside it. */
export const embeddedDirectory = (dataDir: string): string => join(resolve(dataDir), 'postgres')

/**
 * Opens the embedded database: one process per directory, a directory that appears whole or not at all, one pool for
 * Kysely and BullMQ. `fsync` is off in PGlite: the death of the process loses nothing, the loss of power may.
 */
export async function openEmbedded(dataDir: string, onError: (error: unknown) => void) {
  const directory = embeddedDirectory(dataDir)
  const unlock = lockDirectory(directory)
  try {
    removeLeftovers(directory)
    if (!existsSync(join(directory, 'PG_VERSION'))) await createWhole(directory)
    const database = await openPglite({ dataDir: directory })
    await database.exec(sessionSetup)
    const pool = pglitePool(database, { onError })
    const upkeep = setInterval(() => vacuum(pool).catch(onError), UPKEEP_EVERY_MS)
    upkeep.unref()
    const close = async () => {
      clearInterval(upkeep)
      try {
        await database.close()
      } finally {
        unlock()
      }
    }
    return { pool, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Deletes the embedded database, and nothing else of DATA_DIR. Refused (thrown) while a process uses it. */
export function resetEmbedded(dataDir: string): { deleted: string | undefined } {
  const directory = embeddedDirectory(dataDir)
  const unlock = lockDirectory(directory)
  try {
    if (!existsSync(directory)) return { deleted: undefined }
    if (!existsSync(join(directory, 'PG_VERSION'))) throw notOurs(directory)
    // Renamed first, so that a crash in the middle of deleting leaves no half of a database under the name.
    const doomed = `${directory}.new-deleted-${process.pid}`
    renameSync(directory, doomed)
    rmSync(doomed, { recursive: true, force: true })
    return { deleted: directory }
  } finally {
    unlock()
  }
}

async function vacuum(pool: Pool): Promise<void> {
  await pool.query('vacuum analyze')
  await pool.query('checkpoint')
}

/**
 * PGlite copies its files one by one, so a first start that is killed leaves a directory that never opens again. It is
 * therefore made under another name, by a child process, and renamed when it is complete.
 */
async function createWhole(directory: string): Promise<void> {
  if (existsSync(directory)) {
    // Never delete what somebody else may have put there; an empty folder (a fresh volume) is fine.
    if (readdirSync(directory).length > 0) throw notOurs(directory)
    rmSync(directory, { recursive: true })
  }
  const fresh = `${directory}.new-${process.pid}`
  mkdirSync(dirname(directory), { recursive: true })
  await createInChild(fresh)
  renameSync(fresh, directory)
}

/** What earlier first starts and resets left when they were killed. */
function removeLeftovers(directory: string): void {
  const prefix = `${basename(directory)}.new-`
  for (const name of readdirSync(dirname(directory))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(directory), name), { recursive: true, force: true })
  }
}

async function createInChild(directory: string): Promise<void> {
  // From the sources (tests, `npm run dev`) Node 20 needs tsx to read TypeScript; compiled, it needs nothing.
  const compiled = import.meta.url.endsWith('.js')
  const script = fileURLToPath(new URL(compiled ? './first-start.js' : './first-start.ts', import.meta.url))
  const child = fork(script, [directory], {
    execArgv: compiled ? [] : ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const said = collect(child)
  const [code] = await once(child, 'exit')
  if (code !== 0) {
    rmSync(directory, { recursive: true, force: true })
    const detail = said().trim().slice(-2000)
    throw new StartRefused(
      { why: 'first-start-failed', directory, detail },
      `the embedded database could not be created in ${directory}: ${detail}`,
    )
  }
}

function collect(child: ChildProcess): () => string {
  const chunks: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

const notOurs = (directory: string) =>
  new StartRefused(
    { why: 'directory-not-ours', directory },
    `${directory} holds files that are not a database of Guichet; nothing was changed`,
  )
