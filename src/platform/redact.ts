import { isIPv6 } from 'node:net'

/** What is taken out of a text before it leaves the house, in the order in which it is looked for: most certain first. */
type Kind = 'secret' | 'email' | 'iban' | 'card' | 'ip' | 'phone' | 'name'

/** Each is linear: no pattern repeats what it repeats inside. */
export const secretPatterns: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  /\bxox[a-z]-[\w-]{6,}|\bxapp-[\w-]{6,}/gi,
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\b(?:sk|pk|rk)[-_](?:[a-z]{2,8}[-_])?[\w-]{16,}|\bgh[pousr]_\w{20,}|\bglpat-[\w-]{16,}|\bAIza[\w-]{30,}/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/[^\s:/@]{1,80}:)[^\s@/]{1,200}(?=@)/g,
]
/** What names a secret … */
const secretWords = [
  "pass(?:word|phrase|code)?|pwd|mdp|mot de passe|code pin|pin|secret|token|jeton|api[ _-]?key|cl[ée](?: d['’]api)?",
  '\\w{0,30}(?:_secret|_token|_key|_password)\\w{0,20}',
].join('|')
/** … but not its state: "the password is expired" tells none. */
const states = [
  'not|wrong|expired|incorrect|invalid|refused|rejected|locked|lost|forgotten|too|still',
  'pas|faux|expir[ée]|incorrect|invalide|refus[ée]|bloqu[ée]|perdu|oubli[ée]|trop|toujours',
].join('|')
const value = `"[^"\\n]{1,200}"|'[^'\\n]{1,200}'|«[^»\\n]{1,200}»|\\S{1,200}`
/** "password: hunter2", « mon mot de passe est … », aws_secret_access_key=…: the words stay, what follows goes. */
export const toldSecret = new RegExp(
  `(\\b(?:${secretWords})(?:\\s*[:=]\\s*|\\s+(?:is|est|was|était)\\s*:?\\s+))(?!(?:${states})e?(?!\\p{L})|\\[secret-)(${value})`,
  'giu',
)
const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu
const iban = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b/g
const card = /\b\d(?:[ -]?\d){12,18}\b/g
const ipv4 = /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d)/g
/** Anything that could be an IPv6 address; `isIPv6` tells it from a time of day. */
const ipv6 = /(?<![\w:.])[\da-f:]{2,39}(?:%\w{1,16})?(?![\w:])/gi
/** +33 6 12 34 56 78, 06.12.34.56.78, (020) 7946 0958: at least nine digits that begin like a number to call. */
const phone = /(?<![\w.])(?:\+|00)\d(?:[ .()-]{0,2}\d){7,13}(?!\w)|(?<![\w.])\(?0\d{1,3}\)?(?:[ .-]?\d){7,9}(?!\w)/g
/** Names that a text tells by itself: a presentation, a title, a signature. The names the desk knows come with `names`. */
const titles = "[Mm]y name is|[Jj]e m['’]appelle|[Jj]e suis|M\\.|MM\\.|Mme|Mlle|Mr\\.?|Mrs\\.?|Ms\\.?|Dr\\.?"
const farewells = '[Rr]egards|[Cc]ordialement|[Ss]alutations|[Mm]erci|[Tt]hanks|[Bb]ien à vous'
const properName = "\\p{Lu}[\\p{L}'’-]{1,30}(?:\\s+\\p{Lu}[\\p{L}'’-]{1,30}){0,2}"
const toldName = new RegExp(`(?:(?<!\\p{L})(?:${titles})\\s+|(?:${farewells})[,.!]?\\s*\\n\\s*)(${properName})`, 'gu')

/** What may be shown again to those who could read it anyway. A secret never is. */
const mayReturn: readonly Kind[] = ['email', 'ip', 'phone', 'name']

export interface Redactor {
  /** The text with placeholders such as `[email-1]`; the same value gets the same one every time. */
  hide(text: string): string
  /** Puts back names, addresses and numbers; secrets, cards and IBANs stay hidden. */
  show(text: string): string
}

