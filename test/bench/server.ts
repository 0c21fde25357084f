import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server under measurement: a process of its own, so that the load does not run on its event loop. */
export interface Server {
  readonly port: number
  /** Processor time it has used so far, in milliseconds. Says more than a rate does on a machine that is shared. */
  cpuMs(): number
  residentMb(): number
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const readyWithinMs = 60_000
/** Linux counts processor time in hundredths of a second wherever Node runs. */
const msPerTick = 10

/** Starts a Node program that prints one line `{"ready":true,…}` with its `address` or `port`. */
export async function startServer(args: readonly string[], env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await readyPort(child)
  return {
    port,
    cpuMs: () => cpuOf(child.pid!),
    residentMb: () => residentOf(child.pid!),
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The product, compiled, as `npm start` runs it. */
export const startGuichet = (env: Record<string, string>, nodeArgs: readonly string[] = []): Promise<Server> =>
  startServer([...nodeArgs, 'dist/src/cli.js', 'start', '--json'], {
    PORT: '0',
    DEMO: 'on',
    REPLY_UNDO_SECONDS: '0',
    // A load of few people who write without end.
    ...{ MESSAGES_PER_MINUTE: '0', MESSAGES_PER_DAY: '0' },
    DEFAULT_LOCALE: 'en',
    NODE_ENV: 'development',
    ...env,
  })

/** Builds dist where it is not up to date. */
export async function build() {
  const child = spawn(process.execPath, ['src/bootstrap.mjs', 'build'], { cwd: root, stdio: ['ignore', 2, 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the build failed')
}

async function readyPort(child: ChildProcess): Promise<number> {
  const late = setTimeout(() => child.kill('SIGKILL'), readyWithinMs)
  try {
    for await (const line of createInterface({ input: child.stdout! })) {
      const said = line.startsWith('{') ? JSON.parse(line) : {}
      // A worker alone has no address.
      if (said.ready) return said.port ?? (said.address ? Number(new URL(said.address).port) : 0)
    }
  } finally {
    clearTimeout(late)
    child.stdout?.resume()
  }
  throw new Error(`a server ended before it was ready (${child.spawnargs.join(' ')})`)
}

function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}
const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
