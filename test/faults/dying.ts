import type { ChatAdapter } from '../../src/chat/adapter.ts'
import { kyselyOn } from '../../src/platform/database.ts'
import { lastOfTransaction } from '../../src/platform/frugal.ts'
import type { Pool, PoolClient } from '../../src/platform/pool.ts'
import type { Database, Db } from '../../src/schema.ts'

/** What a process meets at one of its steps: a statement to the database, or a call to a platform. */
export type Fault =
  /** It dies; the step was not done. */
  | 'before'
  /** It dies; the step was done, and nobody was told. */
  | 'after'
  /** The step was done but its answer was lost, and the process goes on. */
  | 'hiccup'
export class Died extends Error {}

/** Which steps are counted; a step that is not is done and forgotten. */
export type Counts = (step: string, inTransaction: boolean) => boolean
/**
 * The steps that leave something behind if the process dies after them. A read does not, and what a transaction did goes with
 * it until its commit: to die after those is to have died earlier. (Its begin counts: it is then open, and rolled back.)
 */
export const lasting: Counts = (step, inTransaction) =>
  step.startsWith(lastOfTransaction) || (!inTransaction && !/^\s*select\b/i.test(step))
export const everyStep: Counts = () => true

/**
 * A process that can be stopped between any two steps, without a failpoint in the product: its database and its platform are
 * wrapped, every statement and every call counts as a step, and once it has died nothing that it does has any effect.
 */
export function process(options: Options) {
  const { pool, at = Number.POSITIVE_INFINITY, fault = 'before', counts = everyStep } = options
  const life = { steps: 0, dead: false, last: '', interrupted: undefined as string | undefined }
  async function step<T>(name: string, act: () => Promise<T>, inTransaction = false): Promise<T> {
    if (life.dead) throw new Died('dead already')
    const counted = counts(name, inTransaction)
    if (counted) life.steps++
    const mine = counted && life.steps === at
    life.last = name
    if (!mine) return act()
    life.interrupted = name
    if (fault === 'before') {
      life.dead = true
      throw new Died(name)
    }
    await act()
    if (fault === 'after') life.dead = true
    throw new Died(name)
  }
  const dying = dyingPool(pool, life, step)
  return {
    life,
    db: kyselyOn<Database>(dying) as Db,
    adapter: (platform: ChatAdapter): ChatAdapter => ({
      platform: platform.platform,
      post: (to, message) => step(`post ${message.id}`, () => platform.post(to, message)),
      update: (to, posted, message) => step(`update ${message.id}`, () => platform.update(to, posted, message)),
      remove: (to, posted) => step(`remove ${posted}`, () => platform.remove(to, posted)),
      ...(platform.find && { find: (to, id) => step(`find ${id}`, () => platform.find!(to, id)) }),
    }),
  }
}
type Options = { pool: Pool; at?: number; fault?: Fault; counts?: Counts }
type Step = <T>(name: string, act: () => Promise<T>, inTransaction?: boolean) => Promise<T>

/** Connections of a dead process are cut: whatever transaction was open on them is rolled back by the server. */
function dyingPool(pool: Pool, life: { dead: boolean }, step: Step): Pool {
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect()
    let inTransaction = false
    return {
      query: <Row>(text: string, values?: readonly unknown[]) => {
        if (text === 'commit' || text === 'rollback') inTransaction = false
        const done = step(text, () => client.query<Row>(text, values), inTransaction)
        if (text.startsWith('begin')) inTransaction = true
        return done
      },
      release: () => client.release(life.dead || undefined),
      on: () => {},
      removeAllListeners: () => {},
    }
  }
  return { connect, query: (text, values) => step(text, () => pool.query(text, values)) } as Pool
}
