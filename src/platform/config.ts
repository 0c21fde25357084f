import { readFileSync } from 'node:fs'
import { botFrameworkEndpoints, secrets, type Variable, Variables } from './config-schema.ts'
import { causes, remedies } from './config-texts.ts'

/** The whole configuration, parsed once at start. Names are those of the environment, so that they can be searched for. */
export type Config = Omit<Variables, 'DEMO'> & {
  /** Seed and show the bilingual demonstration, with personas instead of a sign-in: on by default where `isTryOut`. */
  readonly DEMO: boolean
}

export type Problem = { readonly variable: string; readonly cause: string; readonly remedy: string }
export type ConfigRead = { ok: true; config: Config } | { ok: false; problems: Problem[] }

type Environment = Record<string, string | undefined>
type Cause = keyof (typeof causes)['en']
type Found = { variable: string; why: Cause }

/** Reads and checks the environment. Every problem at once, in the language of DEFAULT_LOCALE; a blank value is an absent one. */
export function readConfig(environment: Environment): ConfigRead {
  const { given, unreadable } = readSecretFiles(withoutBlanks(environment))
  const parsed = Variables.safeParse(given)
  const found: Found[] = [...unreadable]
  if (!parsed.success) {
    for (const variable of new Set(parsed.error.issues.map((issue) => String(issue.path[0])))) {
      found.push({ variable, why: 'unusable' })
    }
  }
  found.push(...betweenVariables(given))
  if (parsed.success && found.length === 0) {
    return { ok: true, config: { ...parsed.data, DEMO: parsed.data.DEMO ?? isTryOut(parsed.data) } }
  }
  return { ok: false, problems: found.map((one) => described(one, given.DEFAULT_LOCALE === 'en' ? 'en' : 'fr')) }
}

/** A desk that only this machine can reach and that nobody has called production: whoever is here may be anybody. */
const isTryOut = ({ HOST, NODE_ENV, PUBLIC_URL }: Variables) =>
  isLoopback(HOST) && NODE_ENV !== 'production' && !PUBLIC_URL

/** True when only programs on this machine can reach the address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

const withoutBlanks = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))

/** `SLACK_BOT_TOKEN_FILE=/run/secrets/slack` stands for the token in that file; its last line break is not part of it. */
function readSecretFiles(environment: Environment): { given: Environment; unreadable: Found[] } {
  const given = { ...environment }
  const unreadable: Found[] = []
  for (const variable of secrets) {
    const file = environment[`${variable}_FILE`]
    if (!file) continue
    if (given[variable]) {
      unreadable.push({ variable, why: 'twice' })
      continue
    }
    try {
      const secret = readFileSync(file, 'utf8').trim()
      if (secret) given[variable] = secret
      else unreadable.push({ variable: `${variable}_FILE`, why: 'fileEmpty' })
    } catch {
      // The cause (absent, not allowed, a folder) matters less to the reader than which variable points there.
      unreadable.push({ variable: `${variable}_FILE`, why: 'fileUnreadable' })
    }
  }
  return { given, unreadable }
}

/** What no variable can know alone. Works on raw text, so that it also speaks when another variable is unusable. */
function betweenVariables(given: Environment): Found[] {
  const found: Found[] = []
  const together = (names: readonly Variable[]) => {
    if (!names.some((name) => given[name])) return
    for (const name of names) if (!given[name]) found.push({ variable: name, why: 'missingBesideOthers' })
  }
  together(['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'])
  together(botFrameworkEndpoints)
  if (given.TEAMS_AUTH !== 'off') together(['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD'])
  if (given.SLACK_APP_TOKEN && !given.SLACK_BOT_TOKEN)
    found.push({ variable: 'SLACK_BOT_TOKEN', why: 'missingBesideOthers' })
  if (given.DEMO === 'on' && !isLoopback(given.HOST ?? '127.0.0.1'))
    found.push({ variable: 'DEMO', why: 'demoInPublic' })
  if (given.TEAMS_AUTH === 'off' && !isLoopback(given.HOST ?? '127.0.0.1')) {
    found.push({ variable: 'TEAMS_AUTH', why: 'openToTheNetwork' })
  }
  if (given.ROLES && !given.DATABASE_URL && !/web/.test(given.ROLES) !== !/worker/.test(given.ROLES)) {
    found.push({ variable: 'ROLES', why: 'needsDatabase' })
  }
  return found
}

function described({ variable, why }: Found, locale: 'fr' | 'en'): Problem {
  const remedy: Partial<Record<string, string>> = remedies[locale]
  const byCause: Partial<Record<Cause, string>> = remedies[`${locale}ByCause`]
  return { variable, cause: causes[locale][why], remedy: byCause[why] ?? remedy[variable] ?? remedies[locale].other }
}
