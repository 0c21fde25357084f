import type { Locale } from '../../chat/locale.ts'
import { type Band, bandOf } from './bands.ts'
import { chanceRight } from './calibration.ts'
import { asksForNobody, commandIn, ticketIn } from './commands.ts'
import { type Category, type Impact, type Intent, type TicketType, typeOf, type Urgency } from './labels.ts'
import { detectLanguage } from './language.ts'
import type { TriageModel } from './model.ts'
import { firstPhrase, phrases, plain } from './phrases.ts'
import { type Priority, priorityOf } from './priority.ts'
import { predictScoped } from './scope.ts'
import { type Service, serviceIn } from './services.ts'
import * as words from './word-lists.ts'
import { type Reason, type Weight, weigh } from './words.ts'

export interface TriageContext {
  readonly model: TriageModel
  /** The language of the person's profile, for messages that do not tell ("VPN"). */
  readonly profileLocale?: Locale | undefined
  /** The language of the message before, which knows better than a profile. */
  readonly previousLocale?: Locale | undefined
}

/** What triage makes of one message. Every field is a proposal with its reason; a person may overrule each of them. */
export interface Triage {
  readonly locale: Locale
  readonly intent: Intent
  /** The number typed in `status 1042`. Whether the person may see that ticket is checked by the desk. */
  readonly ticket: number | undefined
  /** Absent for messages that are no ticket: greetings, thanks, status questions … */
  readonly type: TicketType | undefined
  readonly category: Category | undefined
  readonly service: Service | undefined
  readonly impact: Impact | undefined
  readonly urgency: Urgency | undefined
  readonly critical: boolean
  /** An account or a device may be in somebody else's hands: advice is not enough, a person must act. */
  readonly emergency: boolean
  /** From the matrix, reading an unknown impact as one person and an unknown urgency as medium. */
  readonly priority: Priority
  readonly frustrated: boolean
  /** 0 to 1. A command is certain (1). */
  readonly confidence: { readonly locale: number; readonly intent: number; readonly category: number }
  readonly bands: { readonly intent: Band; readonly category: Band }
  readonly reasons: readonly Reason[]
  readonly scores: ReadonlyMap<string, number>
}

const DEFAULT_LOCALE: Locale = 'fr'

interface Choice<T> {
  readonly value: T
  readonly confidence: number
  readonly reason: Reason
}

function localeOf(text: string, { previousLocale, profileLocale }: TriageContext): Choice<Locale> {
  const { locale, confidence } = detectLanguage(text)
  const value = locale ?? previousLocale ?? profileLocale ?? DEFAULT_LOCALE
  const because = locale ? 'words' : previousLocale ? 'previous' : 'profile'
  return { value, confidence, reason: { about: 'locale', value, because } }
}

interface IntentChoice extends Choice<Intent> {
  readonly ticket: number | undefined
  readonly scores: ReadonlyMap<string, number>
}

/** A message about work that is like nothing learnt ("VPN"): which kind of ticket would it be? */
const likeliestTicket = (scores: ReadonlyMap<string, number>): Intent =>
  (['incident', 'request', 'how-to'] as const).reduce((best, intent) =>
    (scores.get(intent) ?? 0) > (scores.get(best) ?? 0) ? intent : best,
  )

const aboutTickets = phrases('ticket* | request* | demande* | incident*')

/**
 * What the model takes for a command although it is work: "cancel my Visio subscription", "aide sur Excel", "bonjour,
 * imprimante en panne". A wrong "cancel" loses somebody's request, so there a ticket is the safe side.
 */
function isWork(intent: Intent, text: string): boolean {
  if (intent === 'person') return asksForNobody(text) || serviceIn(text) !== undefined
  if (intent === 'cancel' && firstPhrase(plain(text), aboutTickets)) return false
  return (intent === 'cancel' || intent === 'help' || intent === 'greeting') && serviceIn(text) !== undefined
}

