import type { AccountKey } from './thread.ts'

/** One field of a form. `choice` offers `options`; `lines` is a text of several lines; `date` is a day, as 2026-03-02. */
export interface Field {
  name: string
  label: string
  kind: 'line' | 'lines' | 'choice' | 'date'
  options?: ReadonlyArray<Option>
  optional?: boolean
  value?: string
  hint?: string
}
export interface Option {
  value: string
  label: string
}
/** A question of several fields: a Slack modal, an input that unfolds in a Teams card, a dialog in the console. */
export interface Form {
  action: string
  /** The button that opens it. */
  label: string
  title: string
  submit: string
  cancel: string
  fields: ReadonlyArray<Field>
  /** Values that come back with the answer where the form is drawn with the card, and nobody is told that it was opened. */
  carries?: Readonly<Record<string, string>>
}
export interface Link {
  url: string
  label: string
}
export interface Button {
  action: string
  label: string
  style?: 'primary' | 'danger'
}

/** An account of the very workspace where the card is shown; taken from the desk’s books, never from words. */
export interface Called {
  account: AccountKey
  name: string
}

/** What somebody may do here: buttons, or the button of a form. */
export type Acts = { kind: 'buttons'; buttons: ReadonlyArray<Button> } | { kind: 'form'; form: Form }

/**
 * What the bot can show. Plain text everywhere: an adapter escapes it for its platform, so no words in here can mention,
 * link or mark up. Every adapter renders every kind, or it does not compile.
 */
export type Block =
  /** `calls`: somebody whom the desk itself calls by this line, as the platform mentions people; `link`: where there is more of it. */
  | { kind: 'text'; text: string; tone?: 'title' | 'muted' | 'warning'; calls?: Called; link?: Link }
  | { kind: 'facts'; facts: ReadonlyArray<readonly [label: string, value: string]> }
  | { kind: 'steps'; steps: ReadonlyArray<string> }
  /** Where an answer comes from: the article, its version, when it was last reviewed. */
  | { kind: 'source'; title: string; note: string }
  /** Somebody's words carried here from another place. */
  | { kind: 'said'; author: string; text: string; note?: string }
  /** A file that somebody sent, by its id. `link` is a way to it that the desk made itself; absent where there is none. */
  | { kind: 'file'; file: `fil_${string}`; name: string; size: string; by: string; note?: string; link?: Link }
  | Acts
  /** One question with ready answers that are data, not names: the guesses, the stars of a rating. */
  | { kind: 'choices'; action: string; options: ReadonlyArray<Option> }
  /** Acts that are wanted less often, behind one label: a select in Slack, more buttons in Teams, a fold on the web. */
  | { kind: 'menu'; label: string; acts: ReadonlyArray<Acts> }
  /** Free text is welcome here. */
  | { kind: 'prompt'; hint?: string }

type FormWords = Pick<Form, 'label' | 'title' | 'submit' | 'cancel' | 'carries'>

/** What the bot wants shown. `Answers` collects the answers it invites, so that a turn is held to hear each of them. */
export class Card<Answers = {}> {
  declare readonly invites: Answers
  readonly blocks: ReadonlyArray<Block>
  constructor(blocks: ReadonlyArray<Block>) {
    this.blocks = blocks
  }

  text(text: string, tone?: 'title' | 'muted' | 'warning', link?: Link) {
    return this.#with<{}>({ kind: 'text', text, ...(tone && { tone }), ...(link && { link }) })
  }
  facts(facts: Record<string, string | undefined>) {
    const given = Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1]))
    return given.length ? this.#with<{}>({ kind: 'facts', facts: given }) : this.#with<{}>()
  }
  steps(steps: ReadonlyArray<string>) {
    return steps.length ? this.#with<{}>({ kind: 'steps', steps }) : this.#with<{}>()
  }
  source(title: string, note: string) {
    return this.#with<{}>({ kind: 'source', title, note })
  }
  said(author: string, text: string, note?: string | undefined) {
    return this.#with<{}>({ kind: 'said', author, text, ...(note && { note }) })
  }
  file(file: Omit<Extract<Block, { kind: 'file' }>, 'kind' | 'link'>) {
    return this.#with<{}>({ kind: 'file', ...file })
  }
  /** Free text is invited; `hint` says what would help. */
  prompt(hint?: string) {
    return this.#with<{ text: string }>({ kind: 'prompt', ...(hint && { hint }) })
  }
  buttons<A extends string>(labels: Record<A, string | { label: string; style: 'primary' | 'danger' }>) {
    const buttons = Object.entries<string | { label: string; style: 'primary' | 'danger' }>(labels).map(
      ([action, label]) => (typeof label === 'string' ? { action, label } : { action, ...label }),
    )
    return this.#with<{ [K in A]: undefined }>({ kind: 'buttons', buttons })
  }
  choices<A extends string>(action: A, options: ReadonlyArray<Option>) {
    return this.#with<{ [K in A]: { choice: string } }>(
      ...(options.length ? [{ kind: 'choices', action, options } as const] : []),
    )
  }
  form<A extends string, F extends string>(action: A, words: FormWords, fields: { [K in F]: Omit<Field, 'name'> }) {
    const named = Object.entries<Omit<Field, 'name'>>(fields).map(([name, field]) => ({ name, ...field }))
    return this.#with<{ [K in A]: { [N in F]: string } }>({ kind: 'form', form: { action, ...words, fields: named } })
  }
  /** Folds the acts of another card behind one label. */
  menu<More>(label: string, folded: Card<More>) {
    const acts = folded.blocks.filter((block): block is Acts => block.kind === 'buttons' || block.kind === 'form')
    return this.#with<More>(...(acts.length ? [{ kind: 'menu', label, acts } as const] : []))
  }

  /** This card and then that one, as one. */
  and<More>(other: Card<More>) {
    return this.#with<More>(...other.blocks)
  }

  #with<More>(...blocks: Block[]) {
    return new Card<Answers & More>([...this.blocks, ...blocks])
  }
}

export const card = (text: string, tone?: 'title' | 'muted' | 'warning') =>
  new Card([{ kind: 'text', text, ...(tone && { tone }) }])

/** Whether a form can be answered: a choice among nothing cannot. */
export const isAnswerable = ({ fields }: Form) =>
  fields.every(({ kind, options, optional }) => kind !== 'choice' || optional || Boolean(options?.length))

/** Every form that these blocks offer, folded away or not. */
export const formsIn = (blocks: ReadonlyArray<Block>): Form[] =>
  blocks.flatMap((block): Form[] =>
    block.kind === 'form' ? [block.form] : block.kind === 'menu' ? formsIn(block.acts) : [],
  )

/** Every button that these blocks offer, folded away or not. */
export const buttonsIn = (blocks: ReadonlyArray<Block>): Button[] =>
  blocks.flatMap((block): Button[] =>
    block.kind === 'buttons' ? [...block.buttons] : block.kind === 'menu' ? buttonsIn(block.acts) : [],
  )
