import { type Card, card } from '../src/chat/card.ts'
import type { Reply } from '../src/chat/event.ts'
import type { ThreadKey } from '../src/chat/thread.ts'
import { asideCard } from '../src/conversation/entrances.ts'
import type { Moment } from '../src/conversation/flow.ts'
import type { Aside, Asked } from '../src/conversation/house.ts'
import type { Answer } from '../src/desk/knowledge/answer.ts'
import { fixedText } from '../src/desk/knowledge/fixed.ts'
import type { StoredFixed } from '../src/desk/knowledge/fixed-store.ts'
import type { Texts } from '../src/texts/index.ts'
import { articleCard } from './article-card.ts'
import { pointedForm } from './pointed.ts'
import { isPressing } from './triage.ts'

type Known = { fixed: StoredFixed } | { answer: Answer }
type At = Pick<Moment<unknown, unknown>, 'desk' | 't'>

/**
 * Where a channel wants answers privately first: what is sure is shown to whoever asks, alone, with what only they may read.
 * They may share it, if everybody there may read it, or ask a person. Nothing where nothing is sure.
 */
export async function answerAlone({
  answer: text,
  desk,
  event,
  t,
}: Moment<unknown, string>): Promise<Aside | undefined> {
  const known = isPressing(desk.triage.read(text)) ? undefined : await sureAlone(desk, text)
  if (!known) return undefined
  const mayShare = await isForAll(desk, text, known)
  const about = { source: event.id, text, band: 'confident' as const, worded: false, mayShare }
  if ('fixed' in known) {
    const { name, version } = known.fixed
    desk.knowledge.answered({ ...about, articles: [], fixed: { name, version } })
  } else {
    const { article, locale, version, score } = known.answer
    desk.knowledge.answered({ ...about, articles: [{ article, locale, version, score, rank: 1 }] })
  }
  const told = shown(known, t).text(t.requests.onlyYou, 'muted')
  const solved = { solved: { label: t.answer.solved, style: 'primary' as const } }
  const aside = mayShare
    ? told.buttons({ ...solved, share: t.requests.share, ticket: t.answer.notSolved })
    : told.buttons({ ...solved, ticket: t.answer.notSolved })
  return { aside, card: `${asideCard}${event.id}` }
}

/** A press on such a card. What it showed is looked up again, so that nothing is shared that may not be any more. */
export async function aside(moment: Moment<unknown, Asked>): Promise<Reply> {
  const { answer: asked, desk, t } = moment
  const { action, text, source, thread } = asked
  const known = await sureAlone(desk, text)
  if (action === 'share') {
    const card = known && (await isForAll(desk, text, known, thread)) && shown(known, t)
    if (!card) return { notice: t.requests.notShared }
    const shared = await desk.channels.share(source, thread, card.text(t.requests.sharedBy(desk.actor.name), 'muted'))
    return { notice: shared ? t.requests.shared : t.requests.sharedBefore }
  }
  if (action !== 'solved' && action !== 'ticket') return { notice: t.oldCard }
  const helped = action === 'solved'
  if (known && 'answer' in known) await desk.knowledge.verdict({ text, rank: 1, answer: known.answer }, helped)
  else await desk.knowledge.fixedVerdict(source, helped)
  return helped ? { notice: t.thanks } : openedFor(moment)
}

/** It did not help: a ticket of the very message, in its thread. */
const openedFor = (moment: Moment<unknown, Asked>): Promise<Reply> => {
  const { answer, event } = moment
  const { text, source, thread, message } = answer
  const of = { text, source, thread, message, author: event.from, here: true, form: true, card: '' }
  return pointedForm({ ...moment, answer: of }, { description: text })
}

async function sureAlone(desk: At['desk'], text: string): Promise<Known | undefined> {
  const fixed = await desk.knowledge.fixedAlone(text)
  if (fixed) return { fixed }
  const { band, answers } = await desk.knowledge.askAlone(text)
  return band === 'confident' && answers[0] ? { answer: answers[0] } : undefined
}

/** Whether everybody who reads the place where it was asked may read it: it is what would be answered there. */
async function isForAll(desk: At['desk'], text: string, known: Known, thread?: ThreadKey): Promise<boolean> {
  if ('fixed' in known) return (await desk.knowledge.fixed(text, thread))?.name === known.fixed.name
  const { answers } = await desk.knowledge.ask(text, thread)
  return answers[0]?.article === known.answer.article && answers[0].locale === known.answer.locale
}

function shown(known: Known, t: Texts): Card {
  if ('fixed' in known) {
    const { words, otherLanguage } = fixedText(known.fixed, t.language)
    const lead = card(words)
    return (otherLanguage ? lead.text(t.answer.otherLanguage, 'muted') : lead).source(t.answer.fixed, known.fixed.name)
  }
  return articleCard(known.answer, t)
}