/** Commands first: the same words must do the same thing whatever the model has learnt since. */
function intentOf(text: string, context: TriageContext): IntentChoice {
  const { model } = context
  const command = commandIn(text)
  if (command) {
    const { intent, ticket, found } = command
    const reason: Reason = { about: 'intent', value: intent, because: 'command', found }
    return { value: intent, confidence: 1, ticket, scores: new Map([[intent, 1]]), reason }
  }
  const { label, surest, confidence: lead, scores } = predictScoped(model.intent, text)
  const confidence = chanceRight(model.intent.calibration, lead)
  const below = label === model.intent.oos
  const stranger = below && !speaksOfWork(text)
  const aTicket = below || isWork(surest as Intent, text)
  const value = (stranger ? label : aTicket ? likeliestTicket(scores) : surest) as Intent
  const because = stranger ? 'below-threshold' : 'model'
  const sure = stranger ? 1 - confidence : confidence
  const ticket = value === 'status' ? ticketIn(plain(text)) : undefined
  return { value, confidence: sure, ticket, scores, reason: { about: 'intent', value, because } }
}

/** Intents that may open a ticket, or hand one over, have a category. */
const categorised: readonly Intent[] = ['incident', 'request', 'how-to', 'person']

function categoryOf(text: string, intent: Intent, { model }: TriageContext): Choice<Category> | undefined {
  if (!categorised.includes(intent)) return undefined
  return chosenCategory(text, model)
}

function chosenCategory(text: string, model: TriageModel): Choice<Category> | undefined {
  const { label, confidence: lead } = predictScoped(model.category, text)
  const value = label as Category
  const confidence = chanceRight(model.category.calibration, lead)
  if (bandOf(confidence, value) === 'unsure') return undefined
  return { value, confidence, reason: { about: 'category', value, because: 'model' } }
}

/**
 * A message that names a service or a stoppage of many is no small talk, however oddly it is worded: rather a question too
 * many from the desk than "I cannot help with that" to somebody who cannot print.
 */
function speaksOfWork(text: string): boolean {
  const { impact, urgency } = weigh(text)
  return serviceIn(text) !== undefined || (impact !== undefined && urgency === 'high')
}

/** The words by which an account or a device may be in somebody else's hands: it happened, and is no question about it. */
function exposureIn(text: string, intent: Intent, category: Category | undefined): string | undefined {
  if (intent !== 'incident') return undefined
  const message = plain(text)
  return (
    firstPhrase(message, words.stolen) ?? (category === 'security' ? firstPhrase(message, words.exposed) : undefined)
  )
}
const becauseOf = (about: Reason['about'], value: string, found: string): Reason => ({
  about,
  value,
  because: 'words',
  found,
})

/** Whatever the message was like, what may be in somebody else's hands is a matter of security … */
const securityBy = (found: string): Choice<Category> => ({
  value: 'security',
  confidence: 1,
  reason: becauseOf('category', 'security', found),
})

/** … that cannot wait, and has more at stake than the one person. */
const pressingBy = (weight: Weight, found: string): Weight => ({
  ...weight,
  urgency: 'high',
  critical: true,
  reasons: [
    ...weight.reasons.filter(({ about }) => about !== 'urgency' && about !== 'critical'),
    becauseOf('urgency', 'high', found),
    becauseOf('critical', 'yes', found),
  ],
})

/** Decides about one message. Pure: no clock, no database, no network; well under a millisecond. */
export function triage(text: string, context: TriageContext): Triage {
  const locale = localeOf(text, context)
  const intent = intentOf(text, context)
  const guessed = categoryOf(text, intent.value, context)
  const exposure = exposureIn(text, intent.value, guessed?.value)
  const category = exposure ? securityBy(exposure) : guessed
  const named = serviceIn(text)
  const weight = exposure ? pressingBy(weigh(text), exposure) : weigh(text)
  const { impact, urgency, critical, frustrated } = weight
  const service: Reason[] = named
    ? [{ about: 'service', value: named.service, because: 'words', found: named.found }]
    : []
  return {
    locale: locale.value,
    intent: intent.value,
    ticket: intent.ticket,
    type: typeOf(intent.value),
    category: category?.value,
    service: named?.service,
    impact,
    urgency,
    critical,
    emergency: exposure !== undefined,
    priority: priorityOf(impact ?? 'one', urgency ?? 'medium', { critical }),
    frustrated,
    confidence: { locale: locale.confidence, intent: intent.confidence, category: category?.confidence ?? 0 },
    bands: { intent: bandOf(intent.confidence), category: bandOf(category?.confidence ?? 0, category?.value) },
    reasons: [locale.reason, intent.reason, ...(category ? [category.reason] : []), ...service, ...weight.reasons],
    scores: intent.scores,
  }
}
