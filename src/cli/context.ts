import type { Command } from 'commander'
import type { Config } from '../platform/config.ts'
import { readConfig } from '../platform/config.ts'
import { withoutSecrets } from '../platform/log.ts'
import { StartRefused } from '../platform/refusal.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'

export type Lang = 'fr' | 'en'
/** What a command is made with: the language of the operator and its texts. */
export type CliContext = { readonly lang: Lang; readonly t: typeof en }
export type MakeCommand = (context: CliContext) => Command

/** 0: done · 1: it did not work · 2: the command or the configuration was wrong. */
export const exitCodes = { done: 0, failed: 1, misused: 2 } as const

/** `--lang` first, then DEFAULT_LOCALE, then the terminal's own language, then French. */
export function contextOf(args: readonly string[], env: NodeJS.ProcessEnv): CliContext {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = args[at]?.includes('=') ? args[at].split('=')[1] : args[at + 1]
  const said = (at >= 0 ? asked : undefined) || env.DEFAULT_LOCALE || env.LC_ALL || env.LANG || 'fr'
  const lang = /^en/i.test(said) ? 'en' : 'fr'
  return { lang, t: lang === 'en' ? en : fr }
}

/** One line for people on standard output, or nothing where the answer is JSON. */
export const print = (text: string) => void process.stdout.write(`${text}\n`)
export const printJson = (value: unknown) => print(JSON.stringify(value))

/** The configuration, or all its problems on standard error and exit code 2. */
export function configOrExplain({ t }: CliContext, env: NodeJS.ProcessEnv, json: boolean): Config | undefined {
  const read = readConfig(env)
  if (read.ok) return read.config
  process.exitCode = exitCodes.misused
  if (json) printJson({ ok: false, problems: read.problems })
  else {
    const lines = read.problems.map(({ variable, cause, remedy }) => t.problems.one(variable, cause, remedy))
    process.stderr.write(`${[t.problems.title, ...lines, t.problems.end].join('\n')}\n`)
  }
  return undefined
}

/** Says why nothing was done and sets the exit code 1. A bug comes out with its stack, an expected refusal without. */
export function explain({ t }: CliContext, error: unknown, json: boolean): void {
  process.exitCode = exitCodes.failed
  if (!(error instanceof StartRefused)) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    if (json) printJson({ ok: false, why: 'unexpected', detail: withoutSecrets(detail) })
    else process.stderr.write(`${t.unexpected}\n${withoutSecrets(detail)}\n`)
    return
  }
  if (json) {
    printJson({ ok: false, ...error.refusal })
    return
  }
  const sentence = t.refusals[error.refusal.why] as (refusal: StartRefused['refusal']) => string
  process.stderr.write(`${withoutSecrets(sentence(error.refusal))}\n`)
}
