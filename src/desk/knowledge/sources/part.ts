import type { FetchRefusal } from '../../../platform/safe-fetch.ts'
import type { ArchiveRefusal } from '../../../platform/unzip.ts'
import type { ArticleDraft, DraftRefusal } from '../article.ts'
import type { HeadFaultReason } from '../head.ts'

/** A file of a source: of a folder, of an archive, or fetched. Its bytes are read when its turn comes. */
export interface Part {
  /** Relative to its source, with `/`: where an article has no id of its own, this names it. */
  readonly name: string
  /** For people: where it is. */
  readonly from: string
  readonly size: number
  readonly bytes: () => Promise<Uint8Array>
}

/** An article as a file gives it: what the file does not say of its language is found out later. */
export type FoundArticle = Omit<ArticleDraft, 'locale' | 'source'> & Partial<Pick<ArticleDraft, 'locale'>>

export type ReadRefusal =
  | 'not-json'
  | 'not-an-article'
  | 'too-large'
  | 'not-readable'
  | 'took-too-long'
  | 'no-text'
  | 'unknown-format'
  | 'no-columns'
export type FailureReason = ReadRefusal | HeadFaultReason | ArchiveRefusal | FetchRefusal | DraftRefusal

/** Something that was not imported, and why. */
export interface Failure {
  readonly from: string
  readonly why: FailureReason
  readonly detail: string
}
/** One article, or why there is none; `detected`: its language was found out from its words. */
export type Read = { readonly from: string; readonly draft: ArticleDraft; readonly detected: boolean } | Failure

/** What one file holds: all its articles, or none of them and the reason. A line of JSON lines may fail alone. */
export type Contents = ReadonlyArray<{ readonly from: string; readonly article: FoundArticle } | Failure>

/** Which column of a CSV file is which field of an article, where its own header does not say it in our words. */
export type Columns = Readonly<Partial<Record<ColumnName, string>>>
export type ColumnName = (typeof columnNames)[number]
export const columnNames = [
  'id',
  'title',
  'body',
  'lang',
  'audience',
  'service',
  'category',
  'owner',
  'synonyms',
  'reviewed',
  'review_by',
  'publish',
] as const

/** Bytes of one file. Larger ones hold no article that a person would read. */
export const mostBytes = { text: 2_000_000, document: 20_000_000, collection: 200_000_000 } as const

export const failed = (part: Pick<Part, 'from'>, why: FailureReason, detail = ''): Contents => [
  { from: part.from, why, detail },
]
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
