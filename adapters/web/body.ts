import type { Context } from 'hono'
import { withinDepth } from '../../src/platform/text.ts'

/** The JSON of a request, or nothing that any schema would take: broken, or nested beyond what a page of ours sends. */
export async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  try {
    const body: unknown = JSON.parse(text)
    return withinDepth(body, 8) ? body : undefined
  } catch {
    return undefined // what is not JSON is the sender's mistake: the route's schema answers 400
  }
}
