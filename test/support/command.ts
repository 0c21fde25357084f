import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { compiledCli } from './compiled.ts'

export interface Said {
  code: number | null
  out: string
  err: string
}

let cli: string | undefined

/** `guichet …` as an operator runs it without a terminal: a process of its own, with nothing of this one's environment. */
export async function guichet(
  args: readonly string[],
  { cwd, env = {}, stdin = '' }: { cwd?: string; env?: Record<string, string>; stdin?: string } = {},
): Promise<Said> {
  cli ??= compiledCli()
  const child = spawn(process.execPath, [cli, ...args], {
    ...(cwd && { cwd }),
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'pipe',
  })
  child.stdin.on('error', () => {}) // a command that reads nothing has closed it
  child.stdin.end(stdin)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}
