import { describe, expect, test } from 'vitest'
import { commandIn } from '../../src/desk/triage/commands.ts'
import { categories, intents } from '../../src/desk/triage/labels.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { seedLines } from '../../src/desk/triage/seed/seed.ts'
import { triage } from '../../src/desk/triage/triage.ts'
import { said } from './triage-lines.ts'

const model = seedModel()
const read = (text: string) => triage(text, { model })

describe('a person is asked for', () => {
  test.each([
    'humain',
    'Agent !',
    'talk to someone',
    'parler à quelqu’un',
    "parler a quelqu'un svp",
    'je veux une personne',
    'I want to talk to a human, please',
    'can I speak to an agent?',
    'HUMAN NOW',
    'passez-moi un technicien au téléphone',
    'I don’t want to talk to a bot',
    'je ne veux pas parler à un robot',
    'why can’t I talk to a human',
    'call me back',
    'how do I talk to a human?',
    'peut-on me rappeler svp',
    'merci de me rappeler',
  ])('in %j', (text) => expect(read(text)).toMatchObject({ intent: 'person', confidence: { intent: 1 } }))

  test('with frustration, when it is there', () => {
    expect(read('third time I ask, this bot is useless, I want a person')).toMatchObject({
      intent: 'person',
      frustrated: true,
    })
    expect(read('troisième fois que je demande, ce bot est nul, je veux une personne')).toMatchObject({
      intent: 'person',
      frustrated: true,
    })
  })

  test.each([
    "l'agent antivirus bloque mon poste",
    'who is the agent on my ticket',
    'qui est l’agent sur mon ticket',
    'the site says user agent not supported',
    'install the monitoring agent on my server',
    'I need an agent installed on my server',
    'the backup agent failed',
    'agent de sauvegarde en erreur',
    'personne ne peut imprimer',
    'I need someone to install a printer',
    'add a person to the mailing list',
    "I can't talk to someone on Teams, my mic is dead",
    'je n’arrive pas à parler à quelqu’un sur Teams',
    'human resources portal is down',
  ])('but not in %j', (text) => expect(read(text).intent).not.toBe('person'))
})

describe('commands', () => {
  test.each([
    ['annuler', 'cancel'],
    ['Cancel please', 'cancel'],
    ['laisse tomber', 'cancel'],
    ['aide', 'help'],
    ['HELP!', 'help'],
    ['mes tickets', 'my-tickets'],
    ['My tickets?', 'my-tickets'],
    ['merci !', 'thanks'],
    ['ça marche, merci', 'thanks'],
    ['Thanks a lot!', 'thanks'],
    ['it works now, thanks', 'solved'],
    ['c’est réglé', 'solved'],
    ['bonjour', 'greeting'],
  ] as const)('%j is %s', (text, intent) => expect(commandIn(text)?.intent).toBe(intent))

  test.each([
    ['status 1042', 1042],
    ['statut 1042', 1042],
    ['Statut #1042 ?', 1042],
    ['où en est mon ticket 1042', 1042],
    ['ou en est la T-1042', 1042],
    ['any news on INC1042?', 1042],
    ['status', undefined],
    ['où en est mon ticket ?', undefined],
  ])('%j asks for ticket %s', (text, ticket) => expect(read(text)).toMatchObject({ intent: 'status', ticket }))

  test.each([
    'the status page returns 503',
    'cancel button is greyed out in sap',
    'help desk phone is broken',
    'merci de réinitialiser mon mot de passe',
    'thanks for installing visio on my pc when you can',
    'the stop button of the projector does not work',
    'l’état du document 1042 affiche erreur 500',
  ])('%j is none', (text) => expect(commandIn(text)).toBeUndefined())
})

