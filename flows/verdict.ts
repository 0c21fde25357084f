import type { Moment } from '../src/conversation/flow.ts'

/** A verdict in words counts like the button; nothing where they say something else. `read`: « OK » may be no more than that. */
export function verdictInWords({ answer, desk }: Pick<Moment<unknown, string>, 'answer' | 'desk'>) {
  const { intent } = desk.triage.read(answer)
  if (intent === 'solved') return 'solved'
  // « Non merci » is a no.
  if (desk.triage.deniesSolution(answer) || desk.triage.choiceIn(answer, []) === 'none') return 'notSolved'
  if (desk.triage.agrees(answer)) return 'read'
  return intent === 'thanks' ? 'solved' : undefined
}
