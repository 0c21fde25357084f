/** A seeded generator (xorshift32, Marsaglia 2003): training must give the same model on every machine and every run. */
export function xorshift(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A copy in random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const item = copy[at]!
    copy[at] = copy[other]!
    copy[other] = item
  }
  return copy
}
