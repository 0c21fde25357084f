import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId, Id, PersonId, TicketId } from '../../platform/ids.ts'

/** Who may read an article, from everybody to agents only. An article never shows up in a search made for others. */
export type Audience = 'public' | 'employees' | 'agents'
export type AliasId = Id<'ali'>
export type DraftId = Id<'dra'>

export interface ArticlesTable {
  id: ArticleId
  /** The id that the article has where it came from (an import); unique. */
  external_id: string
  audience: Audience
  service: string | null
  category: string | null
  owner: string | null
  /** Where the last import that changed it took it from. */
  source: string | null
  created_at: ColumnType<Date, Date, never>
  withdrawn_at: Date | null
}

/** One row per edition of an article in one language; the newest is the current one. */
export interface ArticleVersionsTable {
  article_id: ArticleId
  locale: Locale
  version: number
  current: boolean
  /** Of everything that was given, so that an unchanged article is left alone. */
  fingerprint: string
  title: string
  lead: string
  steps: JSONColumnType<string[], string, string>
  body: string
  synonyms: JSONColumnType<string[], string, string>
  /** The day (no time zone) when somebody last vouched for it. */
  reviewed_on: ColumnType<string | null, string | null, string | null>
  /** The day until which that holds. */
  review_by: ColumnType<string | null, string | null, string | null>
  published_at: ColumnType<Date, Date, never>
  /** Where an import took this language from, so that the next import of the same place can tell that it is gone. */
  source: string | null
}

/** An article that waits for the instant of its publication; until then it is nowhere else. */
export interface ScheduledArticlesTable {
  external_id: string
  locale: Locale
  title: string
  /** As its author wrote it, checked. */
  draft: JSONColumnType<object, string, string>
  fingerprint: string
  publish_at: Date
  source: string | null
  scheduled_at: ColumnType<Date, Date, never>
  /** Who published it ahead of time; absent for imports. */
  scheduled_by: PersonId | null
}

/** What an answer may quote of a long article: its parts, in order. */
export interface ArticlePassagesTable {
  article_id: ArticleId
  locale: Locale
  version: number
  position: number
  heading: string | null
  text: string
}

/** A question that several people confirmed to be answered by an article: another title of it, until it is revoked. */
export interface ArticleAliasesTable {
  id: AliasId
  article_id: ArticleId
  locale: Locale
  text: string
  /** The question without its accidents (see `questionKey`); unique per article and language. */
  key: string
  /** Suspended: as many people said no as yes since. Revoked: an agent decided, and it is not learned again. */
  state: 'active' | 'suspended' | 'revoked'
  learned_at: ColumnType<Date, Date, never>
  decided_by: PersonId | null
  decided_at: Date | null
}

/** « Did this help? »: one row per person, article, language and question; the last answer counts. */
export interface ArticleVerdictsTable {
  id: GeneratedAlways<number>
  article_id: ArticleId
  locale: Locale
  version: number
  query: string
  key: string
  /** Place of the article in what was offered, from 1. */
  rank: number
  person_id: PersonId
  helped: boolean
  given_at: Date
}

/** A question that found nothing, or nothing that its asker wanted: what the base is missing. Personal data removed. */
export interface UnansweredQuestionsTable {
  id: Id<'unq'>
  /** The event that brought it; the ticket that came of it has the same source. */
  source: string
  text: string
  /** See `questionKey`. */
  key: string
  locale: Locale
  person_id: PersonId
  why: 'nothing-found' | 'none-fits'
  asked_at: Date
}

/** An article made of a resolved ticket, which nobody is shown until a person has read and published it. */
export interface ArticleDraftsTable {
  id: DraftId
  ticket_id: TicketId
  locale: Locale
  title: string
  body: string
  category: string | null
  state: 'open' | 'published' | 'discarded'
  made_by: PersonId | null
  made_at: ColumnType<Date, Date, Date>
  decided_by: PersonId | null
  decided_at: Date | null
  article_id: ArticleId | null
}

/** An article as it was offered: its place and score are those of the moment. */
export interface GivenArticle {
  readonly article: ArticleId
  readonly locale: Locale
  readonly version: number
  readonly rank: number
  /** A share from 0 to 1 of the best score that the question could get. */
  readonly score: number
}
/** Why each answer was given: what was asked (personal data removed), what was offered, how sure the desk was. */
export interface AnswersGivenTable {
  source: string
  text: string
  locale: Locale
  person_id: PersonId
  band: 'confident' | 'maybe'
  worded: boolean
  articles: JSONColumnType<readonly GivenArticle[]>
  given_at: Date
  /** It was a fixed answer, and which edition of it; then no article stands for it. */
  fixed: JSONColumnType<GivenFixed | null>
  /** What the person said of a fixed answer. Of articles it is a verdict. */
  helped: Generated<boolean | null>
  /** It was told to one person alone, and might be read by everybody where they had asked. */
  may_share: Generated<boolean>
  /** When whoever was told it alone shared it where they had asked. */
  shared_at: Generated<Date | null>
}
export interface GivenFixed {
  readonly name: string
  readonly version: number
}

/** A question of the past and the article that must answer it: asked again whenever the base changes. */
export interface AnswerTestsTable {
  locale: Locale
  /** See `questionKey`. */
  key: string
  text: string
  /** The imported id of the article; empty: nothing may answer it. */
  expected: string
  /** Where it came from: a file, or the verdicts of people. */
  source: string
  added_at: Date
}

/** An answer in an exact text, given where a message holds certain words. */
export interface FixedAnswersTable {
  name: string
  version: number
  patterns: JSONColumnType<string[], string, string>
  text_fr: string
  text_en: string
  audience: Audience
  /** Where it is given; empty: everywhere. */
  channels: JSONColumnType<string[], string, string>
  active: boolean
  changed_at: Date
  changed_by: PersonId | null
}

/** What reading a document gave, by the digest of its bytes: an import that is repeated reads it once. */
export interface DocumentTextsTable {
  digest: string
  title: string
  body: string
  read_at: Date
}

/** What an embedding model makes of an article in one language, where one is configured. */
export interface ArticleEmbeddingsTable {
  article_id: ArticleId
  locale: Locale
  /** The version it was made of; of another one it says nothing. */
  version: number
  model: string
  /** Of what was sent, so that a version that reads the same is not sent again. */
  digest: string
  dimensions: number
  /** The signs of the vector, as PostgreSQL writes bits. */
  bits: string
  /** Little-endian float32, of length 1. */
  vector: Uint8Array
}

/** What it makes of a question, for the searches of that question; forgotten after a day. No text is kept here. */
export interface QuestionEmbeddingsTable {
  digest: string
  vector: Uint8Array
  asked_at: Date
}

export type StoredFixedAnswer = Selectable<FixedAnswersTable>
export type ScheduledArticle = Selectable<ScheduledArticlesTable>
export type Article = Selectable<ArticlesTable>
export type ArticleVersion = Selectable<ArticleVersionsTable>
export type StoredDraft = Selectable<ArticleDraftsTable>
export type ArticleAlias = Selectable<ArticleAliasesTable>
