import * as clauses from './crowd-clauses.ts'
import { notAlone as notAloneWords } from './crowd-words.ts'
import * as crowds from './crowds.ts'
import type { Impact, Urgency } from './labels.ts'
import { firstPhrase, phrases, plain, without } from './phrases.ts'
import * as words from './word-lists.ts'

/** What the words of a message propose. A proposal, shown with its reason: the matrix decides, and a person may correct it. */
export interface Weight {
  readonly impact: Impact | undefined
  readonly urgency: Urgency | undefined
  /** More is at stake than the people counted: a customer waits, a date is at the door. */
  readonly critical: boolean
  readonly frustrated: boolean
  readonly reasons: readonly Reason[]
}

/** Why something was proposed: the words found, as normalised. Data, not prose; the console words it in the reader's language. */
export interface Reason {
  readonly about: 'impact' | 'urgency' | 'critical' | 'frustrated' | 'intent' | 'category' | 'locale' | 'service'
  readonly value: string
  readonly because:
    | 'words'
    | 'command'
    | 'model'
    | 'profile'
    | 'previous'
    | 'below-threshold'
    | 'stoppage-of-many'
    | 'language-model'
  readonly found?: string
}

const found = (about: Reason['about'], value: string, phrase: string): Reason => ({
  about,
  value,
  because: 'words',
  found: phrase,
})

const notAlone = phrases(notAloneWords)
/** Numbers count people as well as words do: « on est 30 », "none of our 40 agents". */
const counted = (text: string) => text.replaceAll(/ \d+(?= )/g, ' #')
/** « ne partent plus »: whatever it did, it has stopped. */
const stoppedVerb = / ne? [^ .#]+ plus /

/** The words by which something stopped. */
const stops = (text: string) =>
  [words.stoppage, crowds.lost, crowds.stopped, crowds.disaster, crowds.denied]
    .map((list) => firstPhrase(counted(text), list))
    .find(Boolean) ?? stoppedVerb.exec(text)?.[0].trim()

function impactOf(message: string): Reason | undefined {
  const text = clauses.withoutMentioned(counted(message))
  const halt = stops(text) ?? clauses.haltIn(text)
  if (!halt && clauses.onlyMentioned(text)) return undefined
  const alone = firstPhrase(without(text, notAlone), words.one)
  if (alone) return found('impact', 'one', alone)
  const ofTeam = firstPhrase(text, words.everyoneOfTeam)
  const rest = without(text, words.everyoneOfTeam)
  const all = firstPhrase(rest, words.everyone) ?? firstPhrase(rest, crowds.disaster) ?? firstPhrase(rest, crowds.crowd)
  if (all) return found('impact', 'everyone', all)
  const ofSome = ofTeam ?? firstPhrase(text, words.team) ?? firstPhrase(text, crowds.groupOf)
  if (ofSome) return found('impact', 'team', ofSome)
  const each = clauses.everyoneIn(rest)
  if (each) return found('impact', 'everyone', each)
  const several = halt && (crowds.houseIn(text) ?? clauses.severalIn(text))
  return several ? found('impact', 'team', several) : undefined
}

function urgencyOf(text: string, impact: string | undefined): Reason | undefined {
  const calm = firstPhrase(text, words.notUrgent)
  const rest = without(text, words.notUrgent)
  const stopped = stops(rest) ?? clauses.haltIn(counted(rest))
  // Many people stopped is high whatever the tone: nothing phrased so may end below the top two priorities.
  if (stopped && (impact === 'team' || impact === 'everyone'))
    return { about: 'urgency', value: 'high', because: 'stoppage-of-many', found: stopped }
  const pressing =
    firstPhrase(rest, words.urgent) ?? firstPhrase(rest, words.critical) ?? firstPhrase(rest, crowds.soon)
  if (pressing) return found('urgency', 'high', pressing)
  if (calm) return found('urgency', 'low', calm)
  const halted = firstPhrase(rest, words.halted)
  return halted ? found('urgency', 'high', halted) : undefined
}

/** Shouting: three exclamation marks, or at least twelve letters that are nearly all capitals. */
function shouted(text: string): string | undefined {
  if (text.includes('!!!')) return '!!!'
  const letters = text.slice(0, 1_000).match(/\p{L}/gu) ?? []
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase()).length
  return letters.length >= 12 && capitals >= 0.8 * letters.length ? 'capitals' : undefined
}

/** Reads impact, urgency and mood in the words of both languages. Frustration is a flag beside them and lowers nothing. */
export function weigh(text: string): Weight {
  const message = without(plain(text), words.salutations)
  const impact = impactOf(message)
  const urgency = urgencyOf(message, impact?.value)
  const stake = firstPhrase(message, words.critical)
  const mood = firstPhrase(message, words.frustration) ?? shouted(text)
  const reasons = [
    impact,
    urgency,
    stake ? found('critical', 'yes', stake) : undefined,
    mood ? found('frustrated', 'yes', mood) : undefined,
  ]
  return {
    impact: impact?.value as Impact | undefined,
    urgency: urgency?.value as Urgency | undefined,
    critical: stake !== undefined,
    frustrated: mood !== undefined,
    reasons: reasons.filter((reason) => reason !== undefined),
  }
}
