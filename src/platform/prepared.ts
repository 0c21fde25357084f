import type { Pool, PoolClient } from './pool.ts'

/** A statement is named when it comes for the second time: lists of varying length make texts that never come again. */
const namedFromUse = 2
/** A server keeps each name's plan in each connection (some 50 kB); what comes later goes without one. */
const mostNames = 300

/**
 * The same pool, whose connections keep the plans of statements that come again: planning is most of what small statements
 * cost. A plan outlives no change of its tables: after a migration by a newer process, PostgreSQL refuses the old plan once
 * in each connection, which is then replaced; whoever asked tries again, as after any outage (`isStalePlan`).
 */
export function prepared(pool: Pool): Pool {
  const uses = new Map<string, number>()
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= mostNames) return known
    const used = (uses.get(text) ?? 0) + 1
    if (used < namedFromUse) {
      if (uses.size >= mostNames * 10) uses.clear()
      uses.set(text, used)
      return undefined
    }
    uses.delete(text)
    names.set(text, `guichet_${names.size + 1}`)
    return names.get(text)
  }
  const clients = new WeakMap<PoolClient, PoolClient>()
  const wrap = (client: PoolClient): PoolClient => {
    const known = clients.get(client)
    if (known) return known
    const wrapped = naming(client, nameOf)
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

type Named = { name: string; text: string; values: readonly unknown[] }

function naming(client: PoolClient, nameOf: (text: string) => string | undefined): PoolClient {
  let stale = false
  const query = async (text: unknown, values?: readonly unknown[]) => {
    const name = typeof text === 'string' && values ? nameOf(text) : undefined
    const ask = (name ? { name, text, values } : text) as string | Named
    try {
      return await client.query(ask as string, name ? undefined : values)
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

/** A table has changed under a plan that a connection kept; the connection is not used again. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && /cached plan must not change result type/.test(error.message)
