import { isCard, secretPatterns, toldSecret } from './redact.ts'

/** What stands where a secret stood: the same in both languages, and nothing that could be one. */
export const mask = '••••••'

/** A code for one sign-in: "my verification code is 482913", « code reçu par SMS : 482 913 ». */
const oneTimeCode =
  /(\b(?:otp|(?:one[- ]time|verification|security|login|sms|mfa|2fa) (?:pass)?code|code (?:de (?:validation|vérification|sécurité|connexion)|à usage unique|sms|mfa|reçu(?: par sms)?))(?:\s*[:=]\s*|\s+(?:is|was|est|était)\s*:?\s+))\d(?:[ -]?\d){3,7}\b/giu
const cardNumber = /\b\d(?:[ -]?\d){12,18}\b/g

/**
 * Takes passwords, keys, tokens, one-time codes and card numbers out of what somebody wrote, before it is stored, shown or
 * sent anywhere. The same text where there is none. It rather overlooks a secret that reads like a word ("my password is
 * sunshine") than makes a report unreadable ("the password is outdated").
 */
export function maskSecrets(text: string): string {
  let clean = text
  for (const pattern of secretPatterns) clean = clean.replace(pattern, mask)
  clean = clean.replace(toldSecret, (told, words: string, value: string, at: number, whole: string) => {
    const named = /[:=]\s*$/.test(words)
    const alone = named && value.length >= shortestAlone && /^[ \t]*(?:\n|$)/.test(whole.slice(at + told.length))
    return alone || looksSecret(value, named) ? words + mask : told
  })
  clean = clean.replace(oneTimeCode, (_, words: string) => words + mask)
  return clean.replace(cardNumber, (number) => (isCard(number) ? mask : number))
}

/** « mot de passe : soleil » at the end of a line names it, though it is a word. */
const shortestAlone = 5

/** Not a word of a sentence: quoted, with a digit or a sign, with a capital inside; behind a colon also one that begins with it. */
function looksSecret(told: string, named: boolean): boolean {
  if (/^["'«]/.test(told)) return true
  const value = told.replace(/[.,;:!?)»"']+$/, '')
  if (value.length < 4 || value === mask) return false
  return (
    /[\d@#$%^&*_+=~<>|\\]/.test(value) || /\p{L}\p{Lu}/u.test(named ? value : value.slice(1)) || /[!?].+/.test(value)
  )
}

/** The fields of a form, likewise; the very same where there is nothing to hide. */
export function maskFields(fields: Record<string, string>): Record<string, string> {
  const clean = Object.entries(fields).map(([name, value]) => [name, maskSecrets(value)] as const)
  return clean.every(([name, value]) => value === fields[name]) ? fields : Object.fromEntries(clean)
}
