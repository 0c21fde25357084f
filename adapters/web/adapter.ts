import { sql } from 'kysely'
import type { ChatAdapter, Destination, Sent } from '../../src/chat/adapter.ts'
import type { Db } from '../../src/schema.ts'
import { chatChannel } from './hub.ts'

/**
 * The web as a chat platform. The row of the outbox is the message, so there is nothing to send: open pages of the thread
 * are told to read again. A message's id is its row's.
 */
export function webAdapter(db: Db): ChatAdapter {
  const tell = async ({ thread }: Destination, posted: string): Promise<Sent> => {
    await sql`select pg_notify(${chatChannel}, ${thread})`.execute(db)
    return { outcome: 'sent', posted }
  }
  return {
    platform: 'web',
    post: (to, { id }) => tell(to, id),
    update: (to, posted) => tell(to, posted),
    remove: (to, posted) => tell(to, posted),
    sign: (to, posted) => tell(to, posted),
    find: async (_, id) => ({ posted: id }),
  }
}
