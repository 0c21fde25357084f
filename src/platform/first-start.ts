/**
 * Run in a process of its own (see embedded.ts) with one argument: the directory in which to create a database. Creating
 * one takes up to 900 MB for a moment, memory that a server would never give back to the system.
 */
import { rmSync } from 'node:fs'
import { newDatabaseSettings, openPglite } from './pglite.ts'

const directory = process.argv[2]
if (!directory) throw new Error('first-start needs the directory to create')

// If the starter dies, its half-made directory is worth nothing.
process.on('disconnect', () => {
  rmSync(directory, { recursive: true, force: true })
  process.exit(1)
})

const database = await openPglite({ dataDir: directory })
for (const setting of newDatabaseSettings) await database.exec(setting)
await database.close()
process.exit(0)
