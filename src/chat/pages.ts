import type { Block } from './card.ts'
import { costOf, partsOf } from './parts.ts'

/**
 * What one card takes on every platform: its words as they cost once escaped, in UTF-16 units, and its blocks. Where buttons
 * stand with the words there is less room for these.
 */
const most = { cost: 11_500, blocks: 40, value: 1500, facts: 10 } as const
/** What stands around each block, field or button on its way. */
const around = { block: 80, field: 60, offer: 170 } as const

const isOffer = ({ kind }: Block) => ['buttons', 'choices', 'form', 'menu'].includes(kind)

/**
 * A card in as many as its words need, whole and in order; what there is to press stands on the last. One that fits is
 * itself.
 */
export function pagesOf(blocks: ReadonlyArray<Block>): ReadonlyArray<Block>[] {
  if (fits(blocks)) return [blocks]
  const offers = blocks.filter(isOffer)
  const pages: Block[][] = [[]]
  const words = blocks.filter((block) => !isOffer(block)).flatMap(pieces)
  for (const [at, piece] of words.entries()) {
    const page = pages.at(-1)!
    const filled = [...page, piece, ...(at === words.length - 1 ? offers : [])]
    if (page.length && !fits(filled)) pages.push([piece])
    else page.push(piece)
  }
  pages.at(-1)!.push(...offers)
  return pages
}

/** What may stand on a page by itself. The numbers of steps go with them. */
function pieces(block: Block): Block[] {
  switch (block.kind) {
    case 'text':
      return partsOf(block.text).map((text) => ({ ...block, text }))
    case 'said':
      return partsOf(block.text).map((text) => ({ ...block, text }))
    case 'steps':
      return block.steps.flatMap((step, i) => partsOf(`${i + 1}. ${step}`)).map((text) => ({ kind: 'text', text }))
    case 'facts':
      return factPieces(block.facts)
    default:
      return [block]
  }
}

/** A value that is a text of its own stands below its label; platforms cut it beside it. */
function factPieces(facts: Extract<Block, { kind: 'facts' }>['facts']): Block[] {
  const found: Block[] = []
  for (const [label, value] of facts) {
    const last = found.at(-1)
    if (costOf(value) > most.value)
      found.push(...partsOf(`${label}: ${value}`).map((text) => ({ kind: 'text' as const, text })))
    else if (last?.kind === 'facts' && last.facts.length < most.facts)
      found[found.length - 1] = { kind: 'facts', facts: [...last.facts, [label, value]] }
    else found.push({ kind: 'facts', facts: [[label, value]] })
  }
  return found
}

const fits = (blocks: ReadonlyArray<Block>) =>
  blocks.length <= most.blocks &&
  blocks.reduce((sum, block) => sum + costOfBlock(block), 0) <= most.cost &&
  !blocks.some((block) => block.kind === 'facts' && block.facts.some(([, value]) => costOf(value) > most.value))

function costOfBlock(block: Block): number {
  if (isOffer(block)) return JSON.stringify(block).length + around.offer * offersIn(block)
  switch (block.kind) {
    case 'facts':
      return block.facts.reduce((sum, [label, value]) => sum + costOf(label) + costOf(value) + around.field, 0)
    case 'steps':
      return block.steps.reduce<number>((sum, step) => sum + costOf(step) + around.field / 10, around.block)
    default:
      return (
        costOf(
          Object.values(block)
            .filter((one) => typeof one === 'string')
            .join(' '),
        ) + around.block
      )
  }
}

const offersIn = (block: Block): number =>
  block.kind === 'buttons'
    ? block.buttons.length
    : block.kind === 'choices'
      ? block.options.length
      : block.kind === 'menu'
        ? block.acts.length
        : 1
