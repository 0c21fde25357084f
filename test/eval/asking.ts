import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { root } from './session.ts'

/** A program that answers each JSON line of its standard input with one of its standard output. */
export interface Program {
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}
export interface Asked<Answer> {
  readonly answers: ReadonlyMap<string, Answer>
  /** Milliseconds to the first answer, which carries the start and the training. */
  readonly startMs: number
  /** Milliseconds of each further answer. */
  readonly times: readonly number[]
  /** Processor milliseconds of the program for each of those answers, which a busy machine does not stretch; Linux only. */
  readonly cpuMs?: number | undefined
}
interface Line {
  readonly id: string
  readonly text: string
  readonly lang?: string
}

const keptErrors = 4_000

/** Asks one line at a time, so that the times are those of single requests. Throws with the program's last words. */
export async function ask<Answer>(program: Program, lines: readonly Line[]): Promise<Asked<Answer>> {
  const child = start(program)
  const answered = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answers = new Map<string, Answer>()
  const times: number[] = []
  let before: number | undefined
  for (const { id, text, lang } of lines) {
    const since = performance.now()
    child.stdin.write(`${JSON.stringify({ id, text, lang })}\n`)
    const { value, done } = await answered.next()
    if (done) throw new Error(`${program.command.join(' ')} ended before it answered ${id}: ${child.lastWords()}`)
    times.push(performance.now() - since)
    const answer = JSON.parse(value) as Answer & { id: string }
    if (answer.id !== id) throw new Error(`asked ${id}, answered ${answer.id}`)
    answers.set(id, answer)
    before ??= processorMs(child.pid)
  }
  const after = processorMs(child.pid)
  child.stdin.end()
  await child.ended
  const [startMs = 0, ...rest] = times
  const cpuMs = before === undefined || after === undefined ? undefined : (after - before) / rest.length
  return { answers, startMs, times: rest, cpuMs }
}

/** User and system time that a process has used so far: fields 14 and 15 of proc(5), in ticks of 10 ms. */
function processorMs(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined // not Linux, or gone already
  }
}

/** Runs a program to its end and gives its standard output. Throws when it fails. */
export async function run(program: Program): Promise<string> {
  const child = start(program)
  child.stdin.end()
  const chunks: string[] = []
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  const code = await child.ended
  const output = chunks.join('')
  if (code !== 0) throw new Error(`${program.command.join(' ')} ended with ${code}: ${child.lastWords()} ${output}`)
  return output
}

function start({ command: [file, ...args], env }: Program) {
  const child = spawn(file!, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-keptErrors)
  })
  // A program that died is noticed by its missing answer; writing to it must not end the evaluation.
  child.stdin.on('error', () => {})
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return Object.assign(child, { ended, lastWords: () => words.trim() })
}

/** The value below which the share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
