import type { ThreadKey } from '../../src/chat/thread.ts'
import { deskChannel, homeChannel } from '../../src/desk/tickets/live.ts'
import type { WebPorts } from './ports.ts'

/** Where open chats listen for the threads in which something was said. */
export const chatChannel = 'guichet_web'

type OnNews = (news: { chat: ThreadKey } | { ticket: string } | { home: string }) => void
export interface Hub {
  /** Calls back until the returned function is called. */
  follow(onNews: OnNews): () => void
  stop(): Promise<void>
}

/**
 * Three Postgres channels for the whole process, handed on to its open pages. A page that misses a word (the connection
 * fell) reads everything again when it is back, so nothing is kept here.
 */
export async function openHub(listen: WebPorts['listen']): Promise<Hub> {
  const followers = new Set<OnNews>()
  const tell = (news: Parameters<OnNews>[0]) => {
    for (const follower of followers) follower(news)
  }
  const stops = [
    await listen(chatChannel, (thread) => tell({ chat: thread as ThreadKey })),
    await listen(deskChannel, (ticket) => tell({ ticket })),
    await listen(homeChannel, (person) => tell({ home: person })),
  ]
  return {
    follow(onNews) {
      followers.add(onNews)
      return () => followers.delete(onNews)
    },
    async stop() {
      followers.clear()
      for (const stop of stops) await stop()
    },
  }
}
