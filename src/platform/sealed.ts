import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What a sealing key looks like: 32 random bytes, written as 64 hexadecimal digits. */
export const sealingKey = /^[0-9a-f]{64}$/i

/** A fresh key. Whoever loses it must enter again what was sealed with it. */
export const newSealingKey = (): string => randomBytes(32).toString('hex')

/**
 * Encrypts a secret for the database (AES-256-GCM), so that a copy of the database alone gives nothing away. `about` says what
 * it belongs to and is bound to it: moved to another row or column, it does not open.
 */
export function seal(key: string, secret: string, about: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), nonce).setAAD(Buffer.from(about))
  const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return ['v1', ...[nonce, cipher.getAuthTag(), hidden].map((part) => part.toString('base64url'))].join('.')
}

/** The secret again; undefined for another key, another place, or something that was altered. */
export function unseal(key: string, sealed: string, about: string): string | undefined {
  const [version, nonce, tag, hidden] = sealed.split('.')
  if (version !== 'v1' || !nonce || !tag || hidden === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(about))
      .setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(hidden, 'base64url')), decipher.final()]).toString('utf8')
  } catch {
    return undefined // the authentication tag does not fit: another key, or altered
  }
}
