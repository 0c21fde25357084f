/**
 * What the compiler must refuse in a script, a card, a text or an adapter. Nothing here runs: `npm test` compiles it, and
 * an expected error that does not come is an error itself.
 */
import { z } from 'zod'
import { type Block, card } from '../../src/chat/card.ts'
import { errand } from '../../src/conversation/errands.ts'
import { flow } from '../../src/conversation/flow.ts'
import type { TicketActs } from '../../src/desk/tickets/acts.ts'
import type { Texts } from '../../src/texts/index.ts'

const { turn, ask } = flow('sample', { one: z.object({ name: z.string() }), two: z.object({ size: z.number() }) })
const { done } = flow('other', {})

turn('one')
  .says(() => card('?').buttons({ yes: 'Yes', no: 'No' }))
  // @ts-expect-error an invited button has no handler
  .hears({ yes: () => ask('two', { size: 1 }) })

turn('one')
  .says(() => card('?').buttons({ yes: 'Yes' }))
  .hears({
    yes: () => ask('two', { size: 1 }),
    // @ts-expect-error a handler for a button that does not exist
    maybe: () => ask('two', { size: 1 }),
  })

turn('one')
  .sends(() => errand('word-answer', {}))
  // @ts-expect-error an outcome of the errand is not heard
  .hears({ worded: () => ask('two', { size: 1 }) })

turn('one')
  .sends(() => errand('word-answer', {}))
  // @ts-expect-error words typed while the errand runs are not heard
  .hears({ worded: () => ask('two', { size: 1 }), failed: () => ask('two', { size: 1 }) })

// @ts-expect-error no such errand
errand('word-answers', {})

// @ts-expect-error a misspelt turn
turn('tow')

// @ts-expect-error a misspelt turn to go to
ask('tow', { size: 1 })

// @ts-expect-error wrong data for the turn
ask('two', { name: 'x' })

turn('two')
  .says(() => card('?').buttons({ ok: 'OK' }))
  .hears({
    ok: () => ask('one', { name: '' }),
    // @ts-expect-error text is heard where no text is invited
    text: () => ask('one', { name: '' }),
  })

turn('one')
  .says(() =>
    card('?').form('edit', { label: '', title: '', submit: '', cancel: '' }, { title: { label: '', kind: 'line' } }),
  )
  .hears({
    // @ts-expect-error a misspelt field of the answer
    edit: ({ answer }) => ask('one', { name: answer.titel }),
  })

// @ts-expect-error a text is missing in one language
export const half: Texts['unclear'] = { first: '' }

export function render(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    default:
      // @ts-expect-error a kind of block that this adapter does not render
      return block satisfies never
  }
}

// @ts-expect-error a button of the ticket's card that the agent's side does not hear
export const deaf: TicketActs = { claim: { run: ({ tickets }, id) => tickets.claim(id) } }

export const end = done
