import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

type Environment = Record<string, string | undefined>

/**
 * The environment as it is now. A process keeps the variables it was started with; those that came from the file `.env` are
 * read from it again, so that a token replaced there is taken up without a restart.
 */
export function rereading(started: Environment, file = '.env'): () => Environment {
  const before = contentsOf(file)
  const own = Object.fromEntries(Object.entries(started).filter(([name, value]) => before[name] !== value))
  return () => ({ ...contentsOf(file), ...own })
}

function contentsOf(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch {
    return {} // no such file: everything is in the environment itself
  }
}
