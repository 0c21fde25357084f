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
  /** The tenants that are listened to, the one of the triage channel first. One alone is also that of a single-tenant registration. */
  tenants?: readonly string[] | undefined
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
export const ownTenant = ({ tenants = [], auth }: TeamsSettings): string | undefined =>
  tenants.length > 0 ? registeredTenant({ tenants }) : auth === 'off' ? localTenant : undefined

/** The tenant of the triage channel, as far as the settings tell. */
export const homeTenant = (settings: TeamsSettings): string | undefined => ownTenant(settings) ?? settings.tenants?.[0]

/** The tenant of a single-tenant registration; a bot of several tenants has a registration of the other kind. */
export const registeredTenant = ({ tenants = [] }: Pick<TeamsSettings, 'tenants'>): string | undefined =>
  tenants.length === 1 ? tenants[0] : undefined
