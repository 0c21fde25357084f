/** A message as a person sees it in Teams. */
export interface Shown {
  id: string
  conversation: string
  /** `bot`, or the user's name. */
  by: string
  /** All words of it, one line each, in reading order; what is unfolded by a button included. */
  text: string
  /** What can be pressed, what is unfolded included. */
  buttons: string[]
  activity: Activity
  edited: boolean
  deleted: boolean
  /** What the bot put under it, by Teams’ names. */
  signs: string[]
}
export type Json = Record<string, unknown>
export type Activity = Json & { id?: string; attachments?: Json[]; text?: string }

export const cardOf = (activity: Activity): Json | undefined =>
  activity.attachments?.find((one) => one.contentType === 'application/vnd.microsoft.card.adaptive')?.content as
    | Json
    | undefined

export function shown(id: string, conversation: string, by: string, activity: Activity): Shown {
  const card = cardOf(activity)
  const text = [activity.text, ...(card ? wordsOf(card) : [])].filter(Boolean).join('\n')
  const buttons = card ? actionsOf(card).map(({ action }) => String(action.title)) : []
  return { id, conversation, by, text, buttons, activity, edited: false, deleted: false, signs: [] }
}

/** Every action with the inputs that travel with it: those of its own unfolded part. */
export function actionsOf(card: Json): { action: Json; inputs: Json[] }[] {
  const found: { action: Json; inputs: Json[] }[] = []
  const visit = (part: Json, inputs: Json[]) => {
    for (const action of [...list(part.actions), ...list(part.body), ...list(part.items)]) {
      if (action.type === 'Action.ShowCard') {
        found.push({ action, inputs: [] })
        visit(action.card as Json, inputsOf(action.card as Json))
      } else if (String(action.type).startsWith('Action.')) found.push({ action, inputs })
      else visit(action, inputs)
    }
  }
  visit(card, inputsOf(card))
  return found
}

const inputsOf = (card: Json) => list(card.body).filter((element) => String(element.type).startsWith('Input.'))
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** The words of a card, in the order in which they are drawn. */
export function wordsOf(part: Json): string[] {
  if (part.type === 'FactSet') return list(part.facts).map((fact) => `${fact.title}: ${fact.value}`)
  if (part.type === 'RichTextBlock')
    return [
      list(part.inlines)
        .map((run) => run.text)
        .join(''),
    ]
  const own =
    part.type === 'TextBlock' ? [String(part.text)] : String(part.type).startsWith('Input.') ? [String(part.label)] : []
  const inner = [...list(part.body), ...list(part.items), ...list(part.columns)]
  const unfolded = list(part.actions).flatMap((action) => (action.card ? [action.card as Json] : []))
  return [...own, ...[...inner, ...unfolded].flatMap(wordsOf)]
}
