import { Command } from 'commander'
import { audiences, readableBy } from '../desk/knowledge/article.ts'
import { fixedFor, keepFixed, listFixed, removeFixed } from '../desk/knowledge/fixed-store.ts'
import type { Audience } from '../desk/knowledge/table.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, oneOf, type Said, withDatabase } from './kb-common.ts'

interface Written {
  when: string[]
  fr?: string
  en?: string
  audience: Audience
  channel?: string[]
  off?: boolean
  json?: boolean
}
type Json = { json?: boolean }

/** `guichet kb fixed …`: answers in an exact text for certain words. */
export function fixedCommand(context: CliContext, t: Said): Command {
  const fixed = new Command('fixed').description(t.fixed.all)
  fixed
    .command('list')
    .description(t.fixed.list)
    .option('--json', context.t.help.json)
    .action(({ json = false }: Json) => list(context, t, json))
  fixed
    .command('set <name>')
    .description(t.fixed.set)
    .requiredOption('--when <words...>', t.fixed.when)
    .option('--fr <text>', t.fixed.text)
    .option('--en <text>', t.fixed.text)
    .option('--audience <audience>', t.audience, oneOf(audiences), 'employees')
    .option('--channel <channels...>', t.fixed.channel)
    .option('--off', t.fixed.off)
    .option('--json', context.t.help.json)
    .action((name: string, options: Written) => set(context, t, name, options))
  fixed
    .command('remove <name>')
    .description(t.fixed.remove)
    .option('--json', context.t.help.json)
    .action((name: string, { json = false }: Json) => remove(context, t, name, json))
  fixed
    .command('try <message>')
    .description(t.fixed.try)
    .option('--audience <audience>', t.audience, oneOf(audiences), 'employees')
    .option('--json', context.t.help.json)
    .action((message: string, { audience, json = false }: Json & { audience: Audience }) =>
      tryOut(context, t, message, { audience, json }),
    )
  return fixed
}

async function list(context: CliContext, t: Said, json: boolean) {
  await withDatabase(context, json, async ({ db }) => {
    const all = await listFixed(db)
    if (json) return printJson(all)
    if (all.length === 0) print(t.fixed.none)
    for (const { name, active, audience, patterns, given, helped, notHelped } of all)
      print(
        [
          active ? '+' : '-',
          name,
          t.audiences[audience],
          `${given} (+${helped} -${notHelped})`,
          patterns.join(' | '),
        ].join('\t'),
      )
  })
}

async function set(context: CliContext, t: Said, name: string, options: Written) {
  const { when, fr = '', en = '', audience, channel = [], off = false, json = false } = options
  await withDatabase(context, json, async ({ db }) => {
    const given = { name, patterns: when, text: { fr, en }, audience, channels: channel, active: !off }
    const kept = await db.transaction().execute((tx) => keepFixed(tx, given, null, new Date()))
    if (!kept.done) process.exitCode = exitCodes.misused
    if (json) return printJson({ ok: kept.done, ...kept })
    if (kept.done) print(t.fixed.kept(name))
    else fail(t.fixed.refused(kept.field), exitCodes.misused)
  })
}

async function remove(context: CliContext, t: Said, name: string, json: boolean) {
  await withDatabase(context, json, async ({ db }) => {
    const gone = await db.transaction().execute((tx) => removeFixed(tx, name))
    if (!gone) return fail(t.fixed.unknown(name), exitCodes.failed)
    return json ? printJson({ ok: true, name }) : print(t.fixed.removed(name))
  })
}

/** What a message would get, in any channel; exit code 1 where it is none of these. */
async function tryOut(
  context: CliContext,
  t: Said,
  message: string,
  { audience, json }: { audience: Audience; json: boolean },
) {
  await withDatabase(context, json, async ({ db }) => {
    const found = await fixedFor(db, message, { audience: readableBy[audience], thread: undefined })
    if (!found) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: found !== undefined, ...found })
    print(found ? `${found.name}\n[fr] ${found.text.fr}\n[en] ${found.text.en}` : t.nothingFound)
  })
}
