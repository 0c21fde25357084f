import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { type CliContext, exitCodes } from './context.ts'

/** What every command that answers lines is asked. A language that we do not know is as good as none. */
const Asked = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), lang: z.string().nullish() })
type Asked = z.infer<typeof Asked>

/**
 * Answers each JSON line of standard input with one line, in order, before the next is read. A line that is no question is
 * answered too, with its `error` (whoever asked may wait for it), told on standard error, and makes the exit code 2; the
 * lines behind it are answered as if it had not been there.
 */
export async function answerLines(
  { t }: CliContext,
  answer: (asked: Asked) => Promise<Record<string, unknown>> | Record<string, unknown>,
): Promise<void> {
  let number = 0
  for await (const line of createInterface({ input: process.stdin })) {
    number++
    if (line.trim() === '') continue
    const read = readLine(line, Asked)
    if ('value' in read) await emit({ id: read.value.id, ...(await answer(read.value)) })
    else {
      process.exitCode = exitCodes.misused
      process.stderr.write(`${t.lines.notAQuestion(number, read.why)}\n`)
      await emit({ id: read.id, error: { line: number, why: read.why } })
    }
  }
}

/** Writes one JSON line to stdout and waits while the reader is slow, so that memory stays bounded. */
export async function emit(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain')
}

const Labelled = z.object({ text: z.string(), label: z.string() })
export type Labelled = z.infer<typeof Labelled>

/** A file of lines to learn from cannot be used; the message says why, in the operator's language. */
export class BadLines extends Error {}

/** Lines {"text","label"} of one file, or of several separated by commas; `.gz` is unpacked. Throws `BadLines`. */
export function readLabelled({ t }: CliContext, files: string): Labelled[] {
  const all = files.split(',').flatMap((file) => {
    const lines = textOf(file, (why) => new BadLines(t.lines.unreadable(file, why))).split('\n')
    return lines.flatMap((line, at) => {
      if (line.trim() === '') return []
      const read = readLine(line, Labelled)
      if ('value' in read) return [read.value]
      throw new BadLines(t.lines.notAnExample(file, at + 1, read.why))
    })
  })
  if (!all.length) throw new BadLines(t.lines.nothingToLearn(files))
  return all
}

function textOf(file: string, refused: (why: string) => BadLines): string {
  try {
    const bytes = readFileSync(file)
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (error) {
    throw refused((error as Error).message)
  }
}

/** One line of JSON as it should be, or why it is not; with the id that it bears, if it bears one. */
function readLine<T>(line: string, shape: z.ZodType<T>): { value: T } | { id: unknown; why: string } {
  let value: unknown
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { id: null, why: (error as Error).message }
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return { value: parsed.data }
  const { id } = z
    .object({ id: Asked.shape.id.catch(null as never) })
    .catch({ id: null as never })
    .parse(value)
  const why = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
  return { id: id ?? null, why }
}
