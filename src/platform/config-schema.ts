import { z } from 'zod'
import { sealingKey } from './sealed.ts'

/** A value that is present; blank counts as absent long before this is reached. */
const given = z.string().min(1)
const httpUrl = z.url({ protocol: /^https?$/ })

/** A whole number between two bounds, read from text. `z.coerce` would take `''` and `1e3` too. */
const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(least).max(most))

const list = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((word) => word.trim()))])
    .pipe(z.array(z.enum(words)).min(1))

/** True for an IANA zone that this Node knows, such as Europe/Paris; fixed offsets know no summer time. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** Azure tenants, by their ids (or, in tests of a machine's own clients, by any name), separated by commas. */
const tenants = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))])
  .pipe(z.array(z.string().regex(/^[\w.-]+$/)).min(1))

/** Bot Framework's own endpoint settings: passed through as they are, all or none. */
export const botFrameworkEndpoints = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'ToBotFromChannelTokenIssuer',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'OAuthUrl',
] as const

/** Variables that may also be given as NAME_FILE, the path of a file that holds the value (Docker and systemd secrets). */
export const secrets = [
  'DATABASE_URL',
  'REDIS_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'TEAMS_APP_PASSWORD',
  'SECRETS_KEY',
  'OPENAI_API_KEY',
] as const

/** Every variable by itself; rules that hold between variables are in config.ts. Documented in .env.example. */
export const Variables = z.object({
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: given.default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: wholeNumber(1, 500).default(10),
  DATABASE_PREPARED: z
    .enum(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .default('guichet'),
  DATA_DIR: given.default('.data'),

  ROLES: list(['web', 'worker']).default(['web', 'worker']),
  TRUSTED_DIRECTORIES: list(['slack', 'teams']).optional(),
  NODE_ENV: given.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  DEFAULT_LOCALE: z.enum(['fr', 'en']).default('fr'),
  TIME_ZONE: z.string().refine(isTimeZone).default('Europe/Paris'),
  HOLIDAYS: z
    .string()
    .regex(/^(none|[A-Z]{2}(-[A-Z0-9]{1,5}){0,2})$/)
    .default('FR'),
  FILE_MAX_MB: wholeNumber(1, 100).default(20),
  FILE_DAYS: wholeNumber(1, 36_500).default(365),
  REPLY_UNDO_SECONDS: wholeNumber(0, 60).default(10),
  REPLY_CLAIMS: z
    .enum(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  ABANDONED_CLAIM_MINUTES: wholeNumber(0, 10_000).default(0),
  REACTIONS: z
    .string()
    .regex(/^(off|[^\s=,]+=(take|resolve|urgent)(,[^\s=,]+=(take|resolve|urgent))*)$/)
    .default('👀=take,✅=resolve,🚨=urgent'),
  MESSAGES_PER_MINUTE: wholeNumber(0, 10_000).default(30),
  MESSAGES_PER_DAY: wholeNumber(0, 1_000_000).default(500),
  DEMO: z
    .enum(['on', 'off'])
    .transform((word) => word === 'on')
    .optional(),

  SLACK_BOT_TOKEN: z.string().regex(/^xox/).optional(),
  SLACK_SIGNING_SECRET: given.optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/)
    .optional(),
  SLACK_API_URL: httpUrl.optional(),
  SLACK_TRIAGE_CHANNEL: given.optional(),
  SECRETS_KEY: z.string().regex(sealingKey).optional(),

  TEAMS_APP_ID: given.optional(),
  TEAMS_APP_PASSWORD: given.optional(),
  TEAMS_TENANT_ID: tenants.optional(),
  TEAMS_TRIAGE_CHANNEL: given.optional(),
  TEAMS_AUTH: z.enum(['on', 'off']).default('on'),
  ToBotFromChannelOpenIdMetadataUrl: httpUrl.optional(),
  ToBotFromEmulatorOpenIdMetadataUrl: httpUrl.optional(),
  ToBotFromChannelTokenIssuer: given.optional(),
  ToChannelFromBotLoginUrl: httpUrl.optional(),
  ToChannelFromBotOAuthScope: given.optional(),
  OAuthUrl: httpUrl.optional(),

  OPENAI_API_KEY: given.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: given.optional(),
  OPENAI_EMBEDDING_MODEL: given.optional(),
  LLM_DAILY_TOKENS: wholeNumber(0, 1_000_000_000).default(500_000),
  LLM_DAILY_CALLS: wholeNumber(0, 10_000_000).default(2_000),

  KEEP_MODEL_DAYS: wholeNumber(1, 36_500).default(90),
  KEEP_DECISIONS_DAYS: wholeNumber(1, 36_500).default(365),
})
export type Variables = z.infer<typeof Variables>
export type Variable = keyof Variables
