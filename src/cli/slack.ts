import { Command } from 'commander'
import { z } from 'zod'
import { manifestOf } from '../../adapters/slack/manifest.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { type SetupTexts, setupTexts } from './setup-texts.ts'

type Options = { pane: boolean; url?: string; socket?: true; link?: true; create?: true; json?: true }
type Manifest = ReturnType<typeof manifestOf>

/** `guichet slack manifest`: the app as the code needs it, printed (JSON, as Slack takes it), as a link, or created. */
export function slackCommand(context: CliContext): Command {
  const texts = setupTexts[context.lang]
  const t = texts.manifest
  const slack = new Command('slack').description(texts.slack)
  slack
    .command('manifest')
    .description(t.command)
    .option('--url <address>', t.url)
    .option('--socket', t.socket)
    .option('--no-pane', t.pane)
    .option('--link', t.link)
    .option('--create', t.create)
    .option('--json', context.t.help.json)
    .action((options: Options) => run(texts, options, process.env))
  return slack
}

async function run(texts: SetupTexts, options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const t = texts.manifest
  const given = options.url ?? (env.PUBLIC_URL?.trim() || undefined)
  const url = options.socket || (env.SLACK_APP_TOKEN?.trim() && !options.url) ? undefined : given
  if (url && !/^https:\/\/[^/\s]+/.test(url)) return misused(t.badUrl(url))
  const manifest = manifestOf(texts.app, url, options)
  if (!given && !options.socket && !options.json) process.stderr.write(`${t.socketBecause}\n`)
  if (options.create) return create(t, manifest, env, options.json === true)
  if (options.link) return print(linkTo(manifest))
  print(JSON.stringify(manifest, null, 2))
}

const linkTo = (manifest: Manifest) =>
  `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`

const Created = z.union([
  z.object({
    ok: z.literal(true),
    app_id: z.string(),
    credentials: z.object({ signing_secret: z.string() }).optional(),
  }),
  z.object({
    ok: z.literal(false),
    error: z.string(),
    errors: z.array(z.object({ message: z.string(), pointer: z.string().optional() })).default([]),
  }),
])

/** Slack makes the app and tells its signing secret, which is not shown: `guichet connect slack` asks for it. */
async function create(t: SetupTexts['manifest'], manifest: Manifest, env: NodeJS.ProcessEnv, json: boolean) {
  const token = env.SLACK_CONFIG_TOKEN?.trim()
  if (!token) return misused(t.noToken)
  const address = `${(env.SLACK_API_URL?.trim() || 'https://slack.com/api').replace(/\/+$/, '')}/apps.manifest.create`
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  })
  const answer = Created.safeParse(await response.json().catch(() => undefined))
  const created = answer.success ? answer.data : ({ ok: false, error: `HTTP ${response.status}`, errors: [] } as const)
  if (json) printJson(created.ok ? { ok: true, app: created.app_id, install: installing(created.app_id) } : created)
  if (!created.ok) {
    process.exitCode = exitCodes.failed
    const details = created.errors.map(({ pointer, message }) => [pointer, message].filter(Boolean).join(' '))
    if (!json) process.stderr.write(`${t.refused(created.error, details)}\n`)
    return
  }
  if (!json) print(`${t.created(created.app_id, installing(created.app_id))}\n${t.next}`)
}

const installing = (app: string) => `https://api.slack.com/apps/${app}/install-on-team`

function misused(sentence: string): void {
  process.exitCode = exitCodes.misused
  process.stderr.write(`${sentence}\n`)
}
