import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** The non-empty lines of a stream, one at a time. */
export async function* eachLine(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  for await (const line of createInterface({ input })) if (line.trim() !== '') yield line
}

/** Writes one JSON line to stdout and waits while the reader is slow, so that memory stays bounded. */
export async function emit(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain')
}
