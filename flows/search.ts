import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { errand } from '../src/conversation/errands.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import type { Answer } from '../src/desk/knowledge/answer.ts'
import { wantsCare } from '../src/desk/triage/bands.ts'
import { articleCard } from './article-card.ts'
import { escalate } from './escalate.ts'
import { openTicket } from './open-ticket.ts'
import { satisfaction } from './satisfaction.ts'
import { verdictInWords } from './verdict.ts'

/** An answer as it was shown, so that what the person judges is what they saw, whatever becomes of the article. */
const Shown = z.object({
  article: z.templateLiteral(['art_', z.string()]),
  version: z.number(),
  locale: z.enum(['fr', 'en']),
  title: z.string(),
  lead: z.string(),
  steps: z.array(z.string()),
  reviewedOn: z.string().nullable(),
  overdue: z.boolean().default(false),
  otherLanguage: z.boolean(),
  score: z.number().default(0),
  /** Titles of the articles that a language model worded it from; absent when these are an article's own words. */
  wordedFrom: z.array(z.string()).optional(),
})
/** `wordsOnly`: what it means was asked for, and there is no answer to wait for. */
const Asked = z.object({
  text: z.string(),
  article: z.string().optional(),
  wordsOnly: z.boolean().optional(),
  /** More was told where articles had been offered: a second choice would be one too many. */
  chosenOnce: z.boolean().optional(),
})
const Offered = z.object({ text: z.string(), rank: z.number(), answer: Shown })
const Choosing = z.object({ text: z.string(), answers: z.array(Shown) })
/** `sure`: without a model the first of these would have been the answer. */
const Looking = Choosing.extend({ sure: z.boolean(), locale: z.enum(['fr', 'en']) })

const { turn, ask, done, pass, stay, script } = flow('search', {
  meaning: z.object({ text: z.string() }),
  looking: Looking,
  offer: Offered,
  checked: Offered,
  choose: Choosing,
})

/** Minutes without a verdict until one gentle question, and until the talk is closed as unknown: never counted as solved. */
const gentleCheckMinutes = 30
const giveUpMinutes = 24 * 60
/** A model has 10 s. Should its worker die, the articles' own words are shown before 20 s are over, the tick included. */
const lookingMinutes = 11 / 60

/** An embedding model has 2.5 s. Should its worker die, the words alone are searched soon after. */
const meaningMinutes = 4 / 60

