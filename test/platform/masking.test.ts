import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask, maskSecrets } from '../../src/platform/masking.ts'

describe('what somebody wrote is stored without', () => {
  test.each([
    ['my password is Hunter2! and it does not work', `my password is ${mask} and it does not work`],
    ['password: hunter', `password: ${mask}`],
    ['mdp est Soleil2024', `mdp est ${mask}`],
    ['mot de passe : Azerty!', `mot de passe : ${mask}`],
    ['password is "sun shine"', `password is ${mask}`],
    ['pin is 1234', `pin is ${mask}`],
    ['my verification code is 482 913', `my verification code is ${mask}`],
    ['code reçu par SMS : 482913', `code reçu par SMS : ${mask}`],
    ['api_key=sk-abcdefghijklmnopqrst', `api_key=${mask}`],
    ['use Bearer abcdefgh.ijkl', `use ${mask}`],
    ['https://joe:secret@host/path', `https://joe:${mask}@host/path`],
    ['card 4111 1111 1111 1111 please', `card ${mask} please`],
  ])('%s', (written, kept) => expect(maskSecrets(written)).toBe(kept))
})

describe('a report stays readable: nothing is hidden in', () => {
  test.each([
    'the password is outdated.',
    'mon mot de passe est expiré depuis hier',
    'MOT DE PASSE : BLOQUE',
    'mot de passe : ne marche pas',
    'le mot de passe est celui d’hier',
    'my token is 3 days old',
    'error code is 809',
    'code erreur 0x80070005',
    'la clé est cassée, la clé USB aussi',
    'asset PC-4711, ticket 1042, extension 4711, invoice 12345678',
    'call me on +33 6 12 34 56 78 or mail lea@example.com',
  ])('%s', (written) => expect(maskSecrets(written)).toBe(written))
})

test('hiding is done once: what was hidden is hidden no further, whatever surrounds it', () => {
  const pieces = fc.constantFrom(
    'password',
    ' is ',
    ': ',
    '=',
    'Hunter2',
    mask,
    '4111111111111111',
    ' ',
    '\n',
    'code',
    'x',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const once = maskSecrets(parts.join(''))
      expect(maskSecrets(once)).toBe(once)
    }),
  )
})
