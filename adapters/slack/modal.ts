import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Block, Field, Form } from '../../src/chat/card.ts'
import { limits } from './limits.ts'
import { plainly, shortened } from './markup.ts'
import { toHome } from './render.ts'

/** Names our modals among all that Slack may send; the name of the element inside each input. */
export const modalName = 'guichet_form'
export const inputName = 'value'

/** What a modal brings back with its fields. Slack keeps it, the person never sees or changes it. */
export const ModalOrigin = z.object({ card: z.string(), action: z.string(), thread: z.string(), channel: z.string() })
export type ModalOrigin = z.infer<typeof ModalOrigin>

/** A form as a Slack modal. A choice whose value Slack cannot carry (75 characters) is left out: names, not texts, belong there. */
export function toModal(form: Form, origin: ModalOrigin): types.ModalView {
  return {
    type: 'modal',
    callback_id: modalName,
    private_metadata: JSON.stringify(origin),
    title: plain(form.title, limits.modalTitle),
    submit: plain(form.submit, limits.modalTitle),
    close: plain(form.cancel, limits.modalTitle),
    blocks: form.fields.slice(0, limits.modalBlocks).flatMap(input),
  }
}

/** A card in a window of its own, to be read and closed. */
export const toWindow = (title: string, blocks: ReadonlyArray<Block>): types.ModalView => ({
  type: 'modal',
  title: plain(title, limits.modalTitle),
  blocks: toHome(blocks, 'none'),
})

/** The answer that shows what is wrong under each field; a complaint about no field of this modal goes under the first. */
export function fieldErrors(errors: Record<string, string>, shown: ReadonlyArray<string>) {
  const first = shown[0]
  if (!first) return undefined
  const placed = Object.entries(errors).map(([name, words]) => [shown.includes(name) ? name : first, words] as const)
  return { response_action: 'errors' as const, errors: Object.fromEntries(placed) }
}

function input(field: Field): types.InputBlock[] {
  const element = elementOf(field)
  if (!element) return []
  return [
    {
      type: 'input',
      block_id: field.name,
      label: plain(field.label, limits.inputLabel),
      element,
      optional: field.optional ?? false,
      ...(field.hint?.trim() && { hint: plain(field.hint, limits.inputLabel) }),
    },
  ]
}

function elementOf(field: Field): types.PlainTextInput | types.StaticSelect | types.Datepicker | undefined {
  if (field.kind === 'choice') return selectOf(field)
  if (field.kind === 'date')
    return {
      type: 'datepicker',
      action_id: inputName,
      ...(isDate(field.value) && { initial_date: field.value }),
    }
  const initial = field.value?.slice(0, limits.inputText).toWellFormed()
  return {
    type: 'plain_text_input',
    action_id: inputName,
    multiline: field.kind === 'lines',
    max_length: limits.inputText,
    ...(initial && { initial_value: initial }),
  }
}

const isDate = (value: string | undefined): value is string => /^\d{4}-\d\d-\d\d$/.test(value ?? '')

function selectOf(field: Field): types.StaticSelect | undefined {
  const options = (field.options ?? [])
    .filter(({ value }) => value.length > 0 && value.length <= limits.optionValue)
    .slice(0, limits.options)
    .map(({ value, label }) => ({ value, text: plain(label, limits.optionText) }))
  if (!options.length) return undefined
  const chosen = options.find(({ value }) => value === field.value)
  return { type: 'static_select', action_id: inputName, options, ...(chosen && { initial_option: chosen }) }
}

const plain = (words: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: shortened(plainly(words), most).trim() || '…',
})