describe('on messages that no seed line holds', () => {
  const seeds = new Set(seedLines().map(({ text }) => text.toLowerCase()))
  const tickets = said.filter(({ intent }) => ['incident', 'request', 'how-to'].includes(intent))
  const unseen = tickets.filter(({ text }) => !seeds.has(text.toLowerCase()))

  test('incident against service request: F1 of both at least 0.95, on at least 50 lines a language', () => {
    for (const locale of ['fr', 'en'])
      expect(unseen.filter((line) => line.locale === locale).length).toBeGreaterThanOrEqual(50)
    const answers = unseen.map(({ text, intent }) => ({
      wanted: intent === 'incident' ? 'incident' : 'service-request',
      got: read(text).type,
    }))
    for (const type of ['incident', 'service-request']) {
      const right = answers.filter(({ wanted, got }) => wanted === type && got === type).length
      const wrong = answers.filter(({ wanted, got }) => (wanted === type) !== (got === type)).length
      expect((2 * right) / (2 * right + wrong)).toBeGreaterThanOrEqual(0.95)
    }
  })

  test('the intent is right for at least 93 in 100', () => {
    const right = said.filter(({ text, intent }) => read(text).intent === intent).length
    expect(right / said.length).toBeGreaterThanOrEqual(0.93)
  })

  test('a category that is proposed is right for at least 85 in 100, and one is proposed for at least 70', () => {
    const asked = said.filter(({ category }) => category)
    const proposed = asked.filter(({ text }) => read(text).category)
    const right = proposed.filter(({ text, category }) => read(text).category === category)
    expect(proposed.length / asked.length).toBeGreaterThanOrEqual(0.7)
    expect(right.length / proposed.length).toBeGreaterThanOrEqual(0.85)
  })

  test('French is served as well as English', () => {
    const share = (locale: string) => {
      const lines = said.filter((line) => line.locale === locale)
      return lines.filter(({ text, intent }) => read(text).intent === intent).length / lines.length
    }
    expect(Math.abs(share('fr') - share('en'))).toBeLessThanOrEqual(0.04)
  })
})

test.each([
  ['I need a new docking cradle', 'request', 'hardware'],
  ['can I get Photoshop', 'request', 'software'],
  ['a second mouse please', 'request', 'hardware'],
  ['my battery is dead', 'incident', 'hardware'],
  ['il me faut Photoshop', 'request', 'software'],
  ['une deuxième souris svp', 'request', 'hardware'],
  ['ma batterie est morte', 'incident', 'hardware'],
  ['j’aurais besoin d’une webcam', 'request', 'hardware'],
] as const)('a bare wish or breakage is read without more words: %s', (text, intent, category) =>
  expect(read(text)).toMatchObject({ intent, category }),
)

describe('a decision', () => {
  test('names the service, the category and why', () => {
    const decision = read('mon VPN ne marche plus depuis ce matin, erreur 809')
    expect(decision).toMatchObject({
      locale: 'fr',
      intent: 'incident',
      type: 'incident',
      category: 'network',
      service: 'vpn',
    })
    expect(decision.reasons.map(({ about }) => about)).toEqual(['locale', 'intent', 'category', 'service'])
  })

  test.each([
    'cancel my subscription to visio',
    'aide sur excel',
    'I need help with outlook',
    'mdp oublié',
    'pouvez-vous me rappeler mon mot de passe',
    'thanks but the vpn still doesn’t work',
  ])('is a ticket where a command is only mentioned: %s', (text) => expect(read(text).type).toBeDefined())

  test('keeps the ticket number of a status question in any words', () =>
    expect(read('mon ticket 1042 n’avance pas')).toMatchObject({ intent: 'status', ticket: 1042 }))

  test('is about work when a service is named, however odd the wording', () => {
    expect(read('VPN').type).toBeDefined()
    expect(read('outlook ???').type).toBeDefined()
  })

  test('takes the language of the talk, then of the profile, where the message does not tell', () => {
    expect(triage('VPN', { model, previousLocale: 'en', profileLocale: 'fr' }).locale).toBe('en')
    expect(triage('VPN', { model, profileLocale: 'en' }).locale).toBe('en')
    expect(triage('my screen is black', { model, previousLocale: 'fr' }).locale).toBe('en')
  })

  test('the seed holds at least 25 lines an intent and 30 a category in each language', () => {
    for (const locale of ['fr', 'en'] as const) {
      const lines = seedLines().filter((line) => line.locale === locale)
      for (const intent of intents)
        expect(lines.filter((line) => line.intent === intent).length).toBeGreaterThanOrEqual(25)
      for (const category of categories)
        expect(lines.filter((line) => line.category === category).length).toBeGreaterThanOrEqual(30)
    }
    expect(seedLines().every(({ text }) => text.length > 0)).toBe(true)
  })
})
