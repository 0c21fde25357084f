import { Command } from 'commander'
import { type Locale, locales } from '../chat/locale.ts'
import { audiences } from '../desk/knowledge/article.ts'
import type { CliContext } from './context.ts'
import { type ImpactOptions, runExport, runImpact, runLint } from './kb-care.ts'
import { count, oneOf, type Said } from './kb-common.ts'
import { runEmbed } from './kb-embed.ts'
import { fixedCommand } from './kb-fixed.ts'
import { runDraft, runDrafts, runGaps } from './kb-gaps.ts'
import { runHistory, runScheduled } from './kb-history.ts'
import { type ImportOptions, runImport } from './kb-import.ts'
import { runAliases, runList, runReindex, runShow, runTeach } from './kb-list.ts'
import { runSearch, type SearchOptions } from './kb-search.ts'
import { runKbTest, type TestOptions } from './kb-test.ts'
import { kbTexts } from './kb-texts.ts'

/** `guichet kb …`: everything about the knowledge base; over DATABASE_URL or the embedded database. */
export function kbCommand(context: CliContext): Command {
  const t = kbTexts[context.lang]
  const kb = new Command('kb').description(context.t.commands.kb)
  addImport(kb, context, t)
  addReading(kb, context, t)
  addCare(kb, context, t)
  addGaps(kb, context, t)
  kb.addCommand(fixedCommand(context, t))
  return kb
}

function addImport(kb: Command, context: CliContext, t: Said): void {
  kb.command('import <source>')
    .description(t.import)
    .option('--dry-run', t.dryRun)
    .option('--withdraw-missing', t.withdrawMissing)
    .option('--keep-missing', t.keepMissing)
    .option('--columns <mapping>', t.columns)
    .option('--json', context.t.help.json)
    .action((path: string, options: ImportOptions) => runImport(context, t, path, options))
}

function addReading(kb: Command, context: CliContext, t: Said): void {
  kb.command('search [question]')
    .description(t.search)
    .option('--stdin', t.stdin)
    .option('--locale <locale>', t.locale, oneOf(locales))
    .option('--audience <audience>', t.audience, oneOf(audiences), 'agents')
    .option('--limit <count>', t.limit, count)
    .option('--json', context.t.help.json)
    .action((question: string | undefined, options: SearchOptions) => runSearch(context, t, question, options))
  kb.command('list')
    .description(t.list)
    .option('--json', context.t.help.json)
    .action((options: { json?: boolean }) => runList(context, t, options))
  kb.command('show <id>')
    .description(t.show)
    .option('--json', context.t.help.json)
    .action((id: string, options: { json?: boolean }) => runShow(context, t, id, options))
  kb.command('history <id>')
    .description(t.history)
    .option('--json', context.t.help.json)
    .action((id: string, options: { json?: boolean }) => runHistory(context, t, id, options))
  kb.command('scheduled')
    .description(t.scheduled)
    .option('--take-back <id>', t.takeBack)
    .option('--json', context.t.help.json)
    .action((options: { takeBack?: string; json?: boolean }) => runScheduled(context, t, options))
  kb.command('aliases')
    .description(t.aliases)
    .option('--revoke <id>', t.revoke)
    .option('--json', context.t.help.json)
    .action((options: { revoke?: string; json?: boolean }) => runAliases(context, t, options))
  kb.command('teach <article> <question>')
    .description(t.teach)
    .option('--locale <locale>', t.locale, oneOf(locales))
    .option('--json', context.t.help.json)
    .action((article: string, question: string, options: { locale?: Locale; json?: boolean }) =>
      runTeach(context, t, { article, question, ...options }),
    )
  kb.command('reindex')
    .description(t.reindex)
    .action(() => runReindex(context, t))
  kb.command('embed')
    .description(t.embed)
    .option('--json', context.t.help.json)
    .action((options: { json?: boolean }) => runEmbed(context, t, options))
}

function addCare(kb: Command, context: CliContext, t: Said): void {
  kb.command('export <folder>')
    .description(t.export)
    .option('--overwrite', t.overwrite)
    .option('--json', context.t.help.json)
    .action((folder: string, options: { overwrite?: boolean; json?: boolean }) =>
      runExport(context, t, folder, options),
    )
  kb.command('lint')
    .description(t.lint)
    .option('--strict', t.strict)
    .option('--json', context.t.help.json)
    .action((options: { strict?: boolean; json?: boolean }) => runLint(context, t, options))
  kb.command('test [file]')
    .description(t.test.all)
    .option('--from-verdicts', t.test.fromVerdicts)
    .option('--keep', t.test.keep)
    .option('--audience <audience>', t.audience, oneOf(audiences), 'employees')
    .option('--limit <count>', t.test.limit, count)
    .option('--json', context.t.help.json)
    .action((file: string | undefined, options: TestOptions) => runKbTest(context, t, file, options))
  kb.command('impact <source>')
    .description(t.impactOf)
    .option('--audience <audience>', t.audience, oneOf(audiences), 'employees')
    .option('--limit <count>', t.questions, count)
    .option('--strict', t.strict)
    .option('--json', context.t.help.json)
    .action((path: string, options: ImpactOptions) => runImpact(context, t, path, options))
}

function addGaps(kb: Command, context: CliContext, t: Said): void {
  kb.command('gaps')
    .description(t.gaps)
    .option('--days <count>', t.days, count)
    .option('--limit <count>', t.limit, count)
    .option('--json', context.t.help.json)
    .action((options: { days?: number; limit?: number; json?: boolean }) => runGaps(context, t, options))
  kb.command('draft <ticket>')
    .description(t.draft)
    .option('--json', context.t.help.json)
    .action((number: string, options: { json?: boolean }) => runDraft(context, t, number, options))
  kb.command('drafts [action] [id]')
    .description(t.drafts)
    .option('--at <moment>', t.publishAt)
    .option('--json', context.t.help.json)
    .action((action: string | undefined, id: string | undefined, options: { at?: string; json?: boolean }) =>
      runDrafts(context, t, [action, id], options),
    )
}
