import type { IAdaptiveCard } from '@microsoft/teams.cards'
import type { Form } from '../../src/chat/card.ts'
import type { Found } from '../../src/chat/event.ts'
import { plainText } from '../../src/chat/plain.ts'
import { input } from './actions.ts'
import { clip } from './clip.ts'
import { toAdaptiveCard } from './render.ts'
import { inertLine } from './text.ts'
import { words } from './words.ts'

const adaptive = 'application/vnd.microsoft.card.adaptive'
/** Teams draws a dialog's title on one line. In characters. */
const longestTitle = 64
/** What Teams shows of a result before it is chosen. In characters. */
const preview = { title: 120, note: 200 }
/** A search shows at most so many results; more are asked for by other words. */
const mostResults = 25

/** What was typed already, and what is wrong with it: both are shown again, so that nothing is typed twice. */
export interface Filled {
  values: Record<string, string>
  errors: Record<string, string>
}

/** A form in a dialog (task module). It is sent by Action.Submit, which Teams brings back as `task/submit`. */
export const dialog = (form: Form, card: string, filled: Filled = { values: {}, errors: {} }) => ({
  task: {
    type: 'continue',
    value: {
      title: clip(form.title, longestTitle),
      height: 'medium',
      width: 'medium',
      card: { contentType: adaptive, content: formCard(form, card, filled) },
    },
  },
})

/** A line instead of the dialog, which closes with it. */
export const dialogSays = (line: string) => ({ task: { type: 'message', value: inertLine(line) } })

function formCard(form: Form, card: string, { values, errors }: Filled): IAdaptiveCard {
  const fields = form.fields.map((field) => ({ ...field, value: values[field.name] ?? field.value ?? '' }))
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: fields.flatMap((field) => {
      const wrong = errors[field.name]
      // Weight and a sign as well as colour: an error must not depend on seeing colours.
      return [
        input(form, field),
        ...(wrong ? words(`⚠ ${clip(wrong, 300)}`, { color: 'Attention', weight: 'Bolder' }) : []),
      ]
    }),
    actions: [
      {
        type: 'Action.Submit',
        title: clip(form.submit, 80),
        style: 'positive',
        data: { guichet: { card, action: form.action } },
      },
    ],
  }
}

/** Results of a search: each a card that may be put into the talk, without anything to press. */
export const results = (found: ReadonlyArray<Found>) => ({
  composeExtension: {
    type: 'result',
    attachmentLayout: 'list',
    attachments: found.slice(0, mostResults).map(({ title, note, blocks }) => ({
      contentType: adaptive,
      content: toAdaptiveCard({ id: 'found', blocks, plain: plainText(blocks) }),
      preview: {
        contentType: 'application/vnd.microsoft.card.thumbnail',
        content: { title: inertLine(clip(title, preview.title)), text: inertLine(clip(note, preview.note)) },
      },
    })),
  },
})
