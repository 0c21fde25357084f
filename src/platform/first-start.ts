/**
 * Run in a process of its own (see embedded.ts) with one argument: the directory in which to create a database. Creating
 * one takes up to 900 MB for a moment, memory that a server would never give back to the system.
 */
import { openPglite } from './pglite.ts'

// If the starter dies, its half-made directory is worth nothing.
process.on('disconnect', () => process.exit(1))

const directory = process.argv[2]
if (!directory) throw new Error('first-start needs the directory to create')
const database = await openPglite({ dataDir: directory })
// No background process removes old WAL files here; a small limit lets the upkeep's checkpoints do it.
await database.exec(`alter system set max_wal_size = '64MB'`)
await database.exec(`alter system set min_wal_size = '32MB'`)
await database.close()
process.exit(0)
