import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { ageing, hasAged } from './ageing.ts'
import { allWeights, type Plan, secondTitle, weights } from './plan.ts'

export interface Ranked {
  readonly article_id: ArticleId
  readonly external_id: string
  readonly version: number
  readonly title: string
  readonly score: number
  readonly title_share: number
  readonly body_share: number
  readonly grams_share: number
  readonly likeness_share: number
  readonly neighbours_share: number
  readonly matched_kind: 'title' | 'synonym' | 'alias'
  readonly matched_text: string
  /** Its review is overdue on `today`. */
  readonly aged: boolean
}
export interface Reader {
  /** Audience levels that the reader may see. */
  readonly levels: readonly number[]
  readonly limit: number
  /** Leave out articles that also exist in this language for this reader: they are found there. */
  readonly without: Locale | undefined
  /** The day (`YYYY-MM-DD`) on which ages count. Absent: nothing has aged. */
  readonly today: string | undefined
}

/** Articles that may overtake aged ones within the limit. */
const overtaking = 5

/** Entries that are scored in full; the right one was among them in every development question. */
const candidates = 120

/**
 * Scores in one statement. Candidates come from the postings of the rarest words (`leads`), so the cost is bounded however
 * large the base; each candidate is then scored on every word, trigram and pair of neighbours of the question. Scores are
 * rounded before they are compared, because the order of a floating-point sum differs between machines. `offset 0` keeps
 * the planner from turning a hundred probes of an index into a scan of the whole table; what an article is called is read
 * for the best few only.
 */
export async function rank(db: Db, plan: Plan, { levels, limit, without, today }: Reader): Promise<Ranked[]> {
  const { length, title } = plan.averages
  const inBody = sql`q.body * p.frequency / (p.frequency + 0.3::float8 + ${0.9 / length}::float8 * p.length)`
  const inTitle = sql`case when p.title_length > 0 then q.title / (1.6::float8 + ${0.6 / title}::float8 * p.title_length) else 0 end`
  const { rows } = await sql<Ranked>`
    with question as materialized (
      select * from unnest(${plan.terms.map(({ id }) => id)}::int[], ${plan.terms.map(({ body }) => body)}::float8[],
        ${plan.terms.map((term) => term.title)}::float8[], ${plan.terms.map(({ leads }) => leads)}::boolean[])
        as q (term_id, body, title, leads)),
    foremost as materialized (
      select p.entry_id, p.audience, sum(${inBody}) as share
      from question q join search_postings p on p.term_id = q.term_id and p.audience = any(${levels}::smallint[])
      where q.leads group by 1, 2 order by sum(${inBody}) + sum(${inTitle}) desc, 1 limit ${candidates}),
    found as materialized (select d.* from foremost d ${without ? notAlsoIn(without, levels) : sql``}),
    rest as (
      select f.entry_id, sum(${inBody}) as share
      from found f cross join question q cross join lateral (
        select frequency, length from search_postings
        where term_id = q.term_id and audience = f.audience and entry_id = f.entry_id offset 0) p
      where not q.leads group by 1),
    ${titleParts(plan)},
    near as (
      select s.entry_id, sum(n.weight) as share
      from (
        select f.entry_id, e.stems from found f cross join lateral (select stems || '' as stems from search_entries where id = f.entry_id offset 0) e offset 0) s
      join unnest(${plan.neighbours.map(({ pair }) => pair)}::text[], ${plan.neighbours.map(({ weight }) => weight)}::float8[]) n (pair, weight)
        on strpos(s.stems, n.pair) > 0
      group by 1),
    best as (
      select b.*, d.share + coalesce(r.share, 0) as body_share, coalesce(n.share, 0) as neighbours_share,
        round(((b.points + ${weights.body}::float8 * (d.share + coalesce(r.share, 0))
          + ${weights.neighbours}::float8 * coalesce(n.share, 0)) / ${allWeights}::float8)::numeric, 6)::float8 as score
      from found d join best_titles b using (entry_id) left join rest r using (entry_id) left join near n using (entry_id)
      order by score desc fetch first ${limit + (today ? overtaking : 0)} rows with ties)
    select e.article_id, a.external_id, e.version, v.title, b.kind as matched_kind, b.text as matched_text, x.aged,
      b.words_share as title_share, b.body_share, b.grams_share, b.likeness_share, b.neighbours_share, x.score
    from best b join search_entries e on e.id = b.entry_id join articles a on a.id = e.article_id
    join article_versions v on v.article_id = e.article_id and v.locale = e.locale and v.version = e.version
    cross join lateral (select ${hasAged(today)} as aged,
      case when ${hasAged(today)} then round((b.score * ${ageing.weight}::float8)::numeric, 6)::float8 else b.score end as score) x
    order by x.score desc, a.external_id collate "C" limit ${limit}`.execute(db)
  return rows
}

/** Leaves out candidates, before anything else is asked of them, whose article this reader also has in that language. */
const notAlsoIn = (locale: Locale, levels: readonly number[]) => sql`
  where not exists (
    select from search_entries e join search_entries own on own.article_id = e.article_id
    where e.id = d.entry_id and own.locale = ${locale} and own.audience = any(${levels}::smallint[]))`

/** The best title of each candidate in `found` against `question`, with what its second best adds. */
function titleParts({ averages: { title, grams }, grams: asked }: Plan) {
  return sql`
    titled as (
      select t.id, t.entry_id, t.kind, t.text, t.weight, t.terms, t.grams, cardinality(t.grams) as held,
        1 / (1.6::float8 + 0.6::float8 * t.length / ${title}::float8) as for_words, 1 / (1.3::float8 + 0.9::float8 * t.gram_length / ${grams}::float8) as for_grams
      from found f cross join lateral (select * from search_titles where entry_id = f.entry_id offset 0) t),
    title_grams as (
      select t.id, sum(g.weight) as share, count(*)::float8 / (${asked.length}::int + max(t.held) - count(*)) as alike
      from titled t cross join unnest(t.grams) u (gram)
      join unnest(${asked.map(({ gram }) => gram)}::text[], ${asked.map(({ weight }) => weight)}::float8[]) g (gram, weight) using (gram)
      group by 1),
    title_shares as (
      select t.entry_id, t.id, t.kind, t.text,
        t.weight * t.for_words * coalesce((select sum(q.title) from question q where q.term_id = any(t.terms)), 0) as words_share,
        t.weight * t.for_grams * coalesce(g.share, 0) as grams_share, t.weight * coalesce(g.alike, 0) as likeness_share
      from titled t left join title_grams g using (id) offset 0),
    scored_titles as (
      select *, ${weights.title}::float8 * words_share + ${weights.grams}::float8 * grams_share
        + ${weights.likeness}::float8 * likeness_share as own_points from title_shares),
    best_titles as (
      select distinct on (entry_id) entry_id, kind, text, words_share, grams_share, likeness_share,
        own_points + ${secondTitle}::float8 * coalesce(lead(own_points) over best_first, 0) as points
      from scored_titles window best_first as (partition by entry_id order by round(own_points::numeric, 9) desc, id)
      order by entry_id, round(own_points::numeric, 9) desc, id)`
}
