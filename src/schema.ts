import type { Kysely, Transaction } from 'kysely'

/** Every table of the product, composed from the `table.ts` leaf of each folder. */
export type Database = {}

/** A handle for reads and single statements. */
export type Db = Kysely<Database>
/** What a function asks for when it takes locks or must be part of somebody's commit. */
export type Tx = Transaction<Database>
