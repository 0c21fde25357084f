import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Program, run } from './asking.ts'
import { root, type Session } from './session.ts'

/** A database of our own that the product's commands work on, as a user's would. */
export interface Base {
  readonly env: Readonly<Record<string, string>>
  /** Its address on a server; absent for the embedded database. */
  readonly url: string | undefined
  close(): Promise<void>
}
export interface Imported {
  readonly new: number
  readonly failed: number
}

/** The command line as a user types it, from the sources of this checkout. */
export const guichet = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Program => ({
  command: [process.execPath, '--import', 'tsx', join(root, 'src', 'cli.ts'), ...args],
  env: { LOG_LEVEL: 'warn', REDIS_URL: '', ...env },
})

/** A fresh base: on the server of the session when there is one, unless the embedded database is asked for. */
export async function openBase({ server, folder }: Session, { embedded = !server } = {}): Promise<Base> {
  if (embedded || !server) {
    const dataDir = mkdtempSync(join(folder, 'base-'))
    const close = async () => rmSync(dataDir, { recursive: true, force: true })
    return { env: { DATABASE_URL: '', DATA_DIR: dataDir }, url: undefined, close }
  }
  const name = `guichet_eval_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await onServer(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  return {
    env: { DATABASE_URL: url },
    url,
    close: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** `guichet kb import`; a file that fails is a mistake of the evaluation, so it throws. Returns the seconds it took. */
export async function importInto(base: Base, path: string): Promise<number> {
  const since = performance.now()
  const output = await run(guichet(['kb', 'import', path, '--json'], base.env))
  const imported = JSON.parse(output) as Imported
  if (imported.failed > 0 || imported.new === 0) throw new Error(`the import of ${path} answered ${output}`)
  return (performance.now() - since) / 1_000
}

export const searching = (base: Base): Program => guichet(['kb', 'search', '--stdin'], base.env)
