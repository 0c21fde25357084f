/**
 * What one message takes on every platform, in UTF-16 units: what is longer is carried in several. `cost` is what the words
 * come to once they are escaped for Slack, whose limit is the narrower one there.
 */
const most = { units: 7500, cost: 10_000 } as const
const costs: Record<string, number> = { '&': 5, '<': 4, '>': 4, '\n': 2, '"': 2, '\\': 2, '*': 2, _: 2, '~': 2, '`': 2 }

/** Cuts words into parts that fit, at a line end or a space where one is near, never inside a character. */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let rest = text
  for (let end = fitting(rest); end < rest.length; end = fitting(rest)) {
    const start = rest.slice(0, end)
    const at = [start.lastIndexOf('\n'), start.lastIndexOf(' ')].find((one) => one > end * 0.6) ?? end
    const part = start.slice(0, at)
    parts.push(part)
    rest = rest.slice(part.length).trimStart()
  }
  return rest || !parts.length ? [...parts, rest] : parts
}

/** What words come to once they are escaped. */
export function costOf(text: string): number {
  let cost = 0
  for (let at = 0; at < text.length; at++) cost += costs[text.charAt(at)] ?? 1
  return cost
}

/** How much of a text one message takes. */
function fitting(text: string): number {
  let cost = 0
  for (let at = 0; at < text.length; at++) {
    cost += costs[text.charAt(at)] ?? 1
    if (at < most.units && cost <= most.cost) continue
    return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at
  }
  return text.length
}
