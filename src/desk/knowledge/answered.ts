import { type RawBuilder, sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId, PersonId } from '../../platform/ids.ts'
import { redact } from '../../platform/redact.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Db } from '../../schema.ts'
import type { GivenArticle, GivenFixed } from './table.ts'

/** An answer as it was given: what was asked, what stood for it, and how sure the desk was. */
export interface GivenAnswer {
  /** The event that asked; a ticket that comes of it has the same source. */
  readonly source: string
  readonly text: string
  readonly locale: Locale
  readonly person: PersonId
  readonly names?: readonly string[]
  readonly band: 'confident' | 'maybe'
  /** A language model worded it from these articles; otherwise it is their own words. */
  readonly worded: boolean
  readonly articles: readonly GivenArticle[]
  /** An exact text that an agent wrote for such words. */
  readonly fixed?: GivenFixed
  /** Told to one person alone, in a place where everybody might read it. */
  readonly mayShare?: boolean
}
const mostText = 500

/**
 * The insertion of an answer with its evidence, for the statement that writes the card it stands on. A matter that is
 * answered again keeps the last answer.
 */
export const answersKept = (answers: readonly GivenAnswer[], now: Date): RawBuilder<unknown> => sql`
  insert into answers_given (source, text, locale, person_id, band, worded, articles, fixed, may_share, given_at)
  select source, text, locale, person, band, worded, articles, fixed, coalesce(may_share, false), ${now}::timestamptz
  from jsonb_to_recordset(${JSON.stringify(answers.flatMap(rowOf))}::jsonb) as given
    (source text, text text, locale text, person text, band text, worded boolean, articles jsonb, fixed jsonb, may_share boolean)
  on conflict (source) do update set text = excluded.text, locale = excluded.locale, band = excluded.band,
    worded = excluded.worded, articles = excluded.articles, fixed = excluded.fixed, helped = null, may_share = excluded.may_share, given_at = excluded.given_at`

function rowOf({ names, mayShare, ...answer }: GivenAnswer, at: number, all: readonly GivenAnswer[]) {
  const text = normaliseText(redact(answer.text, names), mostText).trim()
  const isLast = all.findLastIndex(({ source }) => source === answer.source) === at
  return text && isLast ? [{ ...answer, source: answer.source.slice(0, 512), text, may_share: mayShare ?? false }] : []
}

/** Why an answer was given, as a manager reads it. */
export interface ExplainedAnswer {
  readonly source: string
  readonly text: string
  readonly locale: Locale
  readonly band: 'confident' | 'maybe'
  readonly worded: boolean
  readonly at: Date
  readonly fixed: GivenFixed | null
  /** What the person said of it, where it was a fixed answer. */
  readonly helped: boolean | null
  /** As offered, best first. `current`: the version that is shown today, absent when the article is withdrawn. */
  readonly articles: readonly (GivenArticle & { externalId: string; title: string; current: number | null })[]
  /** What the person said of it, if they did. */
  readonly verdict: { readonly article: ArticleId; readonly rank: number; readonly helped: boolean } | null
  /** The ticket that came of it after all. */
  readonly ticket: number | null
}

/** The latest answers with their evidence: article, version, rank, score and band; or the one that a ticket began with. */
export async function explainAnswers(db: Db, { limit, source }: { limit: number; source?: string }) {
  const { rows } = await sql<ExplainedAnswer>`
    select g.source, g.text, g.locale, g.band, g.worded, g.given_at as at, g.fixed, g.helped,
      (select coalesce(jsonb_agg(e.each || jsonb_build_object('externalId', a.external_id, 'title', v.title, 'current',
          (select c.version from article_versions c
           where c.article_id = a.id and c.locale = v.locale and c.current and a.withdrawn_at is null)) order by e.at), '[]')
       from jsonb_array_elements(g.articles) with ordinality e (each, at)
       join articles a on a.id = e.each ->> 'article'
       join article_versions v on v.article_id = a.id and v.locale = e.each ->> 'locale'
         and v.version = (e.each ->> 'version')::int) as articles,
      (select jsonb_build_object('article', d.article_id, 'rank', d.rank, 'helped', d.helped)
       from article_verdicts d
       where d.person_id = g.person_id and d.given_at >= g.given_at and d.given_at < g.given_at + interval '2 days'
         and d.article_id in (select jsonb_array_elements(g.articles) ->> 'article')
       order by d.given_at limit 1) as verdict,
      (select t.number from tickets t where t.source = g.source) as ticket
    from answers_given g ${source === undefined ? sql`` : sql`where g.source = ${source}`}
    order by g.given_at desc, g.source limit ${limit}`.execute(db)
  return rows
}
