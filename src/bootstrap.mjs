// The way in from a bare machine: `npm start` and `npm test` on a fresh clone. Only node's own modules and only syntax
// that older Nodes can read, because nothing is installed yet and the first duty is to say that a Node is too old.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const inRoot = (...parts) => path.join(root, ...parts)
const sources = ['src', 'adapters', 'flows', 'migrations']
const bin = (name) => inRoot('node_modules', ...name.split('/'))
const tsc = bin('typescript/bin/tsc')
const leastNode = [20, 19]

const french = () => {
  const asked = process.argv[process.argv.indexOf('--lang') + 1]
  return !/^en/i.test(
    (process.argv.includes('--lang') && asked) || process.env.DEFAULT_LOCALE || process.env.LANG || 'fr',
  )
}
/** On standard error: standard output belongs to the command, which may print JSON. */
const say = (fr, en) => process.stderr.write(`${french() ? fr : en}\n`)

/** `node src/bootstrap.mjs <command> …`: start, test, bench, eval, build. */
async function main([command = 'start', ...rest]) {
  refuseOldNode()
  const args = rest[0] === '--' ? rest.slice(1) : rest
  if (command === 'test') return test(args)
  if (command === 'bench' || command === 'eval') {
    await install({ dev: true })
    return run(process.execPath, ['--import', 'tsx', inRoot('test', command, 'index.ts'), ...args])
  }
  if (command === 'build') {
    await ready()
    return 0
  }
  await launch([command, ...args])
}

/** Runs the command line in this same process, so that Ctrl+C, SIGTERM and kill -9 meet the server and nothing else. */
export async function launch(args) {
  refuseOldNode()
  await ready()
  const cli = inRoot('dist', 'src', 'cli.js')
  process.argv = [process.execPath, cli, ...args]
  await import(pathToFileURL(cli).href)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return
  const needed = leastNode.join('.')
  say(
    `Guichet demande Node ${needed} ou plus récent ; celui-ci est ${process.versions.node}. Voir https://nodejs.org.`,
    `Guichet needs Node ${needed} or newer; this one is ${process.versions.node}. See https://nodejs.org.`,
  )
  process.exit(2)
}

/** Dependencies and dist in place and up to date; does nothing in some tens of milliseconds when they are. */
async function ready() {
  const hash = sourcesHash()
  const stale = hash !== undefined && hash !== read(inRoot('dist', '.sources'))
  await install({ dev: stale })
  if (stale && !(await build(hash))) process.exit(1)
}

/** `npm ci` when something that the lock file names is missing or of another version. */
async function install({ dev }) {
  if (!fs.existsSync(inRoot('package-lock.json')) || isInstalled(dev)) return
  say('Installation des dépendances (npm ci), une minute environ…', 'Installing dependencies (npm ci), about a minute…')
  const npm = process.env.npm_execpath
  const args = ['ci', ...(dev ? ['--include=dev'] : [])]
  const code = npm
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0) {
    say('npm ci a échoué (voir ci-dessus).', 'npm ci failed (see above).')
    process.exit(1)
  }
}

function isInstalled(dev) {
  const wanted = readJson(inRoot('package-lock.json'))
  const present = readJson(inRoot('node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted.packages || {}).every(([name, entry]) => {
    if (name === '' || entry.link || (entry.dev && !dev)) return true
    const found = present.packages?.[name]
    // Packages for other systems are in the lock file and, rightly, not in the folder.
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer)
  })
}

