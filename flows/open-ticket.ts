import { z } from 'zod'
import { type Card, card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { openedCard } from '../src/desk/tickets/opened-card.ts'
import { type Impact, impacts, ticketTypes, titleFrom, type Urgency, urgencies } from '../src/desk/tickets/ticket.ts'
import { priorityOf } from '../src/desk/triage/priority.ts'
import type { Texts } from '../src/texts/index.ts'

const Draft = z.object({
  text: z.string(),
  title: z.string(),
  type: z.enum(ticketTypes),
  category: z.string().optional(),
  impact: z.enum(impacts).optional(),
  urgency: z.enum(urgencies).optional(),
  critical: z.boolean(),
  frustrated: z.boolean(),
  device: z.string().optional(),
  /** What was asked already, answered or skipped: nothing is asked twice. */
  asked: z.array(z.string()),
})
type Draft = z.output<typeof Draft>

const { turn, ask, done, stay, script } = flow('open-ticket', {
  describe: Draft,
  impact: Draft,
  urgency: Draft,
  device: Draft,
  recap: Draft,
})
type Question = 'describe' | 'impact' | 'urgency' | 'device'

/** Things that stand on one desk: who is affected is then not asked, only shown in the recap. */
const personal = ['hardware', 'workplace', 'accounts', 'telephony']
/** Where an asset tag saves the agent a question. */
const tagged = ['hardware', 'printing', 'workplace']

/** What is still missing, in the order in which it is asked. Three questions at the most. */
const missing: Record<Question, (draft: Draft) => boolean> = {
  describe: ({ text }) => text.trim().split(/\s+/).length < 3,
  impact: ({ type, impact }) => type === 'incident' && !impact,
  urgency: ({ type, urgency }) => type === 'incident' && !urgency,
  device: ({ category, device }) => !device && tagged.includes(category ?? ''),
}
const mostQuestions = 3

/** Asks for what is missing, one question at a time, each skippable; shows the whole once more; opens it. */
export const openTicket: Flow<{ text: string }> = script(
  z.object({ text: z.string() }),
  ({ answer: { text }, desk, memory }) => {
    const read = desk.triage.read(text)
    const category = read.category ?? memory.proposed?.category
    return nextQuestion({
      text,
      title: titleFrom(text),
      type: memory.proposed?.type ?? read.type ?? 'incident',
      category,
      impact: memory.told?.impact ?? read.impact ?? (personal.includes(category ?? '') ? 'one' : undefined),
      urgency: memory.told?.urgency ?? read.urgency,
      critical: read.critical,
      frustrated: read.frustrated,
      asked: [],
    })
  },
  [
    turn('describe')
      .says((_, t) => card(t.ticket.describe).buttons({ skip: t.skip }).prompt())
      .hears({
        text: inWords('describe', ({ data, answer }) =>
          nextQuestion({
            ...data,
            text: `${data.text}\n${answer}`,
            title: titleFrom(answer),
            asked: [...data.asked, 'describe'],
          }),
        ),
        skip: ({ data }) => skip(data, 'describe'),
      }),

    turn('impact')
      .says((_, t) =>
        card(t.ticket.impact)
          .buttons({ ...t.ticket.impacts, skip: t.skip })
          .prompt(),
      )
      .hears({
        one: ({ data }) => weigh(data, { impact: 'one' }),
        team: ({ data }) => weigh(data, { impact: 'team' }),
        everyone: ({ data }) => weigh(data, { impact: 'everyone' }),
        skip: ({ data }) => skip(data, 'impact'),
        text: inWords('impact', ({ data, answer, desk, t }) => {
          const named = desk.triage.choiceIn(answer, Object.values(t.ticket.impacts))
          return typeof named === 'number'
            ? weigh(data, { impact: impactsAsked[named] })
            : weigh(data, { impact: desk.triage.read(answer).impact, more: answer }, 'impact')
        }),
      }),

    turn('urgency')
      .says((_, t) =>
        card(t.ticket.urgency)
          .buttons({ ...t.ticket.urgencies, skip: t.skip })
          .prompt(),
      )
      .hears({
        high: ({ data }) => weigh(data, { urgency: 'high' }),
        medium: ({ data }) => weigh(data, { urgency: 'medium' }),
        low: ({ data }) => weigh(data, { urgency: 'low' }),
        skip: ({ data }) => skip(data, 'urgency'),
        text: inWords('urgency', ({ data, answer, desk, t }) => {
          const named = desk.triage.choiceIn(answer, Object.values(t.ticket.urgencies))
          if (typeof named === 'number') return weigh(data, { urgency: urgenciesAsked[named] })
          // It was asked whether they can work meanwhile.
          if (named === 'none') return weigh(data, { urgency: 'high' })
          if (desk.triage.agrees(answer)) return weigh(data, { urgency: 'low' })
          return weigh(data, { urgency: desk.triage.read(answer).urgency, more: answer }, 'urgency')
        }),
      }),

    turn('device')
      .says((_, t) => card(t.ticket.device).buttons({ skip: t.skip }).prompt())
      .hears({
        text: inWords('device', ({ data, answer, desk }) =>
          desk.triage.agrees(answer) || desk.triage.choiceIn(answer, []) === 'none'
            ? skip(data, 'device')
            : nextQuestion({ ...data, device: [...answer].slice(0, 200).join(''), asked: [...data.asked, 'device'] }),
        ),
        skip: ({ data }) => skip(data, 'device'),
      }),

    turn('recap')
      .says((data, t) =>
        recapCard(data, t)
          .buttons({ open: { label: t.ticket.open, style: 'primary' }, drop: t.cancel })
          .form(
            'change',
            { label: t.ticket.change, title: t.ticket.changeTitle, submit: t.ticket.save, cancel: t.cancel },
            {
              title: { label: t.ticket.labels.title, kind: 'line', value: data.title },
              impact: {
                label: t.ticket.labels.impact,
                kind: 'choice',
                options: options(t.ticket.impacts),
                value: data.impact ?? 'one',
              },
              urgency: {
                label: t.ticket.labels.urgency,
                kind: 'choice',
                options: options(t.ticket.urgencies),
                value: data.urgency ?? 'medium',
              },
            },
          )
          .prompt(),
      )
      .hears({
        open,
        drop: ({ t }) => done(card(t.ticket.dropped)),
        change: ({ data, answer }) =>
          ask('recap', {
            ...data,
            title: answer.title.trim() ? titleFrom(answer.title) : data.title,
            impact: z
              .enum(impacts)
              .catch(data.impact ?? 'one')
              .parse(answer.impact),
            urgency: z
              .enum(urgencies)
              .catch(data.urgency ?? 'medium')
              .parse(answer.urgency),
          }),
        text: (moment) => {
          const { data, answer, desk, t } = moment
          if (desk.triage.agrees(answer)) return open(moment)
          if (desk.triage.deniesSolution(answer) || isSolved(moment)) return done(card(t.ticket.dropped))
          const adds = !desk.triage.skips(answer) && desk.triage.choiceIn(answer, []) !== 'none'
          return ask('recap', adds ? { ...data, text: `${data.text}\n${answer}` } : data)
        },
      }),
  ],
)

/** In the order in which the buttons stand. */
const impactsAsked = ['one', 'team', 'everyone'] as const
const urgenciesAsked = ['high', 'medium', 'low'] as const

type Typed = Moment<Draft, string>
const isSolved = ({ desk, answer }: Typed) => desk.triage.read(answer).intent === 'solved'

/** Whatever is asked: "it works again" ends it, and "I don't know" is an answer. */
function inWords<N>(question: Question, heard: (moment: Typed) => N) {
  return (moment: Typed) => {
    const { data, answer, desk, t } = moment
    if (isSolved(moment)) return done(card(t.ticket.dropped))
    return desk.triage.skips(answer) ? skip(data, question) : heard(moment)
  }
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

function nextQuestion(draft: Draft) {
  const asked = Object.keys(missing) as Question[]
  const question = asked.find((each) => !draft.asked.includes(each) && missing[each](draft))
  return question && draft.asked.length < mostQuestions ? ask(question, draft) : ask('recap', draft)
}

const skip = (draft: Draft, question: Question) => nextQuestion({ ...draft, asked: [...draft.asked, question] })

/** An answer to one of the two axes; words that do not say it become part of the description. */
function weigh(
  draft: Draft,
  { more, ...axis }: { impact?: Impact | undefined; urgency?: Urgency | undefined; more?: string },
  asked?: Question,
) {
  const known = { ...draft, ...axis, ...(asked && { asked: [...draft.asked, asked] }) }
  return nextQuestion(more ? { ...known, text: `${draft.text}\n${more}` } : known)
}

function recapCard(draft: Draft, t: Texts): Card {
  const { impact = 'one', urgency = 'medium' } = draft
  const labels = t.ticket.labels
  return card(t.ticket.recap).facts({
    [labels.title]: draft.title,
    ...(draft.text !== draft.title && { [labels.description]: draft.text }),
    [labels.category]: draft.category && t.categoryName(draft.category),
    [labels.impact]: t.ticket.impacts[impact],
    [labels.urgency]: t.ticket.urgencies[urgency],
    [labels.priority]: t.priorityName[priorityOf(impact, urgency, { critical: draft.critical })],
    [labels.device]: draft.device,
  })
}

async function open({ data, desk, event, memory, now, t }: Moment<Draft, unknown>) {
  const opened = await desk.tickets.open({
    source: memory.source?.event ?? event.id,
    message: memory.source?.message,
    type: data.type,
    title: data.title,
    description: data.text,
    category: data.category,
    impact: data.impact ?? 'one',
    urgency: data.urgency ?? 'medium',
    critical: data.critical,
    frustrated: data.frustrated,
    tried: memory.tried,
    facts: data.device ? { [t.ticket.labels.device]: data.device } : {},
    thread: event.thread,
  })
  if (!opened.done) return stay(card(t.agentCard.refusals['not-allowed']))
  return done(openedCard({ ...opened, thread: event.thread, zone: desk.zone, now }, t))
}
