import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { locales } from '../../src/chat/locale.ts'
import { categories, impacts, intents, typeOf, urgencies } from '../../src/desk/triage/labels.ts'
import { bars, judge } from './bars.ts'
import { auroc, f1, macroF1, type SearchOutcome, searchFigures } from './measures.ts'
import { questions, slugs } from './own.ts'
import { messages } from './own-messages.ts'
import { scored } from './scorers.ts'
import { findShared, partOf, type Question, type Session, writeLines } from './session.ts'

const folder = mkdtempSync(join(tmpdir(), 'guichet-eval-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const shared = findShared(process.env)
const session: Session = {
  shared,
  server: undefined,
  folder,
  quick: true,
  scores: [],
  misses: [],
  skipped: [],
  say: () => {},
}

describe.each(locales)('the set that ships, in %s', (lang) => {
  test('has at least 200 questions, 40 of them without an answer, about articles of both languages', () => {
    const asked = questions(lang)
    expect(asked.length).toBeGreaterThanOrEqual(200)
    expect(asked.filter(({ relevant }) => relevant.length === 0).length).toBeGreaterThanOrEqual(40)
    const known = new Set(locales.flatMap(slugs))
    expect(asked.flatMap(({ relevant }) => relevant).filter((slug) => !known.has(slug))).toEqual([])
  })
  test('asks about every article, most of them several times', () => {
    const asked = questions(lang).flatMap(({ relevant }) => relevant)
    const seldom = slugs(lang).filter((slug) => asked.filter((each) => each === slug).length < 3)
    expect(seldom).toEqual([])
  })
  test('has at least 200 messages, 40 of them none of our business, with labels that exist', () => {
    const said = messages(lang)
    expect(said.length).toBeGreaterThanOrEqual(200)
    expect(said.filter(({ intent }) => intent === 'out-of-scope').length).toBeGreaterThanOrEqual(40)
    for (const { intent, type, category, impact, urgency, text } of said) {
      expect(intents, text).toContain(intent)
      expect(type, text).toBe(typeOf(intent))
      if (type) expect(categories, text).toContain(category)
      if (impact) expect(impacts, text).toContain(impact)
      if (urgency) expect(urgencies, text).toContain(urgency)
    }
  })
  test('repeats neither an id nor a text, and each line says its language', () => {
    for (const lines of [questions(lang), messages(lang)]) {
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
      expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length)
      expect(lines.filter((line) => line.lang !== lang)).toEqual([])
    }
  })
})

describe('the measures', () => {
  const outcomes: SearchOutcome[] = [
    { answerable: true, rank: 1, score: 0.9 },
    { answerable: true, rank: 2, score: 0.5 },
    { answerable: true, rank: 1, score: 0.2 },
    { answerable: true, rank: 0, score: Number.NEGATIVE_INFINITY },
    { answerable: false, rank: 0, score: 0.3 },
    { answerable: false, rank: 0, score: Number.NEGATIVE_INFINITY },
  ]
  test('of search are those of an example worked by hand', () => {
    expect(searchFigures(outcomes)).toEqual({
      'R@1': 0.5,
      'R@3': 0.75,
      'MRR@10': 2.5 / 4,
      // Against 0.3: two above, two below. Against nothing: three above, one tie. (2 + 3.5) / 8.
      AUROC: 5.5 / 8,
      // Answers from above 0.3 on: of the two given one is right, of four questions.
      'right at ≤10 % false': 0.25,
    })
  })
  test.skipIf(!shared)('of search agree with the shared scorer', async () => {
    const asked = outcomes.map((outcome, at) => ({ id: `q${at}`, ...outcome }))
    const truth = writeLines(
      session,
      'truth',
      asked.map(
        ({ id, answerable }): Question => ({ id, lang: 'fr', text: id, relevant: answerable ? ['right'] : [] }),
      ),
    )
    const answers = asked.map(({ id, rank, score }) => {
      const found = Number.isFinite(score)
      const ranking = !found ? [] : rank === 1 ? ['right'] : rank === 2 ? ['other', 'right'] : ['other']
      return [id, { id, ranking, scores: ranking.map(() => score) }] as const
    })
    const given = { answers: new Map(answers), startMs: 0, times: [] }
    const figures = await scored(session, 'search', { name: 'agreement', truth, asked: given })
    expect(figures).toEqual(searchFigures(outcomes))
  })
  test('of silence are 1 when every right score is above every wrong one, and turn round with the sides', () => {
    expect(auroc([0.6, 0.7], [0.1, 0.5])).toBe(1)
    const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect(auroc(a, b) + auroc(b, a)).toBeCloseTo(1, 9)
      }),
    )
  })
  test('F1 counts what was missed and what was taken wrongly, and a label never given is worth nothing', () => {
    const labellings = [
      { truth: 'incident', given: 'incident' },
      { truth: 'incident', given: undefined },
      { truth: 'service-request', given: 'incident' },
    ]
    expect(f1(labellings, 'incident')).toBe(2 / 4)
    expect(f1(labellings, 'service-request')).toBe(0)
    expect(macroF1(labellings, ['incident', 'service-request'])).toBe(0.25)
  })
})

describe('the bars', () => {
  test('name all of S1 to S7 and T1 to T7', () => {
    const wanted = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']
    expect(wanted.filter((id) => !bars.some((bar) => bar.id === id))).toEqual([])
  })
  test('are missed below, met at the limit, and say nothing of what was not measured', () => {
    const verdictAt = (value: number) =>
      judge([{ set: 'stackfaq taught', system: 'guichet', figures: { 'R@1': value } }]).find(
        ({ bar }) => bar.id === 'S6',
      )
    expect(verdictAt(0.929)?.met).toBe(false)
    expect(verdictAt(0.93)?.met).toBe(true)
    expect(judge([]).every(({ met }) => met === undefined)).toBe(true)
  })
})

test('a text falls into the same part on every machine', () => {
  expect([partOf('en-q001', 5), partOf('fr-q001', 5), partOf('train0', 5)]).toEqual([4, 3, 0])
})
