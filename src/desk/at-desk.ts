import type { Db } from '../schema.ts'
import { type Desk, openDesk } from './desk.ts'
import { Mailbag } from './outbox/outbox.ts'
import { mailOut } from './outbox/store.ts'
import type { Actor } from './people/actor.ts'
import type { DeskSettings } from './scope.ts'

/**
 * One act at the desk by the console, the API, the command line or a job: a transaction of its own, with the mail it
 * causes in the same commit. `wake` holds the ids that now wait in the outbox; the caller hands them to the relay.
 */
export const atDesk = <T>(
  db: Db,
  settings: DeskSettings,
  actor: Actor,
  now: Date,
  act: (desk: Desk) => Promise<T>,
): Promise<{ result: T; wake: number[] }> =>
  db.transaction().execute(async (tx) => {
    const mail = new Mailbag()
    const result = await act(openDesk({ tx, actor, now, mail, settings }))
    return { result, wake: await mailOut(tx, mail, now) }
  })
