import type {
  ActionArray,
  CardElement,
  IAdaptiveCard,
  IChoiceSetInput,
  IDateInput,
  IExecuteAction,
  IShowCardAction,
  ISubmitActionData,
  ITextInput,
  IToggleVisibilityAction,
} from '@microsoft/teams.cards'
import { type Block, type Button, type Field, type Form, isAnswerable } from '../../src/chat/card.ts'
import { clip } from './clip.ts'
import { words } from './words.ts'

export type Action = IExecuteAction | IShowCardAction | IToggleVisibilityAction

/** Teams draws six actions of a row and hides the rest; long labels are cut, so a row also holds few characters. */
const row = { actions: 5, characters: 60 }
/** Microsoft gives no figure for a button's label or a field's; longer ones are cut by every client. In characters. */
const longestLabel = 80
const mostChoices = 100
const mostWithoutSearch = 8
/** What a field takes and starts with. In characters. */
const longestInput = 8000

/** What a block offers to press; nothing for a block that only says something. */
export function actionsOf(block: Block, card: string): Action[] {
  if (block.kind === 'buttons') return block.buttons.slice(0, mostChoices).map((button) => press(card, button))
  if (block.kind === 'choices') {
    const { action, options } = block
    return options.slice(0, mostChoices).map(({ label, value }) => press(card, { action, label }, value))
  }
  if (block.kind === 'menu') return [more(block.label)]
  return block.kind === 'form' && isAnswerable(block.form) ? [unfold(card, block.form)] : []
}

/** What a menu folds away. A card that unfolds may not unfold another one inside, so the rows stand beside it, hidden. */
export const foldedIn = (block: Block, card: string): CardElement[] =>
  block.kind === 'menu'
    ? [
        {
          type: 'Container',
          id: menuId,
          isVisible: false,
          items: rows(block.acts.flatMap((act) => actionsOf(act, card))),
        },
      ]
    : []

const menuId = 'more'
const more = (label: string): IToggleVisibilityAction => ({
  type: 'Action.ToggleVisibility',
  title: clip(`${label} …`, longestLabel),
  targetElements: [menuId],
})

/** Puts actions into as few rows as can be read. */
export function rows(actions: ReadonlyArray<Action>): CardElement[] {
  const sets: Action[][] = []
  let characters = 0
  for (const action of actions) {
    const length = action.title?.length ?? 0
    const last = sets.at(-1)
    if (last && last.length < row.actions && characters + length <= row.characters) {
      last.push(action)
      characters += length
    } else {
      sets.push([action])
      characters = length
    }
  }
  return sets.map((set) => ({ type: 'ActionSet', actions: set as ActionArray }))
}

/** Action.Execute answers in the same breath; where a client does not know it, the fallback sends the same data. */
function press(card: string, button: Button, choice?: string, carried: object = {}): IExecuteAction {
  const data = { ...dataOf(card, button.action, choice), ...carried } as ISubmitActionData
  const style = button.style && { style: button.style === 'primary' ? ('positive' as const) : ('destructive' as const) }
  const title = clip(button.label, longestLabel)
  return {
    type: 'Action.Execute',
    title,
    verb: button.action,
    data,
    ...style,
    fallback: { type: 'Action.Submit', title, data, ...style },
  }
}

/** What an action carries back. */
export const dataOf = (card: string, action: string, choice?: string) =>
  ({ guichet: { card, action, ...(choice !== undefined && { choice }) } }) as ISubmitActionData

/** A form unfolds inside its card: that works on every client, without a dialog and without asking the bot for it. */
function unfold(card: string, form: Form): IShowCardAction {
  const button: Button = { action: form.action, label: form.submit, style: 'primary' }
  const submit = press(card, button, undefined, carriedBy(form))
  const inner: IAdaptiveCard = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      ...words(clip(form.title, 200), { weight: 'Bolder' }, { heading: true }),
      ...form.fields.map((field) => input(form, field)),
    ],
    actions: [submit],
  }
  return { type: 'Action.ShowCard', title: clip(form.label, longestLabel), card: inner }
}

/** Values that come back with the inputs without being one, under the same kind of name. */
const carriedBy = ({ action, carries = {} }: Form) =>
  Object.fromEntries(Object.entries(carries).map(([name, value]) => [`${action}.${name}`, value]))

export function input(form: Form, field: Field): ITextInput | IChoiceSetInput | IDateInput {
  const label = clip(field.label, 200)
  const common = {
    id: `${form.action}.${field.name}`,
    label,
    isRequired: !field.optional,
    // Without a message of its own, a client marks the field by colour only.
    ...(!field.optional && { errorMessage: label }),
    ...(field.value !== undefined && { value: clip(field.value, longestInput) }),
    ...(field.hint !== undefined && { placeholder: clip(field.hint, 200) }),
  }
  if (field.kind === 'date') return { type: 'Input.Date', ...common }
  if (field.kind !== 'choice')
    return { type: 'Input.Text', ...common, isMultiline: field.kind === 'lines', maxLength: longestInput }
  const choices = (field.options ?? []).slice(0, mostChoices)
  return {
    type: 'Input.ChoiceSet',
    ...common,
    // A long list is searched by typing.
    style: choices.length > mostWithoutSearch ? 'filtered' : 'compact',
    wrap: true,
    choices: choices.map(({ label, value }) => ({ title: clip(label, longestLabel), value })),
  }
}
