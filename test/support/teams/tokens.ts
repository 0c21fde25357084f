import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a token says; every field may be changed to forge one. */
export interface Claims {
  iss?: string
  aud?: string
  /** In seconds from now. */
  notBefore?: number
  expires?: number
  serviceurl?: string | undefined
  more?: Record<string, unknown>
}
export interface Signing {
  alg?: 'RS256' | 'RS512' | 'HS256' | 'none'
  kid?: string
  /** `other`: a key that the provider does not publish, under the same name. */
  key?: 'own' | 'other' | 'unendorsed'
}

interface Provider {
  base: string
  appId: string
  appPassword: string
  issuer: string
  /** Tokens given to the bot and not withdrawn. */
  granted: Set<string>
  logins: number
}

/** A local OpenID provider: publishes its keys, signs what Teams would sign, and gives the bot its token. RSA by node:crypto. */
export function openIdProvider(base: string, appId: string, appPassword: string) {
  const issuer = `${base}/issuer`
  const provider: Provider = { base, appId, appPassword, issuer, granted: new Set(), logins: 0 }
  return {
    bearer: (claims: Claims, signing?: Signing) => bearer(provider, claims, signing),
    answer: (request: IncomingMessage, response: ServerResponse, body: string) =>
      answer(provider, request, response, body),
    isGranted: (authorization = '') => provider.granted.has(authorization.replace('Bearer ', '')),
    /** How often the bot logged in. */
    logins: () => provider.logins,
    revoke: () => provider.granted.clear(),
    /** Somebody replaced the bot's secret: the old one is good for nothing any more. */
    replaceSecret: (secret: string) => {
      provider.appPassword = secret
      provider.granted.clear()
    },
    endpoints: {
      ToBotFromChannelOpenIdMetadataUrl: `${base}/openid/configuration`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${base}/openid/configuration`,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: `${base}/login`,
      ToChannelFromBotOAuthScope: base,
      OAuthUrl: `${base}/oauth`,
    },
  }
}

/** The value of an `Authorization` header. */
function bearer({ issuer, appId }: Provider, claims: Claims, signing: Signing = {}): string {
  const at = Math.floor(Date.now() / 1000)
  const { alg = 'RS256', key = 'own' } = signing
  const header = { alg, typ: 'JWT', kid: signing.kid ?? (key === 'unendorsed' ? key : 'own') }
  const payload = {
    iss: claims.iss ?? issuer,
    aud: claims.aud ?? appId,
    nbf: at + (claims.notBefore ?? -60),
    exp: at + (claims.expires ?? 3600),
    ...(claims.serviceurl !== undefined && { serviceurl: claims.serviceurl }),
    ...claims.more,
  }
  const content = `${part(header)}.${part(payload)}`
  return `Bearer ${content}.${sign(content, alg, keys[key])}`
}

/** Answers the provider's own addresses; false when the request was for somebody else. */
async function answer(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<boolean> {
  const { base, issuer } = provider
  const path = request.url ?? ''
  const published = [
    { ...jwk(keys.own.publicKey), kid: 'own', endorsements: ['msteams'] },
    { ...jwk(keys.unendorsed.publicKey), kid: 'unendorsed', endorsements: ['webchat'] },
  ]
  if (path.endsWith('/openid/configuration')) json(response, 200, { issuer, jwks_uri: `${base}/openid/keys` })
  else if (path.endsWith('/openid/keys')) json(response, 200, { keys: published })
  else if (path.endsWith('/login/oauth2/v2.0/token')) grant(provider, response, new URLSearchParams(body))
  else return false
  return true
}

function grant(provider: Provider, response: ServerResponse, asked: URLSearchParams): void {
  const known = asked.get('client_id') === provider.appId && asked.get('client_secret') === provider.appPassword
  if (!known || asked.get('grant_type') !== 'client_credentials') {
    json(response, 401, { error: 'invalid_client' })
    return
  }
  provider.logins += 1
  const token = `bot-token-${provider.logins}`
  provider.granted.add(token)
  json(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: token })
}

export function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

type Pair = { publicKey: KeyObject; privateKey: KeyObject }
const newKey = (): Pair => generateKeyPairSync('rsa', { modulusLength: 2048 })
/** Made once in a process: making one takes a tenth of a second. */
const keys = { own: newKey(), other: newKey(), unendorsed: newKey() }
const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' })
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function sign(content: string, alg: NonNullable<Signing['alg']>, key: Pair): string {
  if (alg === 'none') return ''
  // The classical confusion: the public key, which everybody knows, used as a shared secret.
  if (alg === 'HS256') {
    return createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' }))
      .update(content)
      .digest('base64url')
  }
  return createSign(alg === 'RS256' ? 'RSA-SHA256' : 'RSA-SHA512')
    .update(content)
    .sign(key.privateKey, 'base64url')
}
