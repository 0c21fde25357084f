import { type Card, card } from '../src/chat/card.ts'
import type { Texts } from '../src/texts/index.ts'

/** What is understood at any moment. */
export const helpCard = (t: Texts): Card => card(t.help.title).text(t.help.lines.map((line) => `• ${line}`).join('\n'))
