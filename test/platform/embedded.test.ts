import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockDirectory } from '../../src/platform/directory-lock.ts'
import { embeddedDirectory, openEmbedded, resetEmbedded } from '../../src/platform/embedded.ts'
import { openPglite } from '../../src/platform/pglite.ts'
import { pglitePool } from '../../src/platform/pglite-pool.ts'
import { StartRefused } from '../../src/platform/refusal.ts'
import { compiled } from '../support/compiled.ts'
import { embeddedFromImage } from '../support/database.ts'

const writer = fileURLToPath(new URL('./writer-process.mjs', import.meta.url))
const nobody = () => {}
let scratch: string
/** A database made once; the tests that do not look at the first start itself begin with a copy of it. */
let made: string
let product: string
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'guichet-embedded-'))
  made = join(scratch, 'made')
  product = compiled()
  await embeddedFromImage(made)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function copyOfMade(name: string): string {
  const dataDir = join(scratch, name)
  cpSync(made, dataDir, { recursive: true })
  return dataDir
}

/** A process of its own that opens the directory and reports each commit after the database acknowledged it. */
function startWriter(dataDir: string): ChildProcess {
  return spawn(process.execPath, [writer, product, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** The numbers that the writer said were committed, until `enough` have come; then it is killed with SIGKILL. */
async function killAfter(child: ChildProcess, enough: number): Promise<number> {
  let last = 0
  const dead = once(child, 'exit')
  if (!child.stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last >= enough && !child.killed) child.kill('SIGKILL')
  }
  await dead
  return last
}

async function refusalOf(work: () => unknown) {
  try {
    await work()
  } catch (error) {
    if (error instanceof StartRefused) return error.refusal
    throw error
  }
  return undefined
}

// The same whatever backend the rest of the suite runs on.
describe.skipIf(process.env.DATABASE_URL)('the embedded database', () => {
  test('loses nothing that was acknowledged when its process is killed, and opens again', async () => {
    const dataDir = copyOfMade('killed')
    let acknowledged = 0
    for (const enough of [40, 200]) {
      acknowledged += await killAfter(startWriter(dataDir), enough)
      const { pool, close } = await openEmbedded(dataDir, nobody)
      const { rows } = await pool.query<{ many: number }>('select count(*) as many from written')
      await close()
      // One more may have been committed whose acknowledgement was not read any more.
      expect(rows[0]?.many).toBeGreaterThanOrEqual(acknowledged)
      expect(rows[0]?.many).toBeLessThanOrEqual(acknowledged + 1)
      acknowledged = rows[0]?.many ?? 0
    }
  }, 60_000)

  test('a second start on the same directory is refused by name of the first, from within and from outside', async () => {
    const dataDir = copyOfMade('twice')
    const first = await openEmbedded(dataDir, nobody)
    const lockFile = `${embeddedDirectory(dataDir)}.lock`
    const refusal = { why: 'directory-in-use', directory: embeddedDirectory(dataDir), pid: process.pid, lockFile }
    expect(await refusalOf(() => openEmbedded(dataDir, nobody))).toEqual(refusal)
    expect(await refusalOf(() => resetEmbedded(dataDir))).toEqual(refusal)

    const outsider = startWriter(dataDir)
    const said: Buffer[] = []
    outsider.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
    const [code] = await once(outsider, 'close')
    expect(code).toBe(1)
    expect(Buffer.concat(said).toString()).toContain(`is in use by process ${process.pid}`)

    await first.close()
    mkdirSync(`${embeddedDirectory(dataDir)}.new-1`)
    const again = await openEmbedded(dataDir, nobody)
    await again.close()
    // Neither the lock nor what a killed first start left.
    expect(readdirSync(dataDir)).toEqual(['postgres'])
  }, 60_000)

  test('a first start that is killed leaves nothing half-made in the way of the next one', async () => {
    const dataDir = join(scratch, 'interrupted')
    mkdirSync(dataDir)
    const child = startWriter(dataDir)
    const dead = once(child, 'close')
    const watcher = watch(dataDir, (_, name) => {
      if (name?.includes('.new-')) child.kill('SIGKILL')
    })
    await dead
    watcher.close()
    expect(existsSync(embeddedDirectory(dataDir))).toBe(false)
    const { pool, close } = await openEmbedded(dataDir, nobody)
    expect((await pool.query('select 1')).rowCount).toBe(1)
    await close()
  }, 60_000)

  test('files of somebody else in the directory are neither deleted nor used', async () => {
    const dataDir = join(scratch, 'foreign')
    const directory = embeddedDirectory(dataDir)
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'thesis.txt'), 'ten years of work')
    expect(await refusalOf(() => openEmbedded(dataDir, nobody))).toEqual({ why: 'directory-not-ours', directory })
    expect(await refusalOf(() => resetEmbedded(dataDir))).toEqual({ why: 'directory-not-ours', directory })
    expect(readdirSync(directory)).toEqual(['thesis.txt'])
  })

  test('a reset deletes the database and nothing beside it', async () => {
    const dataDir = copyOfMade('reset')
    writeFileSync(join(dataDir, 'kept.txt'), 'kept')
    expect(resetEmbedded(dataDir)).toEqual({ deleted: embeddedDirectory(dataDir) })
    expect(readdirSync(dataDir)).toEqual(['kept.txt'])
    expect(resetEmbedded(dataDir)).toEqual({ deleted: undefined })
  }, 60_000)

  test('a transaction that asks the pool inside itself is told so instead of waiting for ever', async () => {
    const database = await openPglite({ dataDir: embeddedDirectory(copyOfMade('gate')) })
    const pool = pglitePool(database, { waitMs: 50 })
    const client = await pool.connect()
    await client.query('begin')
    await expect(pool.query('select 1')).rejects.toThrow(/waited 50 ms behind an open transaction/)
    await client.query('commit')
    expect((await pool.query('select 1')).rowCount).toBe(1)
    await database.close()
  })
})

describe('the lock of a directory', () => {
  test('of a dead process is taken over by exactly one of many that come at once', async () => {
    const target = join(scratch, 'race')
    const script = `
      import { lockDirectory } from ${JSON.stringify(join(product, 'src/platform/directory-lock.js'))}
      try { lockDirectory(${JSON.stringify(target)}); console.log('won'); setTimeout(() => {}, 3000) } catch { console.log('lost') }`
    const dead = spawn(process.execPath, ['-e', ''])
    await once(dead, 'exit')
    writeFileSync(`${target}.lock`, JSON.stringify({ pid: dead.pid, start: '1', boot: 'an earlier one', host: 'x' }))
    // The holder names another machine, so only its silence shows that it is gone.
    utimesSync(`${target}.lock`, 0, 0)
    const file = join(scratch, 'racer.mjs')
    writeFileSync(file, script)
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, [file], {
          stdio: ['ignore', 'pipe', 'inherit'],
          cwd: process.cwd(),
        })
        let said = ''
        child.stdout.on('data', (chunk) => {
          said += chunk
        })
        await once(child, 'close')
        return said.trim()
      }),
    )
    expect(outcomes.sort()).toEqual(['lost', 'lost', 'lost', 'won'])
  }, 30_000)

  test('of a living holder on another machine is respected', () => {
    const target = join(scratch, 'elsewhere')
    writeFileSync(`${target}.lock`, JSON.stringify({ pid: 1, start: '1', boot: 'x', host: 'another-machine' }))
    expect(() => lockDirectory(target)).toThrow('in use by process 1')
  })
})
