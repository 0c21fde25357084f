import type { webApi } from '@slack/bolt'
import { commands, events, type Shortcut, scopes, shortcuts } from './features.ts'
import { endpoint } from './receive.ts'

type Manifest = Parameters<webApi.WebClient['apps']['manifest']['create']>[0] extends { manifest: infer M } ? M : never

/** What people read of the app in Slack, in one language: a manifest has no second one. */
export interface ManifestWords {
  name: string
  /** At most 140 characters. */
  description: string
  /** 174 to 4000 characters. */
  about: string
  command: { description: string; hint: string }
  /** Names of at most 24 characters, descriptions of at most 150. */
  shortcuts: Record<Shortcut, { name: string; description: string }>
}

/**
 * The app as Slack installs it, made of what the code handles. With a public address Slack sends its requests there;
 * without one the desk holds a socket open (Socket Mode), which needs none. The agent pane needs a paid plan of Slack’s, and an
 * app that has it keeps it: without it the direct message is an ordinary one.
 */
export function manifestOf(words: ManifestWords, publicUrl: string | undefined, { pane = true } = {}): Manifest {
  const request = publicUrl && { request_url: `${publicUrl.replace(/\/+$/, '')}${endpoint}` }
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: words.name,
      description: words.description,
      long_description: words.about,
      background_color: '#1F3A5F',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      // Slack's pane for agents; what may be asked first is said in each person's language when they open it.
      ...(pane && { agent_view: { agent_description: words.description, suggested_prompts: [] } }),
      bot_user: { display_name: words.name, always_online: true },
      shortcuts: (Object.keys(shortcuts) as Shortcut[]).map((id) => ({
        callback_id: id,
        type: shortcuts[id],
        ...words.shortcuts[id],
      })),
      slash_commands: commands.map((command) => ({
        command,
        description: words.command.description,
        usage_hint: words.command.hint,
        // A channel or a person named in a command arrives as an id, not as words that anybody could type.
        should_escape: true,
        ...(request && { url: request.request_url }),
      })),
    },
    oauth_config: { scopes: { bot: scopes.filter((scope) => pane || scope !== 'assistant:write') as BotScopes } },
    settings: {
      event_subscriptions: { bot_events: Object.keys(events) as (keyof typeof events)[], ...request },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: !request,
      token_rotation_enabled: false,
    },
  }
}

type BotScopes = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>
