import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { z } from 'zod'
import { CannedReply, isMacro, textFor } from '../desk/replies/canned.ts'
import { cannedReplies, cannedReply, keepReply, removeReply } from '../desk/replies/store.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, withDatabase } from './kb-common.ts'
import { en } from './replies-texts.en.ts'
import { fr } from './replies-texts.fr.ts'

type Options = { json?: boolean }

/** `guichet replies`: what agents find ready in their card, kept as a file that the desk's own people edit. */
export function repliesCommand(context: CliContext): Command {
  const t = context.lang === 'fr' ? fr : en
  const command = new Command('replies')
  command
    .command('list')
    .description(t.list)
    .option('--json')
    .action((options: Options) => list(context, options))
  command
    .command('preview <name>')
    .description(t.preview)
    .action((name: string) => preview(context, name))
  command
    .command('export')
    .description(t.export)
    .action(() => exportAll(context))
  command
    .command('import <file>')
    .description(t.import)
    .action((file: string) => importAll(context, file))
  command
    .command('remove <name>')
    .description(t.remove)
    .action((name: string) => remove(context, name))
  return command
}

const said = ({ lang }: CliContext) => (lang === 'fr' ? fr : en)

async function list(context: CliContext, { json = false }: Options) {
  await withDatabase(context, json, async ({ db }) => {
    const all = await cannedReplies(db)
    if (json) return printJson(all)
    if (!all.length) print(said(context).none)
    for (const canned of all) print(`${isMacro(canned) ? '⚙' : ' '} ${canned.name}\t${canned.title[context.lang]}`)
  })
}

async function preview(context: CliContext, name: string) {
  const t = said(context)
  await withDatabase(context, false, async ({ db }) => {
    const canned = await cannedReply(db, name)
    if (!canned) return fail(t.unknown(name), exitCodes.failed)
    for (const locale of ['en', 'fr'] as const) print(`[${locale}] ${textFor(canned, locale, t.sample)}`)
    if (isMacro(canned)) print(JSON.stringify(canned.changes))
  })
}

async function exportAll(context: CliContext) {
  await withDatabase(context, true, async ({ db }) => print(JSON.stringify(await cannedReplies(db), null, 2)))
}

/** All of a file or nothing of it. */
async function importAll(context: CliContext, file: string) {
  const t = said(context)
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return fail(t.notJson(file), exitCodes.misused)
  }
  const read = z.array(CannedReply).max(100).safeParse(given)
  if (!read.success) return fail(t.refused(read.error.issues[0]?.path.join('.') || file), exitCodes.misused)
  await withDatabase(context, false, async ({ db }) => {
    await db.transaction().execute(async (tx) => {
      for (const canned of read.data) await keepReply(tx, canned, new Date())
    })
    print(t.kept(read.data.length))
  })
}

async function remove(context: CliContext, name: string) {
  const t = said(context)
  await withDatabase(context, false, async ({ db }) => {
    const gone = await db.transaction().execute((tx) => removeReply(tx, name))
    return gone ? print(t.removed(name)) : fail(t.unknown(name), exitCodes.failed)
  })
}