/** Looks a question up in the knowledge base, and asks whether the answer helped. What is not known leads to a ticket. */
export const search: Flow<z.output<typeof Asked>> = script(
  Asked,
  async (moment) => {
    const { answer, desk } = moment
    const { text, article, wordsOnly, chosenOnce } = answer
    if (article) {
      const answers = (await desk.knowledge.guess(text)).map(shown)
      const chosen = answers.findIndex((each) => each.article === article)
      if (!answers[chosen]) return found(moment, text, [], false)
      note(moment, { text, answers, band: 'maybe' })
      return ask('offer', { text, rank: chosen + 1, answer: answers[chosen] })
    }
    const read = desk.triage.read(text)
    if (read.emergency) return alarm(moment, text)
    // Many people stopped: no article will set them going, and none must stand in the way of those who can.
    if (read.type === 'incident' && read.priority === 'P1')
      return pass(openTicket, { text }, card(moment.t.answer.stoppage))
    const { band, several, answers } = await desk.knowledge.ask(text)
    const sure = band === 'confident'
    if (!sure && !wordsOnly && (await desk.knowledge.mayMeanMore(text))) return ask('meaning', { text })
    if (!sure && answers.length > 0 && isCareful(read)) return unanswered(moment, text, 'nothing-found', 'careful')
    const worth = answers.length > 0 && (!sure || several) && (await mayAsk(moment))
    if (!worth) return found(moment, text, sure || !chosenOnce ? answers.map(shown) : [], sure)
    const quoted = sure ? await desk.knowledge.guess(text) : answers
    return ask('looking', { text, answers: quoted.map(shown), sure, locale: desk.actor.locale })
  },
  [
    turn('meaning')
      .sends(({ text }) => errand('embed-question', { text }))
      .hears({
        embedded: ({ data }) => pass(search, { text: data.text }),
        failed: byWords,
        text: moreWords,
      })
      .silent(meaningMinutes, byWords),

    turn('looking')
      .sends(({ text, answers, locale }) => errand('word-answer', { text, locale, articles: answers }))
      .hears({
        worded: (moment) => {
          const { data, answer } = moment
          const { lead, steps, from } = answer
          const cited = from.flatMap((article) => data.answers[article] ?? [])
          if (!cited[0]) return ownWords(moment)
          note(moment, { ...data, answers: data.answers, band: data.sure ? 'confident' : 'maybe', worded: true })
          const wordedFrom = cited.map(({ title }) => title)
          const { overdue, reviewedOn } = cited.find((each) => each.overdue) ?? cited[0]
          // Whatever language the articles are in, this was written in the reader's.
          const worded = { ...cited[0], overdue, reviewedOn, lead, steps, wordedFrom, otherLanguage: false }
          return ask('offer', { text: data.text, rank: from[0]! + 1, answer: worded })
        },
        failed: ownWords,
        text: moreWords,
      })
      .silent(lookingMinutes, ownWords),

    turn('offer')
      .says(({ answer }, t) =>
        articleCard(answer, t)
          .buttons({ solved: { label: t.answer.solved, style: 'primary' }, notSolved: t.answer.notSolved })
          .prompt(),
      )
      .hears({ solved, notSolved, text: inWords })
      .silent(gentleCheckMinutes, ({ data }) => ask('checked', data)),

    turn('checked')
      .says(({ answer }, t) =>
        card(t.answer.check(answer.title)).buttons({ solved: t.answer.solved, notSolved: t.answer.notSolved }).prompt(),
      )
      .hears({
        solved,
        notSolved,
        text: (moment) => (moment.desk.triage.agrees(moment.answer) ? solved(moment) : inWords(moment)),
      })
      .silent(giveUpMinutes, ({ t }) => done(card(t.answer.closedSilently))),

    turn('choose')
      .says(({ answers }, t) =>
        card(t.answer.which)
          .choices(
            'pick',
            answers.map(({ title }, i) => ({ value: String(i), label: title })),
          )
          .buttons({ none: t.answer.none })
          .prompt(),
      )
      .hears({
        pick: ({ data, answer }) => picked(data, Number(answer.choice)),
        none: (moment) => unanswered(moment, moment.data.text, 'none-fits'),
        text: pickedInWords,
      }),
  ],
)

function picked(data: z.output<typeof Choosing>, at: number) {
  const answer = data.answers[at]
  return answer ? ask('offer', { text: data.text, rank: at + 1, answer }) : pass(openTicket, { text: data.text })
}

/** Few words name one of the titles, or tell more of the same matter; many are a message of their own. */
const mostWordsMore = 12
function pickedInWords(moment: Moment<z.output<typeof Choosing>, string>) {
  const { data, answer, desk, memory, t } = moment
  const titles = data.answers.map(({ title }) => title)
  const choice = desk.triage.choiceIn(answer, titles)
  if (choice === 'none') return unanswered(moment, data.text, 'none-fits')
  if (choice !== undefined) return picked(data, choice)
  if (desk.triage.agrees(answer)) return stay(card(t.answer.whichNumber))
  if (answer.trim().split(/\s+/).length > mostWordsMore) return pass(search, { text: answer })
  memory.question = `${memory.question ?? data.text}\n${answer}`
  return pass(search, { text: `${data.text}\n${answer}`, chosenOnce: true })
}

