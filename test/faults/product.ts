import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles the sources as they stand into a folder of this test's own; returns how to start the product from it. */
export function build(): { cli: string; remove: () => void } {
  mkdirSync(join(root, 'test/.cache'), { recursive: true }) // inside the repository, where its packages are found
  const out = mkdtempSync(join(root, 'test/.cache/product-'))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', out, '--sourceMap', 'false'])
  const asset = (file: string) => !/\.(ts|mjs)$/.test(file)
  for (const folder of ['src', 'adapters'])
    cpSync(join(root, folder), join(out, folder), { recursive: true, filter: asset })
  return { cli: join(out, 'src/cli.js'), remove: () => rmSync(out, { recursive: true, force: true }) }
}

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
export function product(cli: string, env: Record<string, string>) {
  const home = mkdtempSync(join(tmpdir(), 'guichet-faults-'))
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
export type Product = ReturnType<typeof product>
