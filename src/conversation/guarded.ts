import { card } from '../chat/card.ts'
import type { ChatEvent, Heard, Reply } from '../chat/event.ts'
import { isPersonal } from '../chat/thread.ts'
import { maskFields, maskSecrets } from '../platform/masking.ts'
import type { Hearing } from './moving.ts'

/**
 * The event without the passwords, keys, codes and card numbers that somebody wrote into it, before it is stored anywhere.
 * `masked` remembers that there were some, so that the person is told to change them.
 */
export function guarded(event: ChatEvent): ChatEvent {
  const heard = without(event.heard)
  return heard === event.heard ? event : { ...event, heard, masked: true }
}

/** The very same where there is nothing to hide. */
function without(heard: Heard): Heard {
  if ('text' in heard) {
    const text = maskSecrets(heard.text)
    return text === heard.text ? heard : { ...heard, text }
  }
  if (heard.kind !== 'press') return heard
  const fields = maskFields(heard.fields)
  return fields === heard.fields ? heard : { ...heard, fields }
}

/** In a talk of their own the person reads it first of all, whoever has the floor: what was pasted there must be changed. */
export function warn({ event, mail, moment }: Pick<Hearing, 'event' | 'mail' | 'moment'>): void {
  if (event.masked && event.heard.kind === 'text' && isPersonal(event.thread))
    mail.post({ thread: event.thread }, card(moment.t.secretHidden, 'warning'))
}

/** Where others read along, or in the answer to a press, it is said to them alone; never over another word of that kind. */
export function warnAlone({ event, moment }: Pick<Hearing, 'event' | 'moment'>, outcome: string, reply: Reply): Reply {
  if (!event.masked || outcome === 'ignored' || reply.notice || reply.errors || reply.form) return reply
  if (event.heard.kind === 'text' && isPersonal(event.thread)) return reply
  return { ...reply, notice: moment.t.secretHidden }
}
