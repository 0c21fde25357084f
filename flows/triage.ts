import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { errand } from '../src/conversation/errands.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { type Intent, typeOf } from '../src/desk/triage/labels.ts'
import { escalate } from './escalate.ts'
import { fixedAnswer, given } from './fixed.ts'
import { greeting } from './greeting.ts'
import { helpCard } from './help.ts'
import { search } from './search.ts'

const Asked = z.object({ text: z.string() })
const Known = Asked.extend({
  id: z.templateLiteral(['ann_', z.string()]),
  title: z.string(),
  since: z.coerce.date(),
  nextUpdateAt: z.coerce.date().optional(),
  update: z.string().optional(),
  following: z.boolean().optional(),
})
const Unclear = Asked.extend({
  guesses: z.array(z.object({ value: z.string(), label: z.string() })),
  outOfScope: z.boolean(),
})

const { turn, ask, done, pass, script } = flow('triage', {
  known: Known,
  reading: Asked,
  unclear: Unclear,
  describe: z.object({}),
})

/** A model has 6 s for labels. Should its worker die, the desk's own reading counts soon after. */
const readingMinutes = 8 / 60

/** The first reading of a message: what is wanted decides which flow goes on with it. */
export const triage: Flow<{ text: string }> = script(
  Asked,
  async (moment) => {
    const { answer, desk, event, memory } = moment
    const { text } = answer
    memory.question = memory.question ? `${memory.question}\n${text}` : text
    const read = desk.triage.read(text)
    const source = memory.source?.event ?? event.id
    desk.triage.note(source, read)
    const known = await desk.announcements.about(text, read)
    if (known) return ask('known', { text, ...known })
    const fixed = isPressing(read) ? undefined : await desk.knowledge.fixed(text)
    if (fixed) return pass(fixedAnswer, given(moment, text, fixed))
    const unsure = read.bands.intent !== 'sure' && read.confidence.intent < 1
    if (unsure && !memory.unaided && (await desk.assistant.mayAsk(source))) return ask('reading', { text })
    return goOn(moment, text, read.intent, read.bands.intent === 'unsure')
  },
  [
    turn('known')
      .says(({ title, since, nextUpdateAt, update, following }, t, { now, desk }) => {
        const told = card(t.known.title(title, t.at(since, desk.zone, now)), 'warning')
          .text(update ? t.incident.latest(update) : '')
          .text(nextUpdateAt ? t.known.next(t.at(nextUpdateAt, desk.zone, now)) : '')
        return (following ? told.text(t.incident.following, 'muted') : told).buttons({
          meToo: t.known.meToo,
          different: t.known.different,
        })
      })
      .hears({
        meToo: async ({ data, desk, event, t }) => {
          await desk.announcements.follow(data.id, event.thread, data.text)
          return done(card(t.known.joined))
        },
        different: ({ data }) => pass(search, { text: data.text }),
      }),

    turn('reading')
      .sends(({ text }) => errand('classify-message', { text }))
      .hears({
        classified: async (moment) => {
          const { data, answer, desk, event, memory } = moment
          const { intent, category } = answer
          const type = typeOf(intent)
          await desk.triage.noteModel(memory.source?.event ?? event.id, answer)
          memory.proposed = { ...(type && { type }), ...(category !== 'none' && { category }) }
          // What may be somebody's problem is not waved away on a model's word alone: rather ask.
          const pleasantry = intent === 'greeting' || intent === 'thanks'
          const doubtful = pleasantry && desk.triage.read(data.text).intent !== intent
          return doubtful ? unclear(moment, data.text) : goOn(moment, data.text, intent, false)
        },
        failed: ownReading,
        text: ({ data, answer, memory }) => {
          memory.question = memory.question?.slice(0, -data.text.length).trimEnd() ?? '' // read again as a whole
          return pass(triage, { text: `${data.text}\n${answer}` })
        },
      })
      .silent(readingMinutes, ownReading),

    turn('unclear')
      .says(({ guesses, outOfScope }, t) => {
        const words = card(outOfScope ? t.unclear.outOfScope : guesses.length ? t.unclear.first : t.unclear.firstBare)
        return words
          .choices('guess', guesses)
          .buttons({ something: t.unclear.something, request: t.unclear.request, question: t.unclear.question })
          .prompt(t.unclear.describe)
      })
      .hears({
        guess: ({ data, answer }) => pass(search, { text: data.text, article: answer.choice }),
        something: ({ t }) => ask('describe', {}, card(t.ticket.describe)),
        request: ({ t }) => ask('describe', {}, card(t.unclear.describe)),
        question: ({ t }) => ask('describe', {}, card(t.unclear.describe)),
        text: ({ answer }) => pass(triage, { text: answer }),
      }),

    turn('describe')
      .says((_, t) => card(t.greeting.hint, 'muted').prompt())
      .hears({ text: ({ answer }) => pass(search, { text: answer }) }),
  ],
)

const pleasantries: ReadonlySet<Intent> = new Set(['greeting', 'help', 'thanks', 'solved'])

/** A danger, or a stoppage of many: no text stands in the way of a person. */
export const isPressing = ({
  emergency,
  type,
  priority,
}: ReturnType<Moment<unknown, unknown>['desk']['triage']['read']>) =>
  emergency || (type === 'incident' && priority === 'P1')

/** What is wanted decides where the talk goes on. */
function goOn(moment: Moment<unknown, unknown>, text: string, intent: Intent, unsure: boolean) {
  // Nobody's problem: neither a title nor the first words of the ticket that may follow, nor what it was read from.
  if (pleasantries.has(intent)) {
    delete moment.memory.question
    delete moment.memory.source
  }
  if (intent === 'greeting') return pass(greeting, undefined)
  if (intent === 'help') return done(helpCard(moment.t))
  if (intent === 'thanks' || intent === 'solved') return done(card(moment.t.thanks))
  if (intent === 'out-of-scope' || unsure) return unclear(moment, text)
  return pass(search, { text })
}

/** The desk's own reading, as if no model had been asked. */
function ownReading(moment: Moment<{ text: string }, unknown>) {
  const { text } = moment.data
  moment.memory.unaided = true
  const { intent, bands } = moment.desk.triage.read(text)
  return goOn(moment, text, intent, bands.intent === 'unsure')
}

/** Not understood: once it is admitted, with guesses to press; the second time a person takes over. */
async function unclear({ desk, memory, t }: Moment<unknown, unknown>, text: string) {
  const { sure } = await desk.knowledge.ask(text)
  if (sure) return pass(search, { text })
  memory.misses = (memory.misses ?? 0) + 1
  if (memory.misses >= 2) return pass(escalate, { text: memory.question ?? text }, card(t.unclear.handover))
  const guesses = (await desk.knowledge.guess(text)).map(({ article, title }) => ({ value: article, label: title }))
  return ask('unclear', { text, guesses, outOfScope: !guesses.length && text.trim().split(/\s+/).length > 3 })
}
