import type { Running } from './main.ts'
import type { Config } from './platform/config.ts'
import { texts } from './texts/index.ts'

/** One box: where the console is, how to stop, how to start afresh. For programs one JSON line. */
export function announce(config: Config, { address, busyPort, seeded, signIn }: Running, json: boolean) {
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ ready: true, address, roles: config.ROLES, pid: process.pid, seeded, signIn })}\n`,
    )
    return
  }
  const t = texts[config.DEFAULT_LOCALE].started
  const lines = [
    t.title,
    '',
    ...(address ? [t.console(address)] : [t.workerOnly]),
    ...(busyPort ? [t.busy(busyPort)] : []),
    ...(signIn ? [t.signIn(signIn)] : []),
    t.data(config.DATABASE_URL ? 'PostgreSQL' : config.DATA_DIR),
    ...(seeded ? [t.seeded] : []),
    '',
    t.stop,
    ...(config.DATABASE_URL ? [] : [t.reset]),
  ]
  const width = Math.max(...lines.map((line) => line.length))
  const row = (line: string) => `│ ${line.padEnd(width)} │`
  process.stdout.write(`┌${'─'.repeat(width + 2)}┐\n${lines.map(row).join('\n')}\n└${'─'.repeat(width + 2)}┘\n`)
}
