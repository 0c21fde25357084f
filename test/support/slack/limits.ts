/** Block Kit's rules, as far as our messages could break them. Written from Slack's reference, apart from the adapter's own. */
type Json = Record<string, unknown>

const ofLength = (value: unknown, most: number) => typeof value === 'string' && value.length > 0 && value.length <= most
const list = (value: unknown): Json[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown) => (value as Json | undefined)?.text
const typeOf = (value: unknown) => (value as Json | undefined)?.type

/** What Slack would complain about in these blocks; empty when it would take them. */
export function blockProblems(blocks: unknown, most = 50): string[] {
  if (!Array.isArray(blocks)) return ['blocks is not a list']
  const ids = blocks.flatMap((block: Json) =>
    list(block.elements)
      .map((element) => element.action_id)
      .filter(Boolean),
  )
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...(JSON.stringify(blocks).length > 13_200 && most === 50 ? ['msg_blocks_too_long'] : []),
    ...(new Set(ids).size < ids.length ? ['an action_id comes twice'] : []),
    ...blocks.flatMap((block: Json, i) => problemsOf(block).map((problem) => `block ${i} (${block.type}): ${problem}`)),
  ]
}

function problemsOf(block: Json): string[] {
  switch (block.type) {
    case 'section':
      return sectionProblems(block)
    case 'header':
      return typeOf(block.text) === 'plain_text' && ofLength(textOf(block.text), 150) ? [] : ['text']
    case 'context':
      return count(block.elements, 10).concat(
        list(block.elements).flatMap((e) => (ofLength(e.text, 3000) ? [] : ['text'])),
      )
    case 'actions':
      return count(block.elements, 25).concat(list(block.elements).flatMap(buttonProblems))
    case 'input':
      return inputProblems(block)
    case 'divider':
      return []
    default:
      return ['unknown type']
  }
}

const count = (elements: unknown, most: number) =>
  list(elements).length > 0 && list(elements).length <= most ? [] : [`${list(elements).length} elements`]

function sectionProblems(block: Json): string[] {
  const fields = block.fields === undefined ? [] : count(block.fields, 10)
  const long = list(block.fields).flatMap((field) => (ofLength(field.text, 2000) ? [] : ['field']))
  const text =
    block.text === undefined ? (block.fields ? [] : ['no text']) : ofLength(textOf(block.text), 3000) ? [] : ['text']
  return [...fields, ...long, ...text]
}

function buttonProblems(button: Json): string[] {
  if (button.type === 'static_select') return selectProblems(button)
  return [
    ...(ofLength(textOf(button.text), 75) && typeOf(button.text) === 'plain_text' ? [] : ['button text']),
    ...(button.value === undefined || ofLength(button.value, 2000) ? [] : ['button value']),
    ...(ofLength(button.action_id, 255) ? [] : ['action_id']),
  ]
}

function selectProblems(select: Json): string[] {
  const options = list(select.options)
  return [
    ...count(options, 100),
    ...options.flatMap((option) => (ofLength(textOf(option.text), 75) && ofLength(option.value, 75) ? [] : ['option'])),
    ...(ofLength(textOf(select.placeholder), 150) ? [] : ['placeholder']),
    ...(ofLength(select.action_id, 255) ? [] : ['action_id']),
  ]
}

function inputProblems(block: Json): string[] {
  const element = block.element as Json | undefined
  const options = list(element?.options)
  return [
    ...(ofLength(textOf(block.label), 2000) ? [] : ['label']),
    ...(ofLength(block.block_id, 255) ? [] : ['block_id']),
    ...(element?.type === 'static_select' ? count(options, 100) : []),
    ...options.flatMap((option) => (ofLength(textOf(option.text), 75) && ofLength(option.value, 75) ? [] : ['option'])),
    ...(element?.initial_value === undefined || ofLength(element.initial_value, 3000) ? [] : ['initial_value']),
  ]
}

/** The same for a modal. */
export function viewProblems(view: Json): string[] {
  const words = ['title', 'submit', 'close'].filter(
    (part) => view[part] !== undefined && !ofLength(textOf(view[part]), 24),
  )
  const metadata = view.private_metadata === undefined || String(view.private_metadata).length <= 3000
  return [...words, ...(metadata ? [] : ['private_metadata']), ...blockProblems(view.blocks, 100)]
}
