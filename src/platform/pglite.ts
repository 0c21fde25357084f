import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'

/** Type numbers of PostgreSQL whose reading differs between the two drivers unless both are told (see database.ts). */
export const oid = { int8: 20, date: 1082, bytea: 17 } as const

/**
 * PGlite as every part of Guichet and its tests want it: the two contrib modules that search needs, and the same
 * JavaScript values as from a server: int8 is a number, a date is 'YYYY-MM-DD' (a day has no time zone), bytea a Buffer.
 */
export function openPglite(options: PGliteOptions): Promise<PGlite> {
  return PGlite.create({
    ...options,
    extensions: { pg_trgm, unaccent },
    parsers: {
      [oid.int8]: Number,
      [oid.date]: (text: string) => text,
      [oid.bytea]: (text: string) => Buffer.from(text.slice(2), 'hex'),
    },
  })
}

/**
 * What every session of the embedded database starts with. The schema `bullmq` comes second in the path because BullMQ's
 * statements do not name it: the desk must therefore not have tables with its names (job, event, meta, metrics, …). A kept
 * plan is used as it is: planning anew for the values at hand, which PostgreSQL tries again and again, is dear in WebAssembly
 * (a search among 500 articles took 16.1 ms with it and 9.9 without, medians of one run each).
 */
export const sessionSetup = `create schema if not exists bullmq; set search_path = public, bullmq; set timezone = 'UTC'; set plan_cache_mode = force_generic_plan`

/**
 * Settings written once into a new database. The default 128 MB of shared buffers cost 110 MB of resident memory in the
 * server's own process (measured: 294 MB with it, 189 MB so), and the system's file cache does their work here. No
 * background process removes old WAL files, so a small limit lets the upkeep's checkpoints do it.
 */
export const newDatabaseSettings = [
  `alter system set shared_buffers = '32MB'`,
  `alter system set max_wal_size = '64MB'`,
  `alter system set min_wal_size = '32MB'`,
] as const
