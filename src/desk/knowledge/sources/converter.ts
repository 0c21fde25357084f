import { Worker } from 'node:worker_threads'
import type { Conversion, Converted, Format } from './convert-worker.ts'
import type { ConvertedPage } from './html.ts'

/** For one document; the thread is ended after it, and the next document gets a new one. */
export const convertWithinMs = 20_000
const mostMemoryMb = 512

export type Conversions = ReturnType<typeof openConverter>
export type ConvertOutcome =
  | { readonly ok: true; readonly page: ConvertedPage }
  | { readonly ok: false; readonly why: 'not-readable' | 'took-too-long'; readonly detail: string }

/**
 * Reads formats that strangers write (HTML, DOCX, PDF) in a thread of its own, with limits of time and memory: a document
 * that makes its reader loop or swell costs that document, not the import.
 */
export function openConverter(limits: { readonly ms: number } = { ms: convertWithinMs }) {
  let worker: Worker | undefined
  let next = 0
  const stop = async () => {
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }
  return {
    async convert(format: Format, bytes: Uint8Array): Promise<ConvertOutcome> {
      worker ??= startWorker()
      const outcome = await ask(worker, { id: next++, format, bytes }, limits.ms)
      if (!outcome.ok && outcome.fatal) await stop()
      return outcome
    },
    close: stop,
  }
}

/** In development and in tests the sources run as they are, which a thread learns by itself: it inherits no loader. */
function startWorker(): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb }, stdout: true, stderr: true }
  const compiled = !import.meta.url.endsWith('.ts')
  const file = new URL(compiled ? './convert-worker.js' : './convert-worker.ts', import.meta.url)
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${file.href}') })`
  const worker = compiled ? new Worker(file, options) : new Worker(load, { ...options, eval: true, execArgv: [] })
  worker.unref()
  return worker
}

type Asked =
  | { ok: true; page: ConvertedPage }
  | { ok: false; why: 'not-readable' | 'took-too-long'; detail: string; fatal: boolean }

function ask(worker: Worker, conversion: Conversion, ms: number): Promise<Asked> {
  return new Promise((resolve) => {
    const end = (outcome: Asked) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', broke).off('exit', left)
      resolve(outcome)
    }
    const heard = (converted: Converted) => {
      if (converted.id !== conversion.id) return
      if ('page' in converted) end({ ok: true, page: converted.page })
      else end({ ok: false, why: 'not-readable', detail: converted.failed, fatal: false })
    }
    const broke = (error: Error) => end({ ok: false, why: 'not-readable', detail: error.message, fatal: true })
    const left = () => end({ ok: false, why: 'not-readable', detail: 'the reader ended', fatal: true })
    const timer = setTimeout(() => end({ ok: false, why: 'took-too-long', detail: `> ${ms} ms`, fatal: true }), ms)
    worker.on('message', heard).on('error', broke).on('exit', left)
    worker.postMessage(conversion)
  })
}
