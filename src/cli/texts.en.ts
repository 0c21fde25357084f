import type { Refusal } from '../platform/refusal.ts'

type Told<Why extends Refusal['why']> = Extract<Refusal, { why: Why }>

/** What the command line says to operators. This file is the shape; texts.fr.ts must match it. */
export const en = {
  program: 'Guichet, an IT service desk in the chat: Slack, Microsoft Teams and the web, in French and English.',
  help: {
    usage: 'Usage:',
    options: 'Options:',
    commands: 'Commands:',
    arguments: 'Arguments:',
    byDefault: '(default: ',
    helpOption: 'show this help',
    helpCommand: 'show the help of a command',
    version: 'show the version',
    lang: 'language of what is said here: fr or en',
    json: 'answer in JSON, for programs',
  },
  commands: {
    start: 'start the service desk (the embedded database unless DATABASE_URL is given)',
    migrate: 'bring the database to the schema of this version',
    doctor: 'check everything that Guichet needs, with a remedy for what is wrong',
    kb: 'search and maintain the knowledge base',
    connect: 'connect Slack or Microsoft Teams: asks, checks, writes .env',
    teams: 'make the app package for Microsoft Teams',
    slack: 'make the Slack app from what the code handles',
    replies: 'replies kept ready and macros',
    duty: 'who is on call, teams and their rotas',
    triage: 'classify requests, a JSON line each',
    language: 'recognise French and English, a JSON line each',
  },
  lines: {
    language: 'answer JSON lines {"id","text"} with {"id","lang","confidence"}',
    notAQuestion: (line: number, why: string) =>
      `Line ${line} is not a question: ${why}. Each line is a JSON object with "id" and "text".`,
    notAnExample: (file: string, line: number, why: string) =>
      `${file}, line ${line} cannot be learnt: ${why}. Each line is a JSON object with "text" and "label".`,
    unreadable: (file: string, why: string) => `${file} cannot be read: ${why}`,
    nothingToLearn: (files: string) => `There is nothing to learn in ${files}: lines {"text","label"} are expected.`,
  },
  start: {
    reset: 'first delete the embedded database, and everything in it',
    port: 'port of the web server (PORT)',
    deleted: (directory: string) => `Deleted: ${directory}`,
    nothingToDelete: (directory: string) => `Nothing to delete: ${directory} does not exist.`,
    resetIsForEmbedded: 'DATABASE_URL is given: --reset deletes only the embedded database, never a server’s.',
  },
  migrate: {
    status: 'only say what is applied and what is pending',
    applied: (names: readonly string[]) => `Applied: ${names.join(', ')}`,
    upToDate: 'The schema is up to date.',
    pending: (names: readonly string[]) => `Pending: ${names.join(', ')}`,
    lockedByServer: (pid: number) => `Process ${pid} is using the database; it migrated it when it started.`,
  },
  doctor: {
    node: (version: string) => `Node ${version}`,
    nodeRemedy: 'Install Node 20.19 or newer.',
    config: 'configuration readable',
    embedded: (directory: string) => `embedded database in ${directory}`,
    inUse: (directory: string, pid: number) => `embedded database in ${directory}, in use by process ${pid}`,
    absent: (directory: string) => `embedded database in ${directory}: not created yet, the first start does it`,
    server: (version: string) => `PostgreSQL ${version}`,
    serverTooOld: 'Use PostgreSQL 13 or newer.',
    unreachable: (detail: string) => `database cannot be reached: ${detail}`,
    unreachableRemedy: 'Check DATABASE_URL, and that the server runs and lets this machine in.',
    extension: (name: string) => `extension ${name} available`,
    extensionMissing: (name: string) => `extension ${name} missing`,
    extensionRemedy: 'Install the contrib modules of PostgreSQL (package postgresql-contrib where they are separate).',
    migrations: 'schema up to date',
    pending: (names: readonly string[]) => `schema: ${names.length} pending (${names.join(', ')})`,
    pendingRemedy: 'They are applied at the next start, or by: guichet migrate',
    newer: (names: readonly string[]) => `schema newer than this version (${names.join(', ')})`,
    newerRemedy: 'Start the version that made it, or restore a backup.',
    clock: (seconds: number) => `clocks of this machine and of the database ${seconds} s apart`,
    clockRemedy: 'Synchronise both clocks (NTP): Slack refuses requests that are 5 minutes off.',
    invariants: (count: number) => `${count} rules hold in the stored data`,
    invariantBroken: (name: string, count: number, examples: readonly string[]) =>
      `stored data against a rule: ${name}, ${count} × (${examples.join(', ')})`,
    invariantRemedy: 'Nothing was changed. Keep a backup, and report this line with the version you run.',
    delivered: 'nothing undelivered in the last 14 days',
    undelivered: (all: number, cards: number) =>
      `${all} not delivered in the last 14 days${cards ? `, among them ${cards} ticket ${cards === 1 ? 'card' : 'cards'} that agents have not seen` : ''}`,
    undeliveredRemedy: 'See why under “Deliveries” in the console, mend the cause and send them again there.',
    redis: (version: string) => `Redis ${version}`,
    redisForgets: (settings: readonly string[]) => `Redis may lose jobs: ${settings.join(', ')}`,
    redisRemedy: 'Set appendonly yes and maxmemory-policy noeviction.',
    redisAbsent: (detail: string) => `Redis cannot be reached: ${detail}`,
    redisAbsentRemedy: 'Check REDIS_URL, or remove it: jobs are then kept in PostgreSQL.',
    disk: (free: string) => `${free} GB free on the disk`,
    diskRemedy: 'Free some space: at least 1 GB.',
    summary: (wrong: number, doubtful: number) =>
      wrong === 0 && doubtful === 0 ? 'All is well.' : `${wrong} to repair, ${doubtful} to look at.`,
  },
  problems: {
    title: 'The configuration cannot be used:',
    one: (variable: string, cause: string, remedy: string) => `  ${variable}: ${cause}. ${remedy}`,
    end: 'Every variable is described in .env.example.',
  },
  refusals: {
    'directory-in-use': ({ directory, pid, lockFile }: Told<'directory-in-use'>) =>
      `Guichet is already running on this data: ${directory} is in use by process ${pid}. ` +
      `Stop that one first. If it does not exist any more, delete ${lockFile}.`,
    'directory-not-ours': ({ directory }: Told<'directory-not-ours'>) =>
      `${directory} holds files that are not a database of Guichet; nothing was changed. Choose another DATA_DIR.`,
    'first-start-failed': ({ directory, detail }: Told<'first-start-failed'>) =>
      `The embedded database could not be created in ${directory}. ${detail}`,
    'newer-schema': ({ migrations }: Told<'newer-schema'>) =>
      `The database was migrated by a newer version of Guichet (${migrations.join(', ')}). ` +
      'Start that version, or restore a backup made before it.',
    'migration-failed': ({ migration, detail }: Told<'migration-failed'>) =>
      `The migration ${migration} failed and was undone: ${detail}`,
    'database-unreachable': ({ detail }: Told<'database-unreachable'>) =>
      `The database cannot be reached: ${detail}. Check DATABASE_URL, or remove it for the embedded database.`,
    'redis-may-lose-jobs': ({ settings }: Told<'redis-may-lose-jobs'>) =>
      `Redis may lose jobs (${settings.join(', ')}). Set appendonly yes and maxmemory-policy noeviction.`,
    'no-free-port': ({ from, to }: Told<'no-free-port'>) =>
      `No port from ${from} to ${to} is free. Give another one with --port.`,
  },
  usage: {
    unknownCommand: 'There is no such command. See: guichet --help',
    unknownOption: 'There is no such option here. Add --help to see those there are.',
    missing: 'Something is missing in the command. Add --help to see what it needs.',
    tooMany: 'There are too many words in the command. Add --help to see what it takes.',
    badValue: 'A value in the command cannot be used. Add --help to see what it takes.',
  },
  unexpected: 'Something went wrong that should not:',
}

export type CliTexts = typeof en
