import type { ChatAdapter, Reception } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { channelKey, type ThreadKey } from '../../src/chat/thread.ts'
import type { Log } from '../../src/platform/log.ts'
import { acquaintances } from './acquaintance.ts'
import { speaksAsAuthor } from './features.ts'
import type { Ears } from './hearing.ts'
import { type Identities, identities, workspacesOf } from './identity.ts'
import { isMember, membersOf } from './members.ts'
import { speaker } from './speak.ts'
import { type Noticing, openCalls, patience } from './web-api.ts'
import { whisperer } from './whisper.ts'

/** The app in one workspace, and what it is spoken to with there. */
export interface Installation {
  /** Absent where only Slack can tell: the token of the environment, or an app installed for a whole organisation. */
  workspace?: string | undefined
  botToken: string
  signingSecret: string
  /** Socket Mode. */
  appToken?: string | undefined
  /** The id of the agents' channel (`C0123…`). */
  triageChannel?: string | undefined
}
/** One workspace as the desk hears it and speaks to it: each with its own token, its own people and its own bot. */
export interface Workspace {
  installation: Installation
  identity: Identities
  ears: Ears
  adapter: ChatAdapter
  triage(): ThreadKey | 'pending' | undefined
}
export interface WorkspaceSettings {
  apiUrl?: string | undefined
  defaultLocale: Locale
  clock: () => Date
}

export interface Workspaces {
  all(): ReadonlyArray<Workspace>
  /** Replaces the installations. Those that did not change keep what they know; a changed token begins anew. */
  install(installations: ReadonlyArray<Installation>): void
  /** Whose event this is, among the installations that may come through one door; nothing when it is nobody's. */
  addressed(body: unknown, mayCome: (installation: Installation) => boolean): Workspace | undefined
  /** Who speaks in the workspace of a key; somebody from another company is spoken to by whoever heard them. */
  speaking(workspace: string, heardIn?: unknown): Workspace
}

/** `badToken` is called when Slack refuses a token: it may have been replaced already. */
export function openWorkspaces(
  settings: WorkspaceSettings,
  reception: Reception,
  log: Log,
  badToken: () => void,
): Workspaces {
  let opened = new Map<string, Workspace>()
  const all = () => [...opened.values()]
  const named = (name: string) => all().find((one) => nameOf(one) === name)
  return {
    all,
    install: (installations) => {
      const next = installations.map((one) => [JSON.stringify(one), one] as const)
      opened = new Map(
        next.map(([key, one]) => [key, opened.get(key) ?? openWorkspace(one, settings, reception, log, badToken)]),
      )
    },
    addressed: (body, mayCome) => {
      const names = workspacesOf(body)
      const here = all().filter(({ installation }) => mayCome(installation))
      const its = names.map((name) => here.find((one) => nameOf(one) === name)).find(Boolean)
      return its ?? here.find((one) => nameOf(one) === undefined)
    },
    speaking: (workspace, heardIn) =>
      named(workspace) ??
      (typeof heardIn === 'string' ? named(heardIn) : undefined) ??
      all().find((one) => nameOf(one) === undefined) ??
      all()[0]!,
  }
}

/** What is certain: as Slack said it, or as it was when the token was stored. */
const nameOf = ({ identity, installation }: Workspace) => identity.known()?.workspace ?? installation.workspace

function openWorkspace(
  installation: Installation,
  settings: WorkspaceSettings,
  reception: Reception,
  log: Log,
  badToken: () => void,
): Workspace {
  const { clock, defaultLocale, apiUrl } = settings
  const { botToken, appToken, triageChannel } = installation
  let scopes: readonly string[] = []
  const noticing: Noticing = {
    badToken,
    granted: (now) => {
      scopes = now
    },
  }
  const quickly = openCalls({ botToken, apiUrl }, patience.breath, log, noticing)
  const identity = identities(quickly, appToken, clock)
  const ears: Ears = {
    ...reception,
    identity,
    whisper: whisperer(quickly, log),
    triage: triageChannel ? { channel: triageChannel, members: membersOf(triageChannel, quickly, clock) } : undefined,
    profileOf: acquaintances(quickly, defaultLocale),
    isIn: (channel) => isMember(quickly, channel),
    clock,
    log,
  }
  return {
    installation,
    identity,
    ears,
    adapter: speaker(
      { call: openCalls({ botToken, apiUrl }, patience.delivery, log, noticing), botToken, apiUrl, log },
      defaultLocale,
      () => scopes.includes(speaksAsAuthor),
    ),
    triage: () => {
      if (!triageChannel) return undefined
      const workspace = installation.workspace ?? identity.workspace()
      return workspace ? channelKey('slack', workspace, triageChannel) : 'pending'
    },
  }
}
