import {
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  SingleConnectionProvider,
} from 'kysely'
import type { Pool } from './pool.ts'

/** What was asked too late would run outside the transaction that it was meant for. */
export class AskedTooLate extends Error {}

/**
 * The typed query builder over a pool. Its `destroy` ends nothing: the pool belongs to whoever opened it.
 *
 * Inside a transaction, or a `connection()`, what is asked in one breath (with `Promise.all`, say) leaves in one write and
 * is run in that order; Kysely itself would let the connection answer before it asks again. Behind a statement that fails
 * PostgreSQL refuses those that travelled with it, and what would come after the transaction's end is refused here.
 */
export function kyselyOn<DB>(pool: Pool): Kysely<DB> {
  // Kysely's own type of a pool also has cursors, which it uses only for streaming.
  const borrowed = { connect: () => pool.connect(), end: async () => {} } as unknown as PostgresPool
  const dialect = new PostgresDialect({ pool: borrowed })
  const driver = new Ending({ pool: borrowed })
  void driver.init() // only remembers the pool
  const executor = new Pipelining(driver, dialect)
  return new Kysely<DB>({ config: { dialect }, dialect, driver, executor })
}

/** Knows which connections are ending their transaction; once it has ended, Kysely itself refuses. */
class Ending extends PostgresDriver {
  readonly #ending = new WeakSet<DatabaseConnection>()
  override commitTransaction = (connection: DatabaseConnection) =>
    this.#end(connection, super.commitTransaction(connection))
  override rollbackTransaction = (connection: DatabaseConnection) =>
    this.#end(connection, super.rollbackTransaction(connection))

  async #end(connection: DatabaseConnection, ended: Promise<void>) {
    this.#ending.add(connection)
    await ended.finally(() => this.#ending.delete(connection))
  }
  refuseAtEnd(connection: DatabaseConnection) {
    if (this.#ending.has(connection)) throw new AskedTooLate('a statement was asked for at the end of its transaction')
  }
}

/** Hands out the one connection of a transaction to everybody at once instead of in turn. */
class Pipelining extends DefaultQueryExecutor {
  readonly #driver: Ending
  constructor(driver: Ending, dialect: PostgresDialect) {
    super(dialect.createQueryCompiler(), dialect.createAdapter(), new DefaultConnectionProvider(driver))
    this.#driver = driver
  }
  override withConnectionProvider(provider: ConnectionProvider): DefaultQueryExecutor {
    return super.withConnectionProvider(
      provider instanceof SingleConnectionProvider ? this.#shared(provider) : provider,
    )
  }
  #shared(provider: SingleConnectionProvider): ConnectionProvider {
    const connection = provider.provideConnection(async (one) => one)
    return {
      provideConnection: async (consumer) => {
        const one = await connection
        this.#driver.refuseAtEnd(one)
        return consumer(one)
      },
    }
  }
}
