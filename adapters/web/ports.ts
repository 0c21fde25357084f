import type { ChatEvent, Reply } from '../../src/chat/event.ts'
import type { Locale } from '../../src/chat/locale.ts'
import type { DeskSettings } from '../../src/desk/scope.ts'
import type { Log } from '../../src/platform/log.ts'
import type { Db } from '../../src/schema.ts'

/** What the console needs of the house around it. */
export interface WebPorts {
  db: Db
  settings(): DeskSettings
  /** One event into the conversations; what must be answered in the same breath comes back. */
  hear(event: ChatEvent): Promise<Reply>
  /** These rows now wait in the outbox. */
  wake(ids: number[]): void
  /** Postgres LISTEN, on either database. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
  now(): Date
  defaultLocale: Locale
  /** Anybody on this machine may be any of the seeded people: for trying out, on a loopback address only. */
  demo: boolean
  log: Log
}
