import type { Locale } from '../../src/chat/locale.ts'

/** Bot Framework's own endpoint settings, by their own names: all or none (national clouds, a local OpenID provider). */
export interface Endpoints {
  ToBotFromChannelOpenIdMetadataUrl: string
  ToBotFromEmulatorOpenIdMetadataUrl: string
  ToBotFromChannelTokenIssuer: string
  ToChannelFromBotLoginUrl: string
  ToChannelFromBotOAuthScope: string
  OAuthUrl: string
}

export interface TeamsSettings {
  appId?: string | undefined
  appPassword?: string | undefined
  /** The only tenant that is listened to; also the tenant of a single-tenant bot registration. */
  tenantId?: string | undefined
  /** The channel id (`19:…@thread.tacv2`) where tickets are posted and whose members are agents. */
  triageChannel?: string | undefined
  /** `off` is for clients on this machine: no token is asked for, and only loopback addresses are spoken to. */
  auth: 'on' | 'off'
  endpoints?: Endpoints | undefined
  defaultLocale: Locale
}

/** Who signs what Teams sends to bots of the public cloud. */
export const issuerOf = (settings: TeamsSettings) =>
  settings.endpoints?.ToBotFromChannelTokenIssuer ?? 'https://api.botframework.com'

/** The tenant in keys where a client on this machine is spoken to; what it calls its tenant makes no difference. */
export const localTenant = 'local'

/** The tenant that every key names, where there is only one; a multi-tenant bot learns it from each activity. */
export const ownTenant = ({ tenantId, auth }: TeamsSettings): string | undefined =>
  tenantId ?? (auth === 'off' ? localTenant : undefined)
