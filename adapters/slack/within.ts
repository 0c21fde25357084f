import type { types } from '@slack/bolt'
import { limits } from './limits.ts'
import { shortened } from './markup.ts'

type KnownBlock = types.KnownBlock
/** What can be pressed in a message: a button, or the select that stands for several. */
export type Offer = types.Button | types.StaticSelect
export type Actions = types.ActionsBlock & { elements: Offer[] }

export const isActions = (block: KnownBlock): block is Actions => block.type === 'actions'

/** Buttons may fill this much of a message; the words get the rest. */
const mostForActions = 9000
const smallestUsefulText = 40
const more: KnownBlock = { type: 'section', text: { type: 'plain_text', text: '…' } }

/** Makes a message fit as a whole. Buttons come first, since without them a person is stuck; words end with « … ». */
export function within(blocks: KnownBlock[], most: number = limits.blocks): KnownBlock[] {
  if (blocks.length <= most && size(blocks) <= limits.wholeMessage) return blocks
  const actions = fittingActions(blocks.filter(isActions))
  const kept = new Map<KnownBlock, KnownBlock>(actions.map(({ from, to }) => [from, to]))
  let room = limits.wholeMessage - size([...kept.values()]) - size([more])
  let places = most - kept.size - 1
  const words = blocks.filter((block) => !isActions(block))
  for (const block of words) {
    const fits = places > 0 ? shrunk(block, room) : undefined
    if (fits) kept.set(block, fits)
    if (fits !== block) break
    room -= size([block])
    places--
  }
  const cutAt = words.find((block) => kept.get(block) !== block)
  return blocks.flatMap((block) => kept.get(block) ?? (block === cutAt ? [more] : []))
}

const size = (blocks: KnownBlock[]) => JSON.stringify(blocks).length

function fittingActions(rows: Actions[]): { from: KnownBlock; to: KnownBlock }[] {
  let room = mostForActions
  return rows.slice(0, limits.blocks / 2).flatMap((row) => {
    const elements = row.elements.filter((element) => {
      const cost = JSON.stringify(element).length + 1
      if (cost > room) return false
      room -= cost
      return true
    })
    return elements.length ? [{ from: row, to: { ...row, elements } }] : []
  })
}

/** The block itself if there is room for it, its beginning if it is a text, or nothing. */
function shrunk(block: KnownBlock, room: number): KnownBlock | undefined {
  if (size([block]) <= room) return block
  if (block.type !== 'section' || !block.text) return undefined
  for (let most = room; most >= smallestUsefulText; most = Math.floor(most / 1.2)) {
    const shorter = { ...block, text: { ...block.text, text: shortened(block.text.text, most) } }
    if (size([shorter]) <= room) return shorter
  }
  return undefined
}
