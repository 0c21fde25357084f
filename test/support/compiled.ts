import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Inside the repository, where its packages are found. */
const cache = join(root, 'test/.cache')
const sources = ['tsconfig.json', 'src', 'adapters', 'flows', 'migrations']
const dayMs = 86_400_000

/**
 * The folder of the product compiled from the sources as they stand: what processes that a test starts are run from, in
 * a third of the time that reading TypeScript takes them. Made when first asked for, kept until a source changes.
 */
export function compiled(): string {
  const made = join(cache, `product-${hashOfSources()}`)
  if (existsSync(made)) return made
  mkdirSync(cache, { recursive: true })
  removeOld()
  const part = mkdtempSync(join(cache, 'product-part-'))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  // Not checked here: that has its own step in `npm test`, and takes most of the compiler's time.
  const how = ['--outDir', part, '--sourceMap', 'false', '--noCheck']
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), ...how])
  const asset = (file: string) => !/\.(ts|mjs)$/.test(file)
  for (const folder of ['src', 'adapters'])
    cpSync(join(root, folder), join(part, folder), { recursive: true, filter: asset })
  execFileSync(process.execPath, [join(part, 'src/desk/triage/seed/learn.js')])
  try {
    renameSync(part, made)
  } catch (error) {
    if (!existsSync(made)) throw error // else another worker was faster, and made the same
    rmSync(part, { recursive: true })
  }
  return made
}

/** The command line, for `node`. */
export const compiledCli = (): string => join(compiled(), 'src/cli.js')

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((name) => filesOf(join(root, name))))
    hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Of sources that have changed since, or of a run that was killed; a run beside this one may still use a newer one. */
function removeOld() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    if (name.startsWith('product-') && Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path, { recursive: true })
  }
}
