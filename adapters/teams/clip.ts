/** Shortens to `most` UTF-16 units with an ellipsis, never inside a character outside the basic plane. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  const end = Math.max(0, most - 1)
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
  return `${text.slice(0, splits ? end - 1 : end).trimEnd()}…`
}
