import { type Desk, openDesk } from '../desk/desk.ts'
import { learnFrom, type Taught } from '../desk/knowledge/learning.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import { mailOut } from '../desk/outbox/store.ts'
import type { Actor } from '../desk/people/actor.ts'
import type { DeskSettings } from '../desk/scope.ts'
import type { Db } from '../schema.ts'

/** An act of the past by the desk's own verbs: what it keeps is kept, what it teaches is learnt, and nobody is told. */
export const quietly = <T>(
  db: Db,
  settings: DeskSettings,
  { actor, at }: { actor: Actor; at: Date },
  act: (desk: Desk) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (tx) => {
    const mail = new Mailbag()
    const result = await act(openDesk({ tx, actor, now: at, mail, settings }))
    for (const { content } of mail.letters.splice(0))
      if (content.kind === 'errand' && content.errand === 'learn') await learnFrom(tx, content.payload as Taught, at)
    await mailOut(tx, mail, at)
    return result
  })
