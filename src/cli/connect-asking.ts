import { isCancel, password, text } from '@clack/prompts'
import { exitCodes, print, printJson } from './context.ts'
import type { Check } from './doctor.ts'
import { writeVariables } from './env-file.ts'
import type { SetupTexts } from './setup-texts.ts'

export interface Question {
  /** The variable that the answer becomes. */
  variable: string
  asks: string
  given: string | undefined
  secret?: true
  optional?: true
  /** There is one already, which an empty answer keeps. */
  kept?: boolean
  /** What is written down, from what was typed; nothing when it cannot be that. */
  read?: (typed: string) => string | undefined
}

/**
 * The new answers by their variable: what was given with a flag, else what the person at the terminal types; where nobody can be
 * asked, only what may be left out is. Undefined when something is missing or the person gives up.
 */
export async function answersTo(
  questions: readonly Question[],
  { connect: t }: SetupTexts,
): Promise<Record<string, string> | undefined> {
  const answers: Record<string, string> = {}
  for (const question of questions) {
    const typed = question.given ?? (process.stdin.isTTY ? await asked(question, t) : '')
    if (typed === undefined) return undefined
    const answer = typed.trim() ? (question.read ?? ((words) => words))(typed.trim()) : ''
    if (answer) answers[question.variable] = answer
    else if (answer === undefined || !(question.optional || question.kept)) {
      process.exitCode = exitCodes.misused
      process.stderr.write(`${t.missing(question.variable, question.asks)}\n`)
      return undefined
    }
  }
  return answers
}

async function asked({ asks, secret, optional, kept, read }: Question, t: SetupTexts['connect']) {
  const validate = (typed: string | undefined) => {
    const words = typed?.trim() ?? ''
    if (!words) return optional || kept ? undefined : t.needed
    return read && !read(words) ? t.notThat : undefined
  }
  const message = kept ? `${asks} ${t.kept}` : optional ? `${asks} ${t.optional}` : asks
  const typed = secret ? await password({ message, validate }) : await text({ message, validate })
  if (!isCancel(typed)) return typed ?? ''
  process.exitCode = exitCodes.failed
  print(t.cancelled)
  return undefined
}

const signs = { good: '✔', doubtful: '⚠', wrong: '✖' } as const

/** Says what was found and what was done about it; something wrong is the exit code 1. */
export function report(checks: readonly Check[], done: readonly string[], json = false): void {
  const ok = !checks.some(({ state }) => state === 'wrong')
  if (!ok) process.exitCode = exitCodes.failed
  if (json) {
    printJson({ ok, checks, done })
    return
  }
  for (const { state, what, remedy } of checks) print(`${signs[state]} ${what}${remedy ? `\n  ${remedy}` : ''}`)
  for (const line of done) print(line)
}

/** Puts the answers into `.env`, and says so. */
export function written(answers: Record<string, string>, { connect: t }: SetupTexts): string {
  const names = Object.keys(answers)
  if (!names.length) return t.cancelled
  writeVariables('.env', answers)
  return t.written('.env', names)
}
