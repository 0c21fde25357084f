import { join } from 'node:path'
import { type Locale, locales } from '../../src/chat/locale.ts'
import { maybeFrom } from '../../src/desk/knowledge/bands.ts'
import { type Intent, typeOf } from '../../src/desk/triage/labels.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { triage } from '../../src/desk/triage/triage.ts'
import { type Asked, ask } from './asking.ts'
import { type Base, searching } from './base.ts'
import { share } from './measures.ts'
import type { SearchAnswer } from './scorers.ts'
import { isUnread, keep, type Question, readLines, root, type Session, unread } from './session.ts'

/** A line as somebody types it into the chat, with the article that solves it if there is one, and what may be read in it. */
interface Everyday extends Question {
  readonly intents: readonly Intent[]
}
/** What becomes of a message: turned away with « I cannot help with that », or looked up. */
type Met = 'turned away' | 'answered' | 'choice' | 'ticket'

const offered = 3
export const everyday = (lang: Locale) => readLines<Everyday>(join(root, 'test', 'eval', `everyday.${lang}.jsonl`))
export const everydaySet = (lang: Locale) => `everyday ${lang}`

/** Triage and search together, as `flows/triage.ts` goes through them without a language model. */
export async function scoreEveryday(session: Session, base: Base): Promise<void> {
  for (const lang of locales) {
    const lines = everyday(lang)
    const asked = await ask<SearchAnswer>(searching(base), lines)
    const met = lines.map((line) => ({ line, ...whatBecomesOf(line, asked) }))
    const set = everydaySet(lang)
    keep(session, { set, system: 'guichet', figures: figuresOf(met) })
    const hidden = met.filter(({ line }) => isUnread(line))
    keep(session, { set: unread(set), system: 'guichet', figures: figuresOf(hidden) })
    for (const { line, became, holds } of met.filter((each) => !isUnread(each.line)))
      if (line.relevant.length > 0 && !holds)
        session.misses.push({ set, text: line.text, wanted: line.relevant.join(', '), got: became })
  }
}

function whatBecomesOf({ id, text, lang, relevant }: Everyday, { answers }: Asked<SearchAnswer>) {
  const { intent, bands } = triage(text, { model: seedModel(), profileLocale: lang })
  const { ranking = [], scores = [], band = 'nothing' } = answers.get(id) ?? {}
  const shown = ranking.filter((_, at) => at < offered && (scores[at] ?? 0) >= maybeFrom)
  const seen = band === 'confident' ? shown.slice(0, 1) : shown
  const away = intent === 'out-of-scope' || bands.intent === 'unsure'
  const looked: Met = band === 'confident' ? 'answered' : shown.length > 0 ? 'choice' : 'ticket'
  return { intent, became: away ? 'turned away' : looked, holds: !away && seen.some((each) => relevant.includes(each)) }
}

type Outcome = { readonly line: Everyday } & ReturnType<typeof whatBecomesOf>

function figuresOf(met: readonly Outcome[]) {
  const ours = met.filter(({ line }) => !line.intents.includes('out-of-scope'))
  const known = ours.filter(({ line }) => line.relevant.length > 0)
  const unknown = ours.filter(({ line }) => line.relevant.length === 0)
  const strange = met.filter(({ line }) => line.intents.includes('out-of-scope'))
  const right = ({ line, intent }: Outcome) => line.intents.some((each) => typeOf(each) === typeOf(intent))
  return {
    'answered right': share(known, ({ became, holds }) => became === 'answered' && holds),
    'choice holds it': share(known, ({ became, holds }) => became === 'choice' && holds),
    'answered wrong': share(known, ({ became, holds }) => became === 'answered' && !holds),
    'only a ticket': share(known, ({ became }) => became === 'ticket'),
    'no article, answered': share(unknown, ({ became }) => became === 'answered'),
    'turned away': share(ours, ({ became }) => became === 'turned away'),
    'type right': share(ours, right),
    'strangers turned away': share(strange, ({ became }) => became === 'turned away'),
  }
}
