import type { Generated, GeneratedAlways } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'

/** What search knows of the current version of an article in one language. Small numbers, because postings repeat them. */
export interface SearchEntriesTable {
  id: GeneratedAlways<number>
  article_id: ArticleId
  locale: Locale
  version: number
  audience: number
  /** The version of the text analysis that made it (`analysis` in words.ts). */
  analysis: number
  /** Words of all titles and the body. */
  length: number
  /** The stems in order, between spaces: where neighbours of the question are looked up. */
  stems: string
  /** The terms that it has postings for, so that they can be taken back. */
  terms: number[]
}

/** A title, a synonym given by the author, or a learned alias. */
export interface SearchTitlesTable {
  id: GeneratedAlways<number>
  entry_id: number
  kind: 'title' | 'synonym' | 'alias'
  text: string
  /** At most 1: what was learned counts a little less than what was written. */
  weight: number
  terms: number[]
  length: number
  grams: string[]
  gram_length: number
}

export interface SearchTermsTable {
  id: GeneratedAlways<number>
  locale: Locale
  term: string
  /** Entries that hold the term anywhere. */
  entries: number
  /** Entries that hold it in a title. */
  titles: number
}

export interface SearchGramsTable {
  locale: Locale
  gram: string
  entries: number
}

/** Each term under itself less one letter: two words that are one slip apart meet under a variant. */
export interface SearchSpellingsTable {
  locale: Locale
  variant: string
  term_id: number
}

/** The inverted index. The audience is part of the key: a search reads only the rows that its reader may see. */
export interface SearchPostingsTable {
  term_id: number
  audience: number
  entry_id: number
  /** How often, at most 255. */
  frequency: number
  length: number
  /** Words of the shortest title that holds the term; 0 when none does. */
  title_length: number
}

/** Sums that idf and average lengths need, one row per language. */
export interface SearchTotalsTable {
  locale: Locale
  entries: Generated<number>
  length: Generated<number>
  titles: Generated<number>
  title_length: Generated<number>
  gram_length: Generated<number>
}
