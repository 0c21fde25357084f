/** A message as its reader sees it, whatever the platform: the words without markup, what can be pressed beside them. */
export interface Line {
  /** The platform's name of it, the same while it is edited in place. */
  id: string
  by: 'user' | 'bot'
  words: string
  buttons: readonly string[]
}

/** What one who asks for help does and sees, on any platform. */
export interface Requester {
  readonly name: string
  /** Opens the conversation for the first time. */
  arrives(): Promise<void>
  /** Writes; what comes back is the message's handle, to edit or delete it. */
  says(text: string): Promise<string>
  presses(label: string): Promise<void>
  edits(message: string, text: string): Promise<void>
  deletes(message: string): Promise<void>
  /** Waits until a message with these words is shown. */
  sees(words: string | RegExp): Promise<Line>
  /** The talk as it is shown now. */
  lines(): Promise<Line[]>
  /** The talk without what differs from run to run (numbers, times, names): equal on every platform. */
  transcript(): Promise<string>
  /** Everything that the platform was ever told to show to somebody who is no agent. */
  payloads(): Promise<string>
}

/** An act as each platform offers it: the label of its button, what sends its form, its name. */
export interface Act {
  label: string
  /** Of a form. */
  submit?: string
  action: string
}

/** What an agent does in the room of one ticket, and sees there. */
export interface Agent {
  readonly name: string
  claims(ticket: number): Promise<void>
  replies(ticket: number, text: string): Promise<void>
  notes(ticket: number, text: string): Promise<void>
  waits(ticket: number): Promise<void>
  handsBack(ticket: number): Promise<void>
  resolves(ticket: number, resolution: string): Promise<void>
  /** Any act of the card, by what its button says; of a form, its fields by name. */
  does(ticket: number, act: Act, fields?: Record<string, string>): Promise<void>
  /** Waits until the ticket's card or the words under it show this. */
  sees(ticket: number, words: string | RegExp): Promise<string>
  /** Waits until the agent alone is told this, in answer to what they did last. */
  isTold(words: string): Promise<void>
  /** How many cards of the ticket are in the room: more than one is a card that was posted instead of edited. */
  cards(ticket: number): Promise<number>
}

export const platforms = ['slack', 'teams', 'web'] as const
export type PlatformName = (typeof platforms)[number]

const patienceMs = 15_000
const lookEveryMs = 25

/** Looks again and again until there is something to see; says what was there instead when it never comes. */
export async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  complaint: () => unknown,
): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(String(await complaint()))
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

export const shows = (text: string, words: string | RegExp) =>
  typeof words === 'string' ? text.includes(words) : words.test(text)
