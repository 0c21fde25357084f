import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatAdapter, Reception } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { placeOf, type ThreadKey } from '../../src/chat/thread.ts'
import { now } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import { openDoors } from './doors.ts'
import { listen, Refused } from './hearing.ts'
import { type Installation, openWorkspaces, type Workspaces } from './workspaces.ts'

export type { Installation } from './workspaces.ts'

export interface SlackSettings extends Installation {
  apiUrl?: string | undefined
  /** For people whose own language Slack does not tell. */
  defaultLocale: Locale
  clock?: () => Date
  /** Every installation as it is now, the one above among them; asked again by `refresh`. Absent: that one alone. */
  installed?: () => Promise<ReadonlyArray<Installation>>
}

export interface Slack {
  readonly adapter: ChatAdapter
  /** `POST /slack/events`, on the raw request; answers every request, and never throws. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void
  /** Opens the sockets in Socket Mode; otherwise only warms up. Slack need not be reachable. */
  start(): Promise<void>
  /** Closes the sockets, and waits for what was being said. */
  stop(): Promise<void>
  /** Takes up workspaces and tokens that were added, changed or removed since. */
  refresh(): Promise<void>
  /** The first workspace; absent until auth.test or an event has told. Reading it while it is absent asks again, in the background. */
  readonly workspace: string | undefined
  /** Where new tickets are shown: the triage channel of each workspace that has one, `pending` while its workspace is not known. */
  readonly triage: ReadonlyArray<ThreadKey | 'pending'>
  /** Waits for the first workspace, for those who need it now (2.5 s at most); undefined when Slack does not answer. */
  identify(): Promise<string | undefined>
}

/** Slack as one of the desk's platforms. Nothing is loaded or asked for before it is needed. */
export async function openSlack(settings: SlackSettings, reception: Reception, log: Log): Promise<Slack> {
  const { clock = now, installed = async () => [settings] } = settings
  const workspaces = openWorkspaces({ ...settings, clock }, reception, log, () => refreshSoon())
  const doors = openDoors(
    settings.apiUrl,
    (mayCome) => async (body, ack) => {
      const workspace = workspaces.addressed(body, mayCome)
      if (!workspace) throw new Refused('sent to a workspace that is not connected')
      await listen(workspace.ears, body, ack)
    },
    clock,
    log,
  )
  const refresh = async () => {
    workspaces.install((await installed()).map(onlyInstallation))
    doors.open(workspaces.all().map(({ installation }) => installation))
  }
  let refreshing = false
  const refreshSoon = () => {
    if (refreshing) return
    refreshing = true
    refresh()
      .catch((err) => log.warn({ err }, 'the tokens of Slack could not be read again'))
      .finally(() => {
        refreshing = false
      })
  }
  await refresh()
  const first = () => workspaces.all()[0]!.identity
  return {
    adapter: inEachWorkspace(workspaces),
    handler: doors.handler,
    start: async () => {
      await doors.start()
      for (const { identity } of workspaces.all()) void identity.ask()
    },
    stop: async () => {
      await doors.stop()
      await Promise.all(workspaces.all().map(({ ears }) => ears.whisper.settled()))
    },
    refresh,
    get workspace() {
      return first().workspace()
    },
    get triage() {
      return workspaces.all().flatMap(({ triage }) => triage() ?? [])
    },
    identify: async () => {
      await first().ask()
      return first().workspace()
    },
  }
}

/** Without what is of the desk: an installation is the same one as long as these are the same. */
const onlyInstallation = ({ workspace, botToken, signingSecret, appToken, triageChannel }: Installation) =>
  ({ workspace, botToken, signingSecret, appToken, triageChannel }) satisfies Installation

/** One adapter for all workspaces: the key of a thread or of an account says whose token speaks. */
function inEachWorkspace({ speaking }: Workspaces): Required<ChatAdapter> {
  type Reference = Record<string, unknown> | undefined
  const at = (key: ThreadKey, reference: Reference) => speaking(placeOf(key).workspace, reference?.heardIn).adapter
  return {
    platform: 'slack',
    post: (to, message) => at(to.thread, to.reference).post(to, message),
    update: (to, posted, message) => at(to.thread, to.reference).update(to, posted, message),
    remove: (to, posted) => at(to.thread, to.reference).remove(to, posted),
    find: async (to, id) => (await at(to.thread, to.reference).find?.(to, id)) ?? 'cannot-tell',
    read: async (to, message) => at(to.thread, to.reference).read?.(to, message),
    home: async (account, message) =>
      (await at(account, undefined).home?.(account, message)) ?? { outcome: 'never', reason: 'no-home' },
    upload: async (to, file, message) =>
      (await at(to.thread, to.reference).upload?.(to, file, message)) ?? 'as-message',
    sign: async (to, posted, emoji, added) =>
      (await at(to.thread, to.reference).sign?.(to, posted, emoji, added)) ?? { outcome: 'never', reason: 'no-signs' },
    fetchFile: async (from, handle, most) =>
      (await at(from.thread, from.reference).fetchFile?.(from, handle, most)) ?? { fetched: false, why: 'outside' },
    profile: async (account, reference) => at(account, reference).profile?.(account, reference),
  }
}
