import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import type { Answer } from '../src/desk/knowledge/answer.ts'
import { openTicket } from './open-ticket.ts'
import { satisfaction } from './satisfaction.ts'

/** An answer as it was shown, so that what the person judges is what they saw, whatever becomes of the article. */
const Shown = z.object({
  article: z.templateLiteral(['art_', z.string()]),
  version: z.number(),
  locale: z.enum(['fr', 'en']),
  title: z.string(),
  lead: z.string(),
  steps: z.array(z.string()),
  reviewedOn: z.string().nullable(),
  otherLanguage: z.boolean(),
})
const Asked = z.object({ text: z.string(), article: z.string().optional() })
const Offered = z.object({ text: z.string(), rank: z.number(), answer: Shown })
const Choosing = z.object({ text: z.string(), answers: z.array(Shown) })

const { turn, ask, done, pass, script } = flow('search', { offer: Offered, checked: Offered, choose: Choosing })

/** Minutes without a verdict until one gentle question, and until the talk is closed as unknown: never counted as solved. */
const gentleCheckMinutes = 30
const giveUpMinutes = 24 * 60

/** Looks a question up in the knowledge base, and asks whether the answer helped. What is not known leads to a ticket. */
export const search: Flow<z.output<typeof Asked>> = script(
  Asked,
  async ({ answer: { text, article }, desk, t }) => {
    const { band, answers } = article
      ? { band: 'maybe', answers: await desk.knowledge.guess(text) }
      : await desk.knowledge.ask(text)
    const chosen = article ? answers.findIndex((each) => each.article === article) : band === 'confident' ? 0 : -1
    const answer = answers[chosen]
    if (answer) return ask('offer', { text, rank: chosen + 1, answer: shown(answer) })
    if (answers.length && !article) return ask('choose', { text, answers: answers.map(shown) })
    return pass(openTicket, { text }, card(t.answer.notFound))
  },
  [
    turn('offer')
      .says(({ answer }, t) => {
        const reviewed = answer.reviewedOn
          ? t.answer.reviewed(answer.version, t.date(new Date(answer.reviewedOn)))
          : t.answer.version(answer.version)
        const lead = card(answer.lead)
        return (answer.otherLanguage ? lead.text(t.answer.otherLanguage, 'muted') : lead)
          .steps(answer.steps)
          .source(t.answer.source(answer.title), reviewed)
          .buttons({ solved: { label: t.answer.solved, style: 'primary' }, notSolved: t.answer.notSolved })
          .prompt()
      })
      .hears({ solved, notSolved, text: inWords })
      .silent(gentleCheckMinutes, ({ data }) => ask('checked', data)),

    turn('checked')
      .says(({ answer }, t) =>
        card(t.answer.check(answer.title)).buttons({ solved: t.answer.solved, notSolved: t.answer.notSolved }).prompt(),
      )
      .hears({ solved, notSolved, text: inWords })
      .silent(giveUpMinutes, ({ t }) => done(card(t.answer.closedSilently))),

    turn('choose')
      .says(({ answers }, t) =>
        card(t.answer.which)
          .choices(
            'pick',
            answers.map(({ title }, i) => ({ value: String(i), label: title })),
          )
          .buttons({ none: t.answer.none }),
      )
      .hears({
        pick: ({ data, answer }) => {
          const picked = data.answers[Number(answer.choice)]
          return picked
            ? ask('offer', { text: data.text, rank: Number(answer.choice) + 1, answer: picked })
            : pass(openTicket, { text: data.text })
        },
        none: ({ data, t }) => pass(openTicket, { text: data.text }, card(t.answer.notFound)),
      }),
  ],
)

type Verdict = Moment<z.output<typeof Offered>, unknown>

async function solved({ data, desk, t }: Verdict) {
  await desk.knowledge.verdict(data, true)
  return pass(satisfaction, { words: t.answer.great })
}

async function notSolved({ data, desk, memory, t }: Verdict) {
  await desk.knowledge.verdict(data, false)
  memory.tried = [...(memory.tried ?? []), data.answer.title]
  return pass(openTicket, { text: data.text }, card(t.answer.afterTry))
}

/** A verdict in words counts like the button; anything else adds to the question. */
function inWords(moment: Moment<z.output<typeof Offered>, string>) {
  const { data, answer, desk, memory, t } = moment
  const { intent } = desk.triage.read(answer)
  if (intent === 'solved' || intent === 'thanks') return solved(moment)
  if (desk.triage.deniesSolution(answer)) return notSolved(moment)
  memory.tried = [...(memory.tried ?? []), data.answer.title]
  memory.question = `${memory.question ?? data.text}\n${answer}`
  return pass(openTicket, { text: memory.question }, card(t.answer.afterTry))
}

const shown = (answer: Answer) => Shown.parse(answer)
