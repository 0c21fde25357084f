import { expect, test } from 'vitest'
import { batched } from '../../src/platform/batch.ts'

test('callers of the same moment share one run and each gets its own result', async () => {
  const runs: number[][] = []
  const double = batched(
    async (items: number[]) => {
      runs.push(items)
      return items.map((item) => item * 2)
    },
    { max: 100, waitMs: 0 },
  )
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(runs).toEqual([[1, 2, 3], [4]])
})

test('a full batch does not wait', async () => {
  const sizes: number[] = []
  const add = batched(
    async (items: number[]) => {
      sizes.push(items.length)
      return items
    },
    { max: 2, waitMs: 60_000 },
  )
  await Promise.all([add(1), add(2), add(3), add(4)])
  expect(sizes).toEqual([2, 2])
})

test('a run that fails, or forgets a result, is an error for each of its callers and for no other', async () => {
  const odd = batched(
    async (items: number[]) => {
      if (items.includes(13)) throw new Error('unlucky')
      return items.includes(7) ? [] : items
    },
    { max: 2, waitMs: 0 },
  )
  const outcomes = await Promise.allSettled([odd(13), odd(1), odd(7), odd(2), odd(3), odd(4)])
  expect(outcomes.map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})
