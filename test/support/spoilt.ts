import fc from 'fast-check'

export type Json = Record<string, unknown>

/** Puts something else in one place of a payload. */
export function spoilt(payload: Json, path: number[], instead: unknown): Json {
  const copy: Json = structuredClone(payload)
  let at = copy
  for (const step of path) {
    const key = Object.keys(at)[step % Math.max(1, Object.keys(at).length)]
    if (key === undefined) break
    const next = at[key]
    if (typeof next !== 'object' || next === null || step === path.at(-1)) {
      at[key] = instead
      break
    }
    at = next as Json
  }
  return copy
}

/** The way to one place of a payload. */
export const places = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 })
/** What nobody expects in that place. */
export const junk = fc.oneof(
  fc.constantFrom(null, 0, -1, '', '\u0000', '\ud800', [], {}, true, 'x'.repeat(5000), '__proto__', 'a:b/c', '@U1'),
  fc.string({ unit: 'binary' }),
  fc.object({ maxDepth: 3 }),
)
