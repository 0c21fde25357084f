import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { fixedText } from '../src/desk/knowledge/fixed.ts'
import type { StoredFixed } from '../src/desk/knowledge/fixed-store.ts'
import { openTicket } from './open-ticket.ts'
import { satisfaction } from './satisfaction.ts'
import { verdictInWords } from './verdict.ts'

const Given = z.object({
  text: z.string(),
  /** The event that asked, under which the evidence is kept. */
  source: z.string(),
  name: z.string(),
  words: z.string(),
  otherLanguage: z.boolean(),
})
const { turn, ask, pass, done, stay, script } = flow('fixed', { offer: Given })

/** Minutes without a verdict until the talk is closed as unknown: never counted as solved. */
const giveUpMinutes = 24 * 60

/** An answer in an exact text that an agent wrote for these words. No search, no model; whether it helped is asked as ever. */
export const fixedAnswer: Flow<z.output<typeof Given>> = script(Given, ({ answer }) => ask('offer', answer), [
  turn('offer')
    .says(({ name, words, otherLanguage }, t) => {
      const lead = card(words)
      return (otherLanguage ? lead.text(t.answer.otherLanguage, 'muted') : lead)
        .source(t.answer.fixed, name)
        .buttons({ solved: { label: t.answer.solved, style: 'primary' }, notSolved: t.answer.notSolved })
        .prompt()
    })
    .hears({
      solved,
      notSolved,
      text: (moment) => {
        const said = verdictInWords(moment)
        if (said === 'solved') return solved(moment)
        if (said === 'notSolved') return notSolved(moment)
        if (said === 'read') return stay()
        const { data, answer, memory, t } = moment
        memory.tried = [...(memory.tried ?? []), data.name]
        memory.question = `${memory.question ?? data.text}\n${answer}`
        return pass(openTicket, { text: memory.question }, card(t.answer.afterTry))
      },
    })
    .silent(giveUpMinutes, ({ t }) => done(card(t.answer.closedSilently))),
])

type Verdict = Moment<z.output<typeof Given>, unknown>

async function solved({ data, desk, t }: Verdict) {
  await desk.knowledge.fixedVerdict(data.source, true)
  return pass(satisfaction, { words: t.answer.great })
}

async function notSolved({ data, desk, memory, t }: Verdict) {
  await desk.knowledge.fixedVerdict(data.source, false)
  memory.tried = [...(memory.tried ?? []), data.name]
  return pass(openTicket, { text: data.text }, card(t.answer.afterTry))
}

/** What `fixedAnswer` begins with; the evidence is noted in the same act. */
export function given(
  { desk, event, memory }: Moment<unknown, unknown>,
  text: string,
  fixed: StoredFixed,
): z.output<typeof Given> {
  const source = memory.source?.event ?? event.id
  const { name, version } = fixed
  desk.knowledge.answered({ source, text, band: 'confident', worded: false, articles: [], fixed: { name, version } })
  return { text, source, name, ...fixedText(fixed, desk.actor.locale) }
}
