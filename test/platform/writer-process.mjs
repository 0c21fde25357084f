/** For embedded.test.ts: commits numbered rows without end and says each number once the database has acknowledged it. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [product, dataDir] = process.argv.slice(2)
const { openEmbedded } = await import(pathToFileURL(join(product, 'src/platform/embedded.js')).href)
const { pool } = await openEmbedded(dataDir, () => {})
await pool.query('create table if not exists written (n integer primary key)')
const { rows } = await pool.query('select coalesce(max(n), 0) + 1 as next from written')
const first = rows[0]?.next ?? 1
for (let n = first; ; n++) {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('insert into written values ($1)', [n])
  await client.query('commit')
  client.release()
  writeSync(1, `${n - first + 1}\n`)
}
