import { createHash } from 'node:crypto'
import type { Locale } from '../../chat/locale.ts'
import { normaliseText } from '../../platform/text.ts'
import { isDay } from './days.ts'
import type { Audience } from './table.ts'

/** From everybody to agents only. The number is what the index stores, so an order must never change. */
const levels = { public: 1, employees: 2, agents: 3 } as const satisfies Record<Audience, number>

export const audiences = ['public', 'employees', 'agents'] as const satisfies readonly Audience[]
export const audienceLevel = (audience: Audience): number => levels[audience]

/** The audience that a file names. One that we do not know was meant to keep somebody out: agents only. */
export const audienceFrom = (name: string): Audience =>
  audiences.find((each) => each === name.trim().toLowerCase()) ?? 'agents'

/** What a person may read: agents everything, employees what is not for agents only, a public channel public articles. */
export const readableBy: Readonly<Record<Audience, readonly Audience[]>> = {
  public: ['public'],
  employees: ['public', 'employees'],
  agents: audiences,
}

/** An article in one language as an author or an import gives it. Days are `YYYY-MM-DD`. */
export interface ArticleDraft {
  /** Its id where it comes from; the versions in other languages share it. */
  readonly externalId: string
  readonly locale: Locale
  readonly title: string
  /** Markdown or plain text. */
  readonly body: string
  readonly audience?: Audience
  readonly service?: string
  readonly category?: string
  readonly owner?: string
  readonly synonyms?: readonly string[]
  readonly reviewedOn?: string
  readonly reviewBy?: string
  /** The instant (ISO 8601, UTC) from which it is shown; before, it waits. Absent: at once. */
  readonly publishAt?: string | undefined
  /** Where an import took it from. */
  readonly source?: string
}

const most = { id: 200, title: 500, body: 200_000, label: 200, synonyms: 50 } as const

export type DraftRefusal = 'no-id' | 'no-title' | 'not-a-day'

/** The draft as it can be stored: texts normalised and within limits; or why it cannot be. */
export function checkDraft(draft: ArticleDraft): { ok: true; draft: ArticleDraft } | { ok: false; why: DraftRefusal } {
  const externalId = normaliseText(draft.externalId, most.id).trim()
  const title = normaliseText(draft.title, most.title).replace(/\s+/g, ' ').trim()
  if (!externalId) return { ok: false, why: 'no-id' }
  if (!title) return { ok: false, why: 'no-title' }
  if (![draft.reviewedOn, draft.reviewBy].every((each) => each === undefined || isDay(each)))
    return { ok: false, why: 'not-a-day' }
  const line = (text: string) => normaliseText(text, most.label).replace(/\s+/g, ' ').trim()
  const label = (name: 'service' | 'category' | 'owner') => draft[name] && { [name]: line(draft[name]) }
  const synonyms = (draft.synonyms ?? []).slice(0, most.synonyms)
  return {
    ok: true,
    draft: {
      ...draft,
      ...label('service'),
      ...label('category'),
      ...label('owner'),
      externalId,
      title,
      body: normaliseText(draft.body, most.body),
      synonyms: synonyms.map(line).filter(Boolean),
    },
  }
}

/**
 * Equal for drafts that would be stored alike, so that an import touches only what changed. The draft names the labels that
 * its article has in the end, so that it does not matter whether a file or an earlier import said them.
 */
export function fingerprint(draft: ArticleDraft): string {
  const { title, body, audience, service, category, owner, synonyms = [], reviewedOn, reviewBy } = draft
  // Of articles that name no instant the fingerprint is what it was before there were any.
  const instant = draft.publishAt ? [draft.publishAt] : []
  const all = [title, body, audience, service, category, owner, synonyms, reviewedOn, reviewBy, ...instant]
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url')
}
