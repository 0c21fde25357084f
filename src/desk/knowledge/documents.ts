import { createHash } from 'node:crypto'
import type { Db } from '../../schema.ts'
import type { ConvertedPage } from './sources/html.ts'

/** Raise it when the readers of DOCX or PDF give another text, so that documents are read again. */
const readers = 1

/** What reading a document gave the last time, so that a repeated import does not read hundreds of PDF files again. */
export interface Documents {
  readonly recall: (bytes: Uint8Array) => Promise<ConvertedPage | undefined>
  readonly keep: (bytes: Uint8Array, page: ConvertedPage) => Promise<void>
}

/** Remembers in the base; a dry run recalls what is there and keeps nothing. */
export function rememberDocuments(db: Db, { dryRun, now }: { dryRun: boolean; now: () => Date }): Documents {
  const digestOf = (bytes: Uint8Array) => `${readers}.${createHash('sha256').update(bytes).digest('base64url')}`
  return {
    recall: (bytes) =>
      db
        .selectFrom('document_texts')
        .select(['title', 'body'])
        .where('digest', '=', digestOf(bytes))
        .executeTakeFirst(),
    async keep(bytes, { title, body }) {
      if (dryRun) return
      await db
        .insertInto('document_texts')
        .values({ digest: digestOf(bytes), title: clean(title), body: clean(body), read_at: now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}

/** As the database can hold it; the article that is made of it is normalised like any other. */
const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed()
