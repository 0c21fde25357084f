import { parentPort } from 'node:worker_threads'
import { type ConvertedPage, convertHtml } from './html.ts'
import { convertDocx, convertPdf } from './office.ts'
import { messageOf } from './part.ts'

export type Format = 'html' | 'docx' | 'pdf'
export interface Conversion {
  readonly id: number
  readonly format: Format
  readonly bytes: Uint8Array
}
export type Converted =
  | { readonly id: number; readonly page: ConvertedPage }
  | { readonly id: number; readonly failed: string }

const converters: Record<Format, (bytes: Uint8Array) => ConvertedPage | Promise<ConvertedPage>> = {
  html: (bytes) => convertHtml(new TextDecoder().decode(bytes)),
  docx: convertDocx,
  pdf: convertPdf,
}

parentPort?.on('message', async ({ id, format, bytes }: Conversion) => {
  try {
    parentPort?.postMessage({ id, page: await converters[format](bytes) } satisfies Converted)
  } catch (error) {
    parentPort?.postMessage({ id, failed: messageOf(error) } satisfies Converted)
  }
})