/** What to do in the meantime, and a person at once. */
async function alarm({ desk, event, memory, t }: Missed, text: string) {
  const { band, answers } = await desk.knowledge.ask(text)
  const advice = answers.map(shown)
  if (advice.length)
    note({ desk, event, memory, t }, { text, answers: advice, band: band === 'confident' ? band : 'maybe' })
  const [first] = advice
  const said = card(first ? t.answer.emergencyUntil : t.answer.emergency, 'warning')
  return pass(escalate, { text }, first ? said.and(articleCard(first, t)) : said)
}

/** In matters of security and of data a guess costs more than a ticket: what is not sure goes to a person. */
const isCareful = ({ category, bands }: ReturnType<Searching['desk']['triage']['read']>): boolean =>
  bands.category !== 'unsure' && wantsCare(category)

type Searching = Moment<undefined, z.output<typeof Asked>>

const mayAsk = async ({ desk, event, memory }: Searching) =>
  !memory.unaided && desk.assistant.mayAsk(memory.source?.event ?? event.id)

/** What the articles say in their own words: the best one, a choice of a few, or the way to a ticket. */
function found(moment: Missed, text: string, answers: z.output<typeof Shown>[], sure: boolean) {
  if (answers.length) note(moment, { text, answers, band: sure ? 'confident' : 'maybe' })
  if (sure && answers[0]) return ask('offer', { text, rank: 1, answer: answers[0] })
  return answers.length ? ask('choose', { text, answers }) : unanswered(moment, text, 'nothing-found')
}

interface Given {
  text: string
  answers: readonly z.output<typeof Shown>[]
  band: 'confident' | 'maybe'
  worded?: boolean
}
/** Why this is answered so: read by whoever looks after the base, never by whoever asked. */
function note({ desk, event, memory }: Missed, { text, answers, band, worded = false }: Given) {
  const articles = answers.map(({ article, locale, version, score }, i) => ({
    ...{ article, locale, version, score },
    rank: i + 1,
  }))
  desk.knowledge.answered({ source: memory.source?.event ?? event.id, text, band, worded, articles })
}

type Missed = Pick<Searching, 'desk' | 'event' | 'memory' | 't'>

/** What the base does not know is kept for those who write it. Where only public articles are quoted, that is said. */
async function unanswered(
  { desk, event, memory, t }: Missed,
  text: string,
  why: 'nothing-found' | 'none-fits',
  said: 'notFound' | 'careful' = 'notFound',
) {
  const { publicOnly } = desk.knowledge
  // Of a place where most articles may not be quoted, nothing can be said about what the base is missing.
  if (!publicOnly) await desk.knowledge.unanswered(memory.source?.event ?? event.id, text, why)
  const missed = card(t.answer[said])
  return pass(openTicket, { text }, publicOnly ? missed.text(t.answer.moreInPrivate, 'muted') : missed)
}

/** No model, or none that says anything of use: as if it had never been asked. */
function ownWords(moment: Moment<z.output<typeof Looking>, unknown>) {
  const { data, memory } = moment
  memory.unaided = true
  return found(moment, data.text, data.sure ? data.answers.slice(0, 1) : data.answers, data.sure)
}

/** The embedding model is missing, slow or wrong: the same search, by words alone. */
function byWords({ data }: Moment<{ text: string }, unknown>) {
  return pass(search, { text: data.text, wordsOnly: true })
}

/** Typed while a model is asked: a part of the question. */
function moreWords({ data, answer, memory }: Moment<{ text: string }, string>) {
  memory.question = `${memory.question ?? data.text}\n${answer}`
  return pass(search, { text: `${data.text}\n${answer}` })
}

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
  const { data, answer, memory, t } = moment
  const said = verdictInWords(moment)
  if (said === 'solved') return solved(moment)
  if (said === 'notSolved') return notSolved(moment)
  if (said === 'read') return ask('checked', data)
  memory.tried = [...(memory.tried ?? []), data.answer.title]
  memory.question = `${memory.question ?? data.text}\n${answer}`
  return pass(openTicket, { text: memory.question }, card(t.answer.afterTry))
}

const shown = (answer: Answer) => Shown.parse(answer)
