import { loadavg } from 'node:os'
import { join } from 'node:path'
import { type Asked, ask, quantile } from './asking.ts'
import { importInto, openBase, searching } from './base.ts'
import { searchBaseline, searchEngines } from './baselines.ts'
import { share } from './measures.ts'
import { type SearchAnswer, timesOf } from './scorers.ts'
import { engines } from './search.ts'
import { keep, type Labelled, readLines, type Session, shuffledByHash, writeLines } from './session.ts'

const sizes = [500, 48_000] as const
const questionsAsked = 400
/** Baselines take up to a second a question at 48,000 articles; the first hundred say enough of them. */
const baselineAsked = 100
const titleWords = 8
const questionWords = 12

type Places = 'Postgres' | 'embedded'
export const latencySet = (size: number, place: Places) => `${size.toLocaleString('en')} articles, ${place}`

/** S7: real help-desk tickets as articles, and twelve words out of the middle of some of them as questions. */
export async function scoreLatency(session: Session): Promise<void> {
  const data = (name: string) => join(session.shared!, 'data', 'it-tickets', name)
  const tickets = ['train.jsonl.gz', 'dev.jsonl'].flatMap((name) => readLines<Labelled>(data(name)))
  for (const size of session.quick ? sizes.slice(0, 1) : sizes) {
    const docs = writeLines(session, `articles ${size}`, articlesOf(tickets, size))
    const lines = questionsOf(tickets.slice(0, size))
    const rankings: Asked<SearchAnswer>[] = []
    for (const place of session.server ? (['Postgres', 'embedded'] as const) : (['embedded'] as const))
      rankings.push(await timeProduct(session, { size, place, docs, lines }))
    const [one, other] = rankings
    if (one && other)
      keep(session, {
        set: `same rankings at ${size.toLocaleString('en')}`,
        system: 'guichet',
        figures: sameRankings(one, other),
      })
    await timeBaselines(session, { size, docs, lines: lines.slice(0, baselineAsked) })
  }
  if (session.quick) session.skipped.push('S7 at 48,000 articles: left out of a quick run.')
  if (!session.server) session.skipped.push('S7 in Postgres: set DATABASE_URL to a server to measure it.')
}

interface Timing {
  readonly size: number
  readonly docs: string
  readonly lines: readonly { readonly id: string; readonly text: string; readonly lang: 'en' }[]
}

async function timeProduct(session: Session, { size, place, docs, lines }: Timing & { place: Places }) {
  const base = await openBase(session, { embedded: place === 'embedded' })
  try {
    const seconds = await importInto(base, docs)
    const asked = await ask<SearchAnswer>(searching(base), lines)
    const cpu = asked.cpuMs === undefined ? {} : { 'cpu ms': asked.cpuMs }
    const figures = {
      ...timesOf(asked),
      'max ms': quantile(asked.times, 1),
      ...cpu,
      'import s': seconds,
      load: loadavg()[0]!,
    }
    keep(session, { set: latencySet(size, place), system: 'guichet', figures })
    return asked
  } finally {
    await base.close()
  }
}

/** The baselines beside it: on the server where there is one, else only at the size that their embedded Postgres bears. */
async function timeBaselines(session: Session, { size, docs, lines }: Timing): Promise<void> {
  const place: Places = session.server ? 'Postgres' : 'embedded'
  const bearable = session.server || size === sizes[0] ? engines : engines.filter((each) => !each.startsWith('pg-'))
  const base = await openBase(session)
  try {
    for (const engine of bearable) {
      const asked = await ask<SearchAnswer>(searchBaseline(session, { engine, docs, lang: 'en', url: base.url }), lines)
      const figures = { ...timesOf(asked), load: loadavg()[0]! }
      keep(session, { set: latencySet(size, place), system: searchEngines[engine], figures })
    }
  } finally {
    await base.close()
  }
}

/** Fewer tickets than articles are wanted: the first come a second time under another name. */
const articlesOf = (tickets: readonly Labelled[], size: number) =>
  Array.from({ length: size }, (_, at) => {
    const { id, text } = tickets[at % tickets.length]!
    const title = text.split(' ').slice(0, titleWords).join(' ')
    return { id: at < tickets.length ? id : `${id} again`, lang: 'en', title, body: text }
  })

const questionsOf = (tickets: readonly Labelled[]) =>
  shuffledByHash(tickets)
    .map(({ id, text }) => ({ id, words: text.split(' ') }))
    .filter(({ words }) => words.length >= 2 * questionWords)
    .slice(0, questionsAsked)
    .map(({ id, words }) => {
      const from = Math.floor((words.length - questionWords) / 2)
      return { id, lang: 'en' as const, text: words.slice(from, from + questionWords).join(' ') }
    })

/** Share of the questions whose ten articles come in the same order on both databases. */
function sameRankings(one: Asked<SearchAnswer>, other: Asked<SearchAnswer>) {
  const ids = [...one.answers.keys()]
  const ranking = (asked: Asked<SearchAnswer>, id: string) => asked.answers.get(id)?.ranking.join(' ')
  return { share: share(ids, (id) => ranking(one, id) === ranking(other, id)) }
}