/** A fingerprint of everything that dist is made of; undefined where only dist was shipped. */
function sourcesHash() {
  if (!fs.existsSync(inRoot('tsconfig.json')) || !fs.existsSync(inRoot('src', 'cli.ts'))) return undefined
  const hash = createHash('sha256')
  for (const file of ['tsconfig.json', 'package-lock.json', ...sources.flatMap(filesUnder)]) {
    hash.update(`${file}\0`).update(read(inRoot(file)) || '')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const entries = fs.existsSync(inRoot(folder)) ? fs.readdirSync(inRoot(folder), { withFileTypes: true }) : []
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
}

/** Compiles beside dist and swaps at the end: a build that fails or is killed leaves the last good one. */
async function build(hash) {
  say('Compilation…', 'Building…')
  removeDeadBuilds()
  const part = inRoot(`.dist-${process.pid}`)
  try {
    // Types are checked by `npm test`; here they would take three quarters of a newcomer's wait for the compiler.
    const compiled = await run(process.execPath, [tsc, '-p', inRoot('tsconfig.json'), '--noCheck', '--outDir', part])
    // What the seed lines teach is learnt once, here, and only read by every start.
    const learn = path.join(part, 'src', 'desk', 'triage', 'seed', 'learn.js')
    const code = compiled || (await run(process.execPath, [learn]))
    if (code !== 0) {
      say('La compilation a échoué (voir ci-dessus).', 'The build failed (see above).')
      return false
    }
    copyAssets(part)
    fs.writeFileSync(path.join(part, '.sources'), hash)
    fs.rmSync(inRoot('dist'), { recursive: true, force: true })
    fs.renameSync(part, inRoot('dist'))
    return true
  } finally {
    fs.rmSync(part, { recursive: true, force: true })
  }
}

/** What builds that were killed have left; another that still runs keeps its own. */
function removeDeadBuilds() {
  for (const name of fs.readdirSync(root)) {
    const builder = /^\.dist-(\d+)$/.exec(name)
    if (builder && !isAlive(Number(builder[1]))) fs.rmSync(inRoot(name), { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** What the compiler leaves behind and the code reads at run time: pages, styles, seed articles. */
function copyAssets(target) {
  for (const file of sources.flatMap(filesUnder)) {
    if (/\.ts$|(^|\/)README(\.\w+)?\.md$|^src\/[^/]+\.mjs$/.test(file)) continue
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true })
    fs.copyFileSync(inRoot(file), path.join(target, file))
  }
}

/** Types, style and the whole suite, all at once; the first failure in this order is the exit code. */
async function test(args) {
  await install({ dev: true })
  if (!findChromium()) {
    say(
      'Pas de Chromium ici : les tests dans le navigateur seront sautés (apt-get install chromium).',
      'No Chromium here: the browser tests will be skipped (apt-get install chromium).',
    )
  }
  // Beside the tests, whose beginning leaves a processor idle: the databases that all of them copy are made first.
  const checks = [
    beside([tsc, '--noEmit', '-p', inRoot('test', 'tsconfig.json')]),
    beside([bin('@biomejs/biome/bin/biome'), 'check', `--config-path=${inRoot('.biome.json')}`, root]),
  ]
  const vitest = [bin('vitest/vitest.mjs'), 'run', '--config', inRoot('test', 'vitest.config.ts'), ...args]
  const tested = await run(process.execPath, vitest)
  const checked = await Promise.all(checks)
  // Said as soon as it was known, which is some minutes above, and therefore once more.
  for (const { code, output } of checked) if (code !== 0) process.stderr.write(output)
  return checked.map(({ code }) => code).find(Boolean) || tested
}

/** Node with these arguments, while something else has the terminal: what it says is shown whole when it fails, and kept. */
async function beside(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += `${error.message}\n`
      resolve(1)
    })
    child.on('close', (ended) => resolve(ended ?? 1))
  })
  if (code !== 0) process.stderr.write(output)
  return { code, output }
}

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe']
  const folders = (process.env.PATH || '').split(path.delimiter)
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
  ]
  return candidates.find((file) => file && fs.existsSync(file))
}

/** A child on our terminal; signals meant for us are handed on, and its exit code comes back. */
function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    const hand = (signal) => child.kill(signal)
    process.on('SIGINT', hand)
    process.on('SIGTERM', hand)
    const end = (code) => {
      process.removeListener('SIGINT', hand)
      process.removeListener('SIGTERM', hand)
      resolve(code)
    }
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      end(1)
    })
    child.on('exit', (code, signal) => (signal ? process.exit(signal === 'SIGINT' ? 130 : 143) : end(code)))
  })
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined // absent is an answer here
  }
}

function readJson(file) {
  const text = read(file)
  return text && JSON.parse(text)
}

const startedDirectly = process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (startedDirectly) {
  const code = await main(process.argv.slice(2))
  // The command line sets its own exit code, and a server goes on running.
  if (typeof code === 'number') process.exitCode = code
}
