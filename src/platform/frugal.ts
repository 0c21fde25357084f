import { isStalePlan, type Names, openNames } from './plans.ts'
import type { Pool, PoolClient, QueryResult } from './pool.ts'

/** What pg's client is made of below what its types say: the socket. */
type Wired = PoolClient & { connection?: { stream?: { cork?(): void; uncork?(): void } } }
type Named = { name: string; text: string; values: readonly unknown[] }

/** Written before the last statement of a transaction, so that its COMMIT travels with it. Nothing may be asked after it. */
export const lastOfTransaction = '/* and commit */'

/**
 * The same pool of a server's connections, which waste no trip. What is asked in one breath leaves in one write (the pool
 * must pipeline); BEGIN is answered before it was asked, so that it travels with the first statement of its transaction;
 * with `plans`, statements that come again keep their plan.
 */
export function frugal(pool: Pool, { plans }: { plans: boolean }): Pool {
  const names = plans ? openNames() : undefined
  const clients = new WeakMap<PoolClient, PoolClient>()
  const wrap = (client: PoolClient): PoolClient => {
    const known = clients.get(client)
    if (known) return known
    const wrapped = wrapping(client, names)
    clients.set(client, wrapped)
    return wrapped
  }
  return new Proxy(pool, {
    get: (target, key) => {
      if (key === 'connect') return async () => wrap(await target.connect())
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function wrapping(client: PoolClient, names: Names | undefined): PoolClient {
  const hold = holding(client)
  let stale = false
  /** A BEGIN on its way. */
  let opening: Promise<unknown> | undefined
  /** A COMMIT that went with the statement before it. */
  let closing: Promise<QueryResult> | undefined

  const query = async (text: unknown, values?: readonly unknown[]): Promise<QueryResult> => {
    hold()
    if (text === 'begin') {
      opening = client.query('begin')
      opening.catch(() => {}) // told with the first statement
      return { command: 'BEGIN', rows: [], rowCount: null }
    }
    if (closing && isEnd(text)) {
      const closed = closing
      closing = undefined
      return closed
    }
    const name = typeof text === 'string' && values ? names?.nameOf(text) : undefined
    const ask = (name ? { name, text, values } : text) as string | Named
    const opened = opening
    opening = undefined
    try {
      const asked = client.query(ask as string, name ? undefined : values)
      if (typeof text === 'string' && text.startsWith(lastOfTransaction)) {
        closing = client.query('commit')
        closing.catch(() => {}) // told when the commit is asked for
      }
      const [, result] = await Promise.all([opened, asked])
      return result
    } catch (error) {
      stale ||= isStalePlan(error)
      throw error
    }
  }
  const release = (broken?: Error | boolean) => client.release(broken || stale)
  return new Proxy(client, {
    get: (target, key) => {
      if (key === 'query') return query
      if (key === 'release') return release
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** After a statement that failed, the COMMIT that followed it has rolled back already. */
const isEnd = (text: unknown) => text === 'commit' || text === 'rollback'

/** Keeps what is written until nothing more is asked in this breath: until the promises that are ready have run. */
function holding(client: Wired): () => void {
  let held = false
  const letGo = () => {
    held = false
    client.connection?.stream?.uncork?.()
  }
  return () => {
    if (held) return
    held = true
    client.connection?.stream?.cork?.()
    // Ticks run before promises, unless they are asked for by one.
    queueMicrotask(() => process.nextTick(letGo))
  }
}
