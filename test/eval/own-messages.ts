import { join } from 'node:path'
import { type Locale, locales } from '../../src/chat/locale.ts'
import type { Category, Impact, Intent, TicketType, Urgency } from '../../src/desk/triage/labels.ts'
import { impacts, urgencies } from '../../src/desk/triage/labels.ts'
import { detectLanguage } from '../../src/desk/triage/language.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { priorityOf } from '../../src/desk/triage/priority.ts'
import { seedLines } from '../../src/desk/triage/seed/seed.ts'
import { type Triage, triage } from '../../src/desk/triage/triage.ts'
import { ask } from './asking.ts'
import { linearBaseline } from './baselines.ts'
import { accuracy, type Labelling, macroF1, share } from './measures.ts'
import type { TriageAnswer } from './scorers.ts'
import { isUnread, keep, readLines, root, type Session, unread, writeLines } from './session.ts'

export interface Message {
  readonly id: string
  readonly lang: Locale
  readonly text: string
  readonly intent: Intent
  readonly type?: TicketType
  readonly category?: Category
  readonly impact?: Impact
  readonly urgency?: Urgency
}
type Judged = Message & { readonly given: Triage }
const outOfScope = 'out-of-scope' satisfies Intent
const types = ['incident', 'service-request'] as const satisfies readonly TicketType[]

export const messages = (lang: Locale) => readLines<Message>(join(root, 'test', 'eval', `messages.${lang}.jsonl`))

/** The messages that ship with the product, judged by the model of the seed lines, as on a desk's first day. */
export async function scoreOwnMessages(session: Session): Promise<void> {
  const model = seedModel()
  const judged = locales.flatMap((lang) =>
    messages(lang).map((each): Judged => ({ ...each, given: triage(each.text, { model, profileLocale: lang }) })),
  )
  for (const lang of locales) {
    const own = judged.filter((each) => each.lang === lang)
    const set = `own messages ${lang}`
    keep(session, { set, system: 'guichet', figures: { ...intentFigures(own.map(intentOf)), ...fieldFigures(own) } })
    const hidden = own.filter(isUnread)
    const figures = { ...intentFigures(hidden.map(intentOf)), ...fieldFigures(hidden) }
    keep(session, { set: unread(set), system: 'guichet', figures })
    const read = own.filter((each) => !isUnread(each))
    keepMisses(session, set, read)
  }
  keep(session, { set: 'own messages', system: 'guichet', figures: typeFigures(judged) })
  keep(session, { set: 'priority', system: 'guichet', figures: priorityFigures(judged) })
  if (session.shared) await scoreBaseline(session)
}

const intentOf = ({ intent, given }: Judged): Labelling => ({ truth: intent, given: given.intent })

function intentFigures(labellings: readonly Labelling[]) {
  const inScope = labellings.filter(({ truth }) => truth !== outOfScope)
  return {
    'intent, in scope': accuracy(inScope),
    'oos recall': accuracy(labellings.filter(({ truth }) => truth === outOfScope)),
    'in scope refused': share(inScope, ({ given }) => given === outOfScope),
  }
}

/** Only what the labels name is judged: an impact that nobody mentioned cannot be right or wrong. */
function fieldFigures(judged: readonly Judged[]) {
  const labelled = judged.filter(({ category }) => category)
  const of = (field: 'impact' | 'urgency') => judged.filter((each) => each[field])
  return {
    'category right': share(labelled, ({ category, given }) => given.category === category),
    'category wrong': share(
      labelled,
      ({ category, given }) => given.category !== undefined && given.category !== category,
    ),
    'impact right': share(of('impact'), ({ impact, given }) => (given.impact ?? 'one') === impact),
    'urgency right': share(of('urgency'), ({ urgency, given }) => (given.urgency ?? 'medium') === urgency),
    'language wrong': share(judged, ({ text, lang }) => (detectLanguage(text).locale ?? lang) !== lang),
  }
}

/** T6: a message that is no ticket for triage although it is one counts as missed. */
function typeFigures(judged: readonly Judged[]) {
  const tickets = judged.filter(({ type }) => type)
  const labellings = tickets.map(({ type, given }): Labelling => ({ truth: type, given: given.type }))
  const told = labellings.filter(({ given }) => given !== undefined)
  return {
    'type F1': macroF1(labellings, types),
    'type F1 where one was given': macroF1(told, types),
    lines: tickets.length,
  }
}

/** High-high P1, high-medium P2, high-low and medium-medium P3, the rest P4 (quality.md T7, product.md 1.6). */
const wantedMatrix = { everyone: ['P3', 'P2', 'P1'], team: ['P4', 'P3', 'P2'], one: ['P4', 'P4', 'P3'] } as const

/** T7: every cell of the matrix, and no stoppage of many below the top two. */
function priorityFigures(judged: readonly Judged[]) {
  const cells = impacts.flatMap((impact) =>
    urgencies.map((urgency, at) => ({ impact, urgency, wanted: wantedMatrix[impact][at] })),
  )
  const stoppages = judged.filter(
    ({ impact, urgency }) => (impact === 'team' || impact === 'everyone') && urgency === 'high',
  )
  return {
    'cells right': cells.filter(({ impact, urgency, wanted }) => priorityOf(impact, urgency) === wanted).length,
    stoppages: stoppages.length,
    'stoppages below P2': stoppages.filter(({ given }) => given.priority !== 'P1' && given.priority !== 'P2').length,
  }
}

function keepMisses(session: Session, set: string, judged: readonly Judged[]) {
  for (const { text, intent, category, impact, urgency, given } of judged) {
    const wrong = [
      intent === given.intent ? [] : [[intent, given.intent]],
      category === undefined || category === given.category ? [] : [[category, given.category]],
      impact === undefined || impact === (given.impact ?? 'one') ? [] : [[impact, given.impact]],
      urgency === undefined || urgency === (given.urgency ?? 'medium') ? [] : [[urgency, given.urgency]],
    ].flat()
    if (wrong.length === 0) continue
    const [wanted, got] = [0, 1].map((side) => wrong.map((pair) => pair[side] ?? 'nothing').join(', '))
    session.misses.push({ set, text, wanted: wanted!, got: got! })
  }
}

/** The linear baseline learns the same seed lines; out of scope is one of its labels. */
async function scoreBaseline(session: Session): Promise<void> {
  const lines = seedLines()
  const learn = (name: string, label: (line: (typeof lines)[number]) => string | undefined) =>
    writeLines(
      session,
      name,
      lines.flatMap((line) => (label(line) ? [{ text: line.text, label: label(line) }] : [])),
    )
  const intents = learn('seed intents', ({ intent }) => intent)
  const categories = learn('seed categories', ({ category }) => category)
  for (const lang of locales) {
    const asked = messages(lang)
    const byIntent = await ask<TriageAnswer>(linearBaseline(session, ['--train', intents]), asked)
    const byCategory = await ask<TriageAnswer>(linearBaseline(session, ['--train', categories]), asked)
    const labelled = asked.filter(({ category }) => category)
    const figures = {
      ...intentFigures(asked.map(({ id, intent }) => ({ truth: intent, given: byIntent.answers.get(id)?.label }))),
      'category right': share(labelled, ({ id, category }) => byCategory.answers.get(id)?.label === category),
    }
    keep(session, { set: `own messages ${lang}`, system: 'lr', figures })
  }
}
