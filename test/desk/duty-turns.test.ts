import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, whoseTurn } from '../../src/desk/duty/turns.ts'
import type { PersonId } from '../../src/platform/ids.ts'

const one = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id: `per_${id}` as PersonId, away: false, open: 0, mostOpen: 0, lastOffered: null, languages: [], skills: [] },
  ...more,
})
const asks = { locale: 'en', category: 'network', anyone: false, asked: new Set<PersonId>() } as const
const at = (minute: number) => new Date(minute * 60_000)

describe('whose turn it is', () => {
  test('whoever was asked longest ago; nobody who is away, full or asked already', () => {
    const all = [one('a', { lastOffered: at(3) }), one('b', { lastOffered: at(1) }), one('c', { lastOffered: at(2) })]
    expect(whoseTurn(all, asks)?.id).toBe('per_b')
    const some = [
      one('a', { away: true }),
      one('b', { open: 2, mostOpen: 2 }),
      one('c'),
      one('d', { lastOffered: at(1) }),
    ]
    expect(whoseTurn(some, asks)?.id).toBe('per_c')
    expect(whoseTurn(some, { ...asks, asked: new Set(['per_c']) })?.id).toBe('per_d')
    expect(whoseTurn(some.slice(0, 2), asks)).toBeUndefined()
  })

  test('the language is required until it has waited long enough; who knows the matter goes first among those who speak it', () => {
    const all = [
      one('speaks', { languages: ['en'], lastOffered: at(1) }),
      one('knows', { languages: ['en', 'fr'], skills: ['network'], lastOffered: at(9) }),
      one('french', { languages: ['fr'], skills: ['network'] }),
    ]
    expect(whoseTurn(all, asks)?.id).toBe('per_knows')
    expect(whoseTurn(all, { ...asks, category: 'printing' })?.id).toBe('per_speaks')
    const later = { ...asks, asked: new Set<PersonId>(['per_knows', 'per_speaks']) }
    expect(whoseTurn(all, later)).toBeUndefined()
    expect(whoseTurn(all, { ...later, anyone: true })?.id).toBe('per_french')
  })

  test('over any number of tickets nobody is asked twice more than another, and nobody above their limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (limits, tickets) => {
          const people = limits.map((mostOpen, i) => ({ ...one(String(i)), mostOpen }))
          const counts = new Map<PersonId, number>()
          for (let minute = 1; minute <= tickets; minute++) {
            const next = people.find(({ id }) => id === whoseTurn(people, asks)?.id)
            if (!next) {
              expect(people.every(({ open, mostOpen }) => mostOpen > 0 && open >= mostOpen)).toBe(true)
              continue
            }
            Object.assign(next, { open: next.open + 1, lastOffered: at(minute) })
            counts.set(next.id, (counts.get(next.id) ?? 0) + 1)
          }
          const unlimited = people.filter(({ mostOpen }) => mostOpen === 0).map(({ id }) => counts.get(id) ?? 0)
          if (unlimited.length) expect(Math.max(...unlimited) - Math.min(...unlimited)).toBeLessThanOrEqual(1)
          for (const { id, mostOpen } of people) if (mostOpen) expect(counts.get(id) ?? 0).toBeLessThanOrEqual(mostOpen)
        },
      ),
    )
  })
})
