import { now } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { openHttp, type Readiness } from './platform/http.ts'
import { migrate } from './platform/migrate.ts'

/** Placeholder until the composition root is written: database, migrations, probes. */
export async function start(config: Config): Promise<void> {
  const database = await openDatabase(config)
  await migrate(database)
  const readiness = async (): Promise<Readiness> => {
    await database.pool.query('select 1')
    return { ready: true }
  }
  const server = await openHttp({
    host: config.HOST,
    port: config.PORT,
    handlers: {},
    readiness,
    onError: (error) => console.error(error),
  })
  process.stdout.write(`${server.address} ${now().toISOString()}\n`)
  const stop = async () => {
    await server.stop()
    await database.close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
