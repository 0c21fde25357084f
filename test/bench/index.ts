import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Machine, machine } from './machine.ts'
import { explaining, parts } from './parts.ts'
import { type Results, render } from './report.ts'
import { build } from './server.ts'
import { openSlack } from './slack.ts'
import { openStages } from './stage.ts'

const names = Object.keys(parts)
const usage = `npm run bench [-- --short] [-- --json] [-- --only ${names.join('|')} …]

How much and how soon, beside a bare Bolt handler in the same run: some ten minutes on a quiet machine, one with --short.
The whole run writes docs/reports/speed.md. PostgreSQL and Redis: DATABASE_URL, REDIS_URL (default: this machine's).`
const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    json: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
const wanted = values.only ?? names.filter((name) => !(values.short && explaining.includes(name)))
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length) {
  process.stderr.write(`No part is called ${unknown.join(', ')}.\n\n${usage}\n`)
  process.exit(2)
}

const tell = (line: string) => void process.stderr.write(`${line}\n`)
await build()
const before: Machine = await machine()
const slack = await openSlack()
const stages = openStages(slack)
const results: Results = {}
// Servers and databases of a run that is broken off must not outlive it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stages.strike().finally(() => process.exit(1)))
try {
  for (const name of wanted) {
    tell(`— ${name}`)
    Object.assign(results, await parts[name]!({ slack, stages, short: values.short ?? false, tell }))
  }
} finally {
  await stages.strike()
  await slack.close()
}
const report = render(results, before, await machine(), { short: values.short ?? false })
process.stdout.write(values.json ? `${JSON.stringify(results)}\n` : `${report}\n`)
// A part of the whole, or a short run, must not overwrite the figures that are quoted.
if (!values.short && !values.only) {
  mkdirSync('docs/reports', { recursive: true })
  writeFileSync('docs/reports/speed.md', report)
}
process.exit(0)