/**
 * Takes names, e-mail addresses, phone numbers, IP addresses, tokens, told passwords, card numbers and IBANs out of texts
 * that leave the house. `names`: whole names the caller knows (the requester, agents, people named in the text).
 */
export function openRedactor(names: readonly string[] = []): Redactor {
  const given = new Map<string, string>()
  const back = new Map<string, string>()
  const counts = new Map<Kind, number>()
  const instead = (kind: Kind) => (value: string) => {
    const known = given.get(`${kind} ${value}`)
    if (known) return known
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const placeholder = `[${kind}-${number}]`
    given.set(`${kind} ${value}`, placeholder)
    if (mayReturn.includes(kind)) back.set(placeholder, value)
    return placeholder
  }
  const known = namePattern(names)
  return {
    hide: (text) => hide(text, known, instead),
    show: (text) =>
      text.replace(/\[(?:email|ip|phone|name)-\d{1,4}\]/g, (placeholder) => back.get(placeholder) ?? placeholder),
  }
}

/** One text by itself, for whoever needs no way back (logs, exports, article drafts). */
export const redact = (text: string, names: readonly string[] = []): string => openRedactor(names).hide(text)

function hide(text: string, known: RegExp | undefined, instead: (kind: Kind) => (value: string) => string): string {
  let clean = text
  for (const secret of secretPatterns) clean = clean.replace(secret, instead('secret'))
  clean = clean.replace(toldSecret, (_, words: string, value: string) => words + instead('secret')(value))
  clean = clean.replace(email, instead('email'))
  clean = clean.replace(iban, (value) => (isIban(value) ? instead('iban')(value) : value))
  clean = clean.replace(card, (value) => (isCard(value) ? instead('card')(value) : value))
  clean = clean.replace(ipv4, instead('ip')).replace(ipv6, (value) => (isIPv6(value) ? instead('ip')(value) : value))
  clean = clean.replace(phone, instead('phone'))
  clean = clean.replace(toldName, (whole, name: string) => whole.replace(name, instead('name')(name)))
  return known ? clean.replace(known, instead('name')) : clean
}

/**
 * A known name in whole, written anyhow, and its parts where they are written as names ("Rose", not "rose"). Nothing when
 * there is none.
 */
function namePattern(names: readonly string[]): RegExp | undefined {
  const whole = names.map((name) => name.trim()).filter((name) => name.length >= 3)
  const parts = whole.flatMap((name) => name.split(/\s+/)).filter((part) => part.length >= 3 && /^\p{Lu}/u.test(part))
  const anyCase = (name: string) =>
    [...name]
      .map((c) =>
        c.toLowerCase() === c.toUpperCase() ? escaped(c) : `[${escaped(c.toLowerCase())}${escaped(c.toUpperCase())}]`,
      )
      .join('')
  const all = [
    ...new Set([...whole.map(anyCase), ...parts.flatMap((part) => [escaped(part), escaped(part.toUpperCase())])]),
  ]
  if (!all.length) return undefined
  const longestFirst = all.sort((a, b) => b.length - a.length).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst})(?![\\p{L}\\p{N}])`, 'gu')
}
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** ISO/IEC 7812: the Luhn digit, and not one digit over and over. */
export function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  const sum = digits.toReversed().reduce((total, digit, i) => {
    const twice = i % 2 ? digit * 2 : digit
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return new Set(digits).size > 1 && sum % 10 === 0
}

/** ISO 13616: moved to the end and read as a number, the first four characters make the whole 1 modulo 97. */
function isIban(text: string): boolean {
  const compact = text.replace(/[ -]/g, '')
  if (compact.length < 15 || compact.length > 34) return false
  const moved = compact.slice(4) + compact.slice(0, 4)
  return [...moved].reduce((rest, c) => Number(`${rest}${Number.parseInt(c, 36)}`) % 97, 0) === 1
}
