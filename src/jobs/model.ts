import type { Outcomes } from '../conversation/errands.ts'
import type { House } from '../conversation/house.ts'
import { classification } from '../desk/assistant/classify.ts'
import { namesIn } from '../desk/assistant/store.ts'
import { groundedIn, passagesOf, type Quoted, wordingOf } from '../desk/assistant/wording.ts'
import { embedQuestion } from '../desk/knowledge/embedding.ts'
import type { Leased } from '../desk/outbox/store.ts'
import type { Embedder } from '../platform/embeddings.ts'
import type { Llm } from '../platform/llm.ts'
import { openRedactor } from '../platform/redact.ts'
import type { Db } from '../schema.ts'
import { hearOutcome, isAwaited } from './begin.ts'

export interface ModelPorts {
  db: Db
  house: () => House
  llm: Llm
  /** Absent where no embedding model is configured. */
  embedder?: Embedder | undefined
  now: () => Date
}
type Came<J extends keyof Outcomes> = {
  [A in keyof Outcomes[J]]: { answer: A; value: Outcomes[J][A] }
}[keyof Outcomes[J]]

const failed = { answer: 'failed', value: undefined } as const

/**
 * Asks the language model on behalf of a talk, with no transaction open, and lets the talk hear what came of it. Whatever
 * goes wrong comes back as `failed`: the person must not pay for a model.
 */
export async function askForTalk(ports: ModelPorts, row: Leased): Promise<number[]> {
  const { content } = row
  if (content.kind !== 'errand' || !(await isAwaited(ports.db, row))) return []
  const came = await askings[content.errand as keyof Outcomes](ports, content.payload as never)
  return hearOutcome(ports.db, ports.house(), row, came, ports.now())
}

const askings: { [J in keyof Outcomes]: (ports: ModelPorts, payload: never) => Promise<Came<J>> } = {
  'classify-message': classifyMessage,
  'word-answer': wordAnswer,
  'embed-question': embed,
}

/** What it means is kept for the searches of that question; the talk is told only whether there is something. */
async function embed({ db, embedder, now }: ModelPorts, { text }: { text: string }): Promise<Came<'embed-question'>> {
  const embedded = embedder && (await embedQuestion(db, embedder, text, now()))
  return embedded ? { answer: 'embedded', value: undefined } : failed
}

async function classifyMessage({ db, llm }: ModelPorts, { text }: { text: string }): Promise<Came<'classify-message'>> {
  const { hide } = openRedactor(await namesIn(db, text))
  const told = await llm.ask(classification(hide(text)))
  return told.ok ? { answer: 'classified', value: told.value } : failed
}

/** What the turn sends: the question, the language of the answer, the articles that may answer it. */
interface Wording {
  text: string
  locale: 'fr' | 'en'
  articles: Quoted[]
}

async function wordAnswer({ db, llm }: ModelPorts, { text, locale, articles }: Wording): Promise<Came<'word-answer'>> {
  const whole = [text, ...articles.flatMap(({ title, lead, steps }) => [title, lead, ...steps])].join('\n')
  const { hide, show } = openRedactor(await namesIn(db, whole))
  const passages = passagesOf(articles).map((passage) => ({ ...passage, text: hide(passage.text) }))
  const told = await llm.ask(wordingOf(hide(text), passages, locale))
  const grounded = told.ok ? groundedIn(told.value, passages, locale) : undefined
  if (!grounded) return failed
  const { lead, steps, from } = grounded
  return { answer: 'worded', value: { lead: show(lead), steps: steps.map(show), from } }
}
