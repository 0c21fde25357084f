import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compiledCli } from '../support/compiled.ts'
import { embeddedFromImage } from '../support/database.ts'

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** A test says in a minute what a person says in an hour. */
const unlimited = { MESSAGES_PER_MINUTE: '0', MESSAGES_PER_DAY: '0' }

/**
 * One Guichet in a process of its own, on the same port and data whenever it is started again. Nothing of this process's
 * environment reaches it but what is given here.
 */
export async function product(env: Record<string, string>) {
  const cli = compiledCli()
  const home = mkdtempSync(join(tmpdir(), 'guichet-faults-'))
  await embeddedFromImage(join(home, 'data'))
  let child: ChildProcess | undefined
  const said: string[] = []

  async function start(): Promise<void> {
    const mine = spawn(process.execPath, [cli, 'start', '--json'], {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        DATA_DIR: join(home, 'data'),
        LOG_LEVEL: 'error',
        DEMO: 'off',
        REPLY_UNDO_SECONDS: '0',
        ...unlimited,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = mine
    mine.stderr.on('data', (chunk) => said.push(String(chunk)))
    const ready = new Promise<void>((resolve, reject) => {
      mine.stdout.on('data', (chunk) => {
        said.push(String(chunk))
        if (String(chunk).includes('"ready":true')) resolve()
      })
      mine.once('exit', (code, signal) =>
        reject(new Error(`it ended (${code ?? signal}) before it was ready:\n${said.join('')}`)),
      )
    })
    await ready
  }
  /** Ends it with a signal; says how it ended and after how long. */
  async function end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
    const mine = child!
    const since = performance.now()
    const gone = once(mine, 'exit')
    mine.kill(signal)
    const [code] = (await gone) as [number | null]
    return { code, ms: performance.now() - since }
  }
  return {
    start,
    end,
    /** What it wrote so far: its log. */
    said: () => said.join(''),
    dataDir: join(home, 'data'),
    remove: async () => {
      if (child && child.exitCode === null && child.signalCode === null) await end('SIGKILL')
      rmSync(home, { recursive: true, force: true })
    },
  }
}
export type Product = Awaited<ReturnType<typeof product>>
