type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Many callers, one statement: items handed in within `waitMs` (or until `max` are there) are run together, and each
 * caller gets its own result. `run` returns one result per item, in the same order. If it throws, every caller of that
 * batch gets the error. With `waitMs` 0 the items of one turn of the event loop go together.
 */
export function batched<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  { max, waitMs }: { max: number; waitMs: number },
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    void settle(run, batch)
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (waiting.length >= max) flush()
      else timer ??= setTimeout(flush, waitMs)
    })
}

/** Never rejects: whatever happens is handed to the callers. */
async function settle<Item, Result>(run: (items: Item[]) => Promise<Result[]>, batch: Waiting<Item, Result>[]) {
  try {
    const results = await run(batch.map(({ item }) => item))
    if (results.length !== batch.length) throw new Error(`a batch of ${batch.length} came back with ${results.length}`)
    batch.forEach(({ resolve }, index) => {
      resolve(results[index] as Result)
    })
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
