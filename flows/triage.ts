import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { escalate } from './escalate.ts'
import { greeting } from './greeting.ts'
import { helpCard } from './help.ts'
import { search } from './search.ts'

const Asked = z.object({ text: z.string() })
const Known = Asked.extend({
  id: z.templateLiteral(['ann_', z.string()]),
  title: z.string(),
  since: z.coerce.date(),
  nextUpdateAt: z.coerce.date().optional(),
})
const Unclear = Asked.extend({
  guesses: z.array(z.object({ value: z.string(), label: z.string() })),
  outOfScope: z.boolean(),
})

const { turn, ask, done, pass, script } = flow('triage', { known: Known, unclear: Unclear, describe: z.object({}) })

/** The first reading of a message: what is wanted decides which flow goes on with it. */
export const triage: Flow<{ text: string }> = script(
  Asked,
  async (moment) => {
    const { answer, desk, event, memory, t } = moment
    const { text } = answer
    memory.question = memory.question ? `${memory.question}\n${text}` : text
    const known = await desk.announcements.about(text)
    if (known) return ask('known', { text, ...known })
    const read = desk.triage.read(text)
    const { intent, bands } = read
    await desk.triage.note(memory.source?.event ?? event.id, read)
    if (intent === 'greeting') return pass(greeting, undefined)
    if (intent === 'help') return done(helpCard(t))
    if (intent === 'thanks' || intent === 'solved') return done(card(t.thanks))
    if (intent === 'out-of-scope' || bands.intent === 'unsure') return unclear(moment, text)
    return pass(search, { text })
  },
  [
    turn('known')
      .says(({ title, since, nextUpdateAt }, t, { now, desk }) => {
        const told = card(t.known.title(title, t.at(since, desk.zone, now)), 'warning')
        return (nextUpdateAt ? told.text(t.known.next(t.at(nextUpdateAt, desk.zone, now))) : told).buttons({
          meToo: t.known.meToo,
          different: t.known.different,
        })
      })
      .hears({
        meToo: async ({ data, desk, event, t }) => {
          await desk.announcements.follow(data.id, event.thread)
          return done(card(t.known.joined))
        },
        different: ({ data }) => pass(search, { text: data.text }),
      }),

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

/** Not understood: once it is admitted, with guesses to press; the second time a person takes over. */
async function unclear({ desk, memory, t }: Moment<unknown, unknown>, text: string) {
  const { sure } = await desk.knowledge.ask(text)
  if (sure) return pass(search, { text })
  memory.misses = (memory.misses ?? 0) + 1
  if (memory.misses >= 2) return pass(escalate, { text: memory.question ?? text }, card(t.unclear.handover))
  const guesses = (await desk.knowledge.guess(text)).map(({ article, title }) => ({ value: article, label: title }))
  return ask('unclear', { text, guesses, outOfScope: !guesses.length && text.trim().split(/\s+/).length > 3 })
}
