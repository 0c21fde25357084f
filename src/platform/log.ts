import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Logger

/** Tokens, passwords and what people wrote: none of it may ever reach a log. Paths are those of logged objects. */
const secretNames = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'apiKey',
  'api_key',
  'connectionString',
  'DATABASE_URL',
  'REDIS_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'TEAMS_APP_PASSWORD',
  'SECRETS_KEY',
  'botToken',
  'signingSecret',
  'appToken',
  'appPassword',
  'OPENAI_API_KEY',
  'text',
  'body',
  'blocks',
  'card',
  'summary',
  'description',
  'comment',
  'answer',
  'question',
  'prompt',
]
const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Secrets that hide inside a longer string, such as an error's message. */
const hidden: [RegExp, string][] = [
  [/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/gi, '[slack token]'],
  [/\bsk-[\w-]{8,}/g, '[api key]'],
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [token]'],
  [/(\w+:\/\/[^:/?#\s]*):[^@/\s]+@/g, '$1:[password]@'],
]

/** Takes secrets out of a text that is about to be shown or logged. */
export const withoutSecrets = (text: string): string =>
  hidden.reduce((clean, [secret, instead]) => clean.replace(secret, instead), text)

/** JSON lines on standard error by default (standard output belongs to the command), with secrets and texts taken out. */
export function openLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Log {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[redacted]' },
    serializers: { err: errorOf, error: errorOf },
    hooks: { streamWrite: withoutSecrets },
  }
  return pino(options, destination)
}

/** What an error says, with its causes, and without the values of the statement that failed. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = (error as NodeJS.ErrnoException).code
  return { name, message, ...(code && { code }), stack, ...(cause !== undefined && { cause: errorOf(cause) }) }
}
