import type { Block } from './card.ts'

/** A card as plain lines: the notification text, what a screen reader reads first, the golden transcripts. */
export const plainText = (blocks: ReadonlyArray<Block>): string => blocks.map(plain).filter(Boolean).join('\n')

function plain(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.link ? `${block.text} ${block.link.url}` : block.text
    case 'facts':
      return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'steps':
      return block.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')
    case 'source':
      return `${block.title} — ${block.note}`
    case 'said':
      return `${block.author}: ${block.text}${block.note ? ` (${block.note})` : ''}`
    case 'file':
      return `${block.by}: 📎 ${block.name} (${block.size})`
    case 'buttons':
      return block.buttons.map((button) => `[${button.label}]`).join(' ')
    case 'choices':
      return block.options.map((option) => `[${option.label}]`).join(' ')
    case 'form':
      return `[${block.form.label}…]`
    case 'menu':
      return `[${block.label}…]`
    case 'prompt':
      return block.hint ?? ''
    default:
      return block satisfies never
  }
}
