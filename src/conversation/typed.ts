import { type Block, buttonsIn } from '../chat/card.ts'
import { bare, plain } from '../desk/triage/phrases.ts'
import { Errand } from './errands.ts'
import type { Turn } from './flow.ts'
import type { Hearing } from './moving.ts'

/** A label is a few words; longer messages say something of their own. */
const longestLabel = 80

/**
 * What can be pressed can be typed: words that are the label of a button or of a choice on the card that stands here are
 * that press, whatever their case, accents and punctuation.
 */
export function pressedInWords(
  { place, moment }: Pick<Hearing, 'place' | 'moment'>,
  turn: Turn | undefined,
  words: string,
): { action: string; value?: { choice: string } } | undefined {
  if (!turn || words.length > longestLabel) return undefined
  const data = turn.data.safeParse(place.conversation?.data)
  const card = data.success ? turn.puts(data.data as never, moment.t, moment) : undefined
  if (!card || card instanceof Errand) return undefined
  const said = bare(plain(words))
  const reads = ({ label }: { label: string }) => said !== '' && bare(plain(label)) === said
  const button = buttonsIn(card.blocks).find(reads)
  if (button) return { action: button.action }
  return card.blocks.flatMap((block) => choiceOf(block, reads))[0]
}

const choiceOf = (block: Block, reads: (option: { label: string }) => boolean) =>
  block.kind === 'choices'
    ? block.options.filter(reads).map(({ value }) => ({ action: block.action, value: { choice: value } }))
    : []
