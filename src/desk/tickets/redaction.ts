import type { Block } from '../../chat/card.ts'
import { mask } from '../../platform/masking.ts'

export interface Cut {
  readonly words: string
  /** They are all that a message said. */
  readonly whole: boolean
}

/** Names under which no words of people stand: what the engine reads by, not what anybody wrote. */
const structural = new Set([
  'kind',
  'action',
  'tone',
  'style',
  'locale',
  'flow',
  'turn',
  'id',
  'event',
  'source',
  'file',
  'article',
  'thread',
  'message',
  'emoji',
  'errand',
  'because',
  'about',
])

/** The same value without the words, wherever somebody's words may stand in it. */
export function blackened<Value>(value: Value, cut: Cut): Value {
  return rewritten(value, cut) as Value
}

function rewritten(value: unknown, cut: Cut): unknown {
  if (typeof value === 'string') return value.replaceAll(cut.words, mask)
  if (Array.isArray(value)) return value.map((each) => rewritten(each, cut))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      typeof each === 'string' && structural.has(name) ? each : rewritten(each, cut),
    ]),
  )
}

/** A copy of a message of which nothing stays but who wrote it. */
export const inMessageBlocks = (blocks: ReadonlyArray<Block>): Block[] =>
  blocks.map((block) =>
    block.kind === 'said' ? { ...block, text: mask } : block.kind === 'file' ? { kind: 'text', text: mask } : block,
  )
