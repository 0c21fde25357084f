import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'

/**
 * Puts variables into the text of an `.env` file. Everything else stays as it is, word for word: a variable that is set is
 * replaced in its place, one that stands there as an example (`#NAME=`) is set below it, any other comes at the end.
 */
export function withVariables(text: string, variables: Record<string, string>): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  for (const [name, value] of Object.entries(variables)) {
    const line = `${name}=${quoted(value)}`
    // The last one counts where a variable stands twice, so that is the one to replace.
    const set = lines.findLastIndex((each) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(each))
    const example = lines.findLastIndex((each) => new RegExp(`^\\s*#\\s*${name}\\s*=`).test(each))
    if (set >= 0) lines[set] = line
    else if (example >= 0) lines.splice(example + 1, 0, line)
    else lines.push(line)
  }
  return `${lines.join('\n')}\n`
}

/** Node's reader takes three kinds of quotes and no escapes: the first kind that is not in the value. */
function quoted(value: string): string {
  if (/^[\w.:@/+=,-]*$/.test(value)) return value
  const quote = ["'", '"', '`'].find((each) => !value.includes(each)) ?? "'"
  return `${quote}${value}${quote}`
}

/** Writes it whole or not at all; a new file can be read by its owner alone, since it holds secrets. */
export function writeVariables(file: string, variables: Record<string, string>): void {
  const there = existsSync(file)
  const text = withVariables(there ? readFileSync(file, 'utf8') : '', variables)
  const mode = there ? statSync(file).mode & 0o777 : 0o600
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode })
  chmodSync(draft, mode)
  renameSync(draft, file)
}
