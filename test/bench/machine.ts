import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { serverVersions } from './stores.ts'

/** What a figure means nothing without. */
export interface Machine {
  at: string
  cpu: string
  memoryGb: number
  node: string
  postgres: string
  redis: string
  commit: string
  /** Of the last minute: a machine that others use gives everybody less. */
  load: number
}

export async function machine(): Promise<Machine> {
  const all = cpus()
  return {
    at: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cpu: `${all.length} × ${all[0]?.model.trim() ?? '?'}`,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    commit: commit(),
    load: loadavg()[0] ?? Number.NaN,
    ...(await serverVersions()),
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown' // a download without its history
  }
}
