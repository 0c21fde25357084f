import { InvalidArgumentError } from 'commander'
import type { Kysely } from 'kysely'
import type { Locale } from '../chat/locale.ts'
import type { Config } from '../platform/config.ts'
import { kyselyOn, openDatabase } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import type { Database } from '../schema.ts'
import { type CliContext, configOrExplain, explain } from './context.ts'
import type { KbTexts } from './kb-texts.en.ts'

/** The base that a command works on, and the language of this house. */
export type Opened = { readonly db: Kysely<Database>; readonly locale: Locale; readonly config: Config }
export type Said = KbTexts

export const oneOf = (values: readonly string[]) => (value: string) => {
  if (!values.includes(value)) throw new InvalidArgumentError(values.join(', '))
  return value
}
export const count = (value: string) => {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError('1-999')
  return Number(value)
}

/** Opens the database (migrated, so that this may be the first command of all), does the work, closes it. */
export async function withDatabase(
  context: CliContext,
  json: boolean,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const config = configOrExplain(context, process.env, json)
  if (!config) return
  try {
    const database = await openDatabase(config)
    try {
      await migrate(database)
      // An import may take longer than a request is allowed to.
      const pool = database.openSpecialPool({ name: 'kb' })
      await work({ db: kyselyOn<Database>(pool), locale: config.DEFAULT_LOCALE, config })
      await pool.end()
    } finally {
      await database.close()
    }
  } catch (error) {
    explain(context, error, json)
  }
}

export function fail(message: string, code: number): void {
  process.exitCode = code
  process.stderr.write(`${message}\n`)
}
