import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRedactor, redact } from '../../src/platform/redact.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N'
const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'

test.each([
  ['an e-mail address', 'écrivez à lea.martin+it@ex-ample.co.uk svp', 'lea.martin'],
  ['a French phone number', 'rappelez-moi au 06 12 34 56 78', '12 34'],
  ['an international one', 'call +33 (0)6.12.34.56.78', '34.56'],
  ['a British one', 'call (020) 7946 0958', '7946'],
  ['an IPv4 address', 'the host 10.12.0.254 is down', '10.12'],
  ['an IPv6 address', 'ping fe80::1ff:fe23:4567:890a fails', '4567'],
  ['a Slack token', 'token is xoxb-1234567890-abcdef', 'xoxb'],
  ['a JWT', `header ${jwt}`, 'eyJ'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN'],
  ['an AWS secret', 'aws_secret_access_key=wJalrXUtnFEMIK7MDENG', 'wJalr'],
  ['a private key', `voici ${key} merci`, 'MIIEow'],
  ['an API key', 'sk-proj-abcdefghijklmnop1234', 'abcdef'],
  ['a password told in English', 'my password is Hunter2! thanks', 'Hunter2'],
  ['a password told in French', 'mon mot de passe est azerty123', 'azerty123'],
  ['a password with a colon', 'mdp : « Soleil d’été »', 'Soleil'],
  ['a password in an address', 'postgres://app:s3cr3t@db/guichet', 's3cr3t'],
  ['a card number', 'carte 4111 1111 1111 1111', '4111'],
  ['an IBAN', 'FR76 3000 6000 0112 3456 7890 189', '3000 6000'],
  ['a name told', 'bonjour, je m’appelle Zoé Lefèvre', 'Lefèvre'],
  ['a name signed', 'It is broken.\nRegards,\nJohn Smith', 'Smith'],
  ['a known name, whole, in small letters', 'léa martin ne peut plus entrer', 'martin'],
  ['a part of a known name', 'MARTIN ou Léa', 'MARTIN'],
  ['a known name with a hyphen', 'demandez à jean-pierre o’neil', 'pierre'],
])('takes out %s', (_, text, canary) => {
  const clean = redact(text, ['Léa Martin', 'Jean-Pierre O’Neil'])
  expect(clean).not.toContain(canary)
  expect(clean).toMatch(/\[(?:secret|email|iban|card|ip|phone|name)-1\]/)
})

test.each([
  'erreur 0x80070005 sur SRV-01, ticket 1042, KB5034441',
  'Windows 10.0.19045.3324 since 14:30:25 on 2026-03-02',
  'PC-004512 affiche l’erreur 809, rose et pierre',
  'my password is expired and the PIN is wrong',
  'le mot de passe est refusé depuis 9 h',
])('leaves alone what the model needs: %s', (text) => {
  expect(redact(text, ['Rose Martin'])).toBe(text)
})

test('gives back names and addresses to those who could read them anyway, and never a secret', () => {
  const { hide, show } = openRedactor(['Léa Martin'])
  const hidden = hide('Léa Martin, lea@example.org, 10.0.0.1; password: hunter2 carte 4111111111111111')
  expect(show(hidden)).toBe('Léa Martin, lea@example.org, 10.0.0.1; password: [secret-1] carte [card-1]')
  expect(show('[name-9] [secret-1]')).toBe('[name-9] [secret-1]')
})

test('the same value keeps its placeholder from one text to the next', () => {
  const { hide } = openRedactor()
  expect([hide('a@b.org and c@d.org'), hide('c@d.org')]).toEqual(['[email-1] and [email-2]', '[email-2]'])
})

test('whatever is hidden in whatever text is gone, and the rest comes back as it was', () => {
  const hostile = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(hostile, hostile, (before, after) => {
      const text = `${before}\nlea.martin@example.org\n${after}`
      const { hide } = openRedactor(['Léa Martin'])
      expect(hide(text)).not.toContain('lea.martin@example.org')
    }),
    { numRuns: 300 },
  )
})

test('a name is text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 }), (name) => {
      expect(() => redact('bonjour', [name])).not.toThrow()
    }),
    { numRuns: 1_000 },
  )
  expect(redact('ask (a|b)*+?[-]{2}\\^$./ now', ['(a|b)*+?[-]{2}\\^$./'])).toBe('ask [name-1] now')
})

test('a long hostile text takes no time worth noticing', () => {
  for (const unit of ['a', '1 ', '+33 ', 'a.', '-----BEGIN ', 'password ', '1:', 'é@', 'M. A', 'eyJa', 'FR76 ']) {
    const from = performance.now()
    redact(unit.repeat(Math.ceil(50_000 / unit.length)), ['Léa Martin'])
    expect(performance.now() - from, unit).toBeLessThan(500)
  }
})
