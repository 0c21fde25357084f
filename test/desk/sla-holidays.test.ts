import { expect, test } from 'vitest'
import { holidaysOf, knowsHolidaysOf } from '../../src/desk/sla/holidays.ts'

test('France has eleven public holidays in 2026, with French and English names', async () => {
  const days = await holidaysOf('FR', 2026)
  expect(days.map(({ date }) => date)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ])
  expect(days[1]!.name).toEqual({ fr: 'Lundi de Pâques', en: 'Easter Monday' })
})

test('a region has its own: Moselle keeps Good Friday and the day after Christmas', async () => {
  const dates = (await holidaysOf('fr-57', 2026)).map(({ date }) => date)
  expect(dates).toHaveLength(13)
  expect(dates).toEqual(expect.arrayContaining(['2026-04-03', '2026-12-26']))
})

test('only public holidays close the desk, not days of observance', async () => {
  const names = (await holidaysOf('CH-GE', 2026)).map(({ name }) => name.fr)
  expect(names).toContain('Jeûne Genevois')
  expect(names).not.toContain('Fête des Mères')
})

test('a holiday of several days closes each of them', async () => {
  const dates = (await holidaysOf('EG', 2026)).map(({ date }) => date)
  expect(dates).toEqual(expect.arrayContaining(['2026-03-20', '2026-03-21', '2026-03-22']))
  expect(new Set(dates).size).toBe(dates.length)
})

test('a place that is unknown has no holidays, and can be told apart', async () => {
  expect(await holidaysOf('ZZ', 2026)).toEqual([])
  expect(await knowsHolidaysOf('ZZ')).toBe(false)
  expect(await knowsHolidaysOf('FR-99')).toBe(false)
  expect(await knowsHolidaysOf('FR-57')).toBe(true)
  expect(await knowsHolidaysOf('FR')).toBe(true)
})
