import { describe, expect, test } from 'vitest'
import { impacts, urgencies } from '../../src/desk/triage/labels.ts'
import { defaultMatrix, priorityOf } from '../../src/desk/triage/priority.ts'
import { weigh } from '../../src/desk/triage/words.ts'
import { ordinary, stoppages } from './stoppages.ts'

const proposed = (text: string) => {
  const { impact, urgency, critical } = weigh(text)
  return priorityOf(impact ?? 'one', urgency ?? 'medium', { critical })
}

describe('the matrix', () => {
  test.each([
    ['everyone', 'high', 'P1'],
    ['everyone', 'medium', 'P2'],
    ['everyone', 'low', 'P3'],
    ['team', 'high', 'P2'],
    ['team', 'medium', 'P3'],
    ['team', 'low', 'P4'],
    ['one', 'high', 'P3'],
    ['one', 'medium', 'P4'],
    ['one', 'low', 'P4'],
  ] as const)('%s × %s is %s', (impact, urgency, priority) => {
    expect(priorityOf(impact, urgency)).toBe(priority)
  })

  test('more at stake lifts the impact by one step, and never lowers a priority', () => {
    for (const impact of impacts)
      for (const urgency of urgencies)
        expect(priorityOf(impact, urgency, { critical: true }) <= priorityOf(impact, urgency)).toBe(true)
    expect(priorityOf('one', 'high', { critical: true })).toBe('P2')
    expect(priorityOf('team', 'high', { critical: true })).toBe('P1')
  })

  test('a desk may use its own matrix', () => {
    const matrix = { ...defaultMatrix, one: { high: 'P1', medium: 'P2', low: 'P3' } } as const
    expect(priorityOf('one', 'high', { matrix })).toBe('P1')
  })
})

test('one laptop that will not boot before a client demo is P2, and the card still says one person', () => {
  expect(weigh("Laptop won't boot, client demo at 2pm")).toMatchObject({ urgency: 'high', critical: true })
  expect(proposed("Laptop won't boot, client demo at 2pm")).toBe('P2')
  expect(proposed('Portable qui ne démarre plus, démo client à 14 h')).toBe('P2')
})

describe('nothing phrased as a stoppage for many is proposed below the top two', () => {
  const many = {
    en: [
      'everyone',
      'the whole team',
      'our department',
      'all users',
      'the entire company',
      'several colleagues',
      'our team',
    ],
    fr: [
      'tout le monde',
      'toute l’équipe',
      'notre service',
      'tous les utilisateurs',
      'toute l’entreprise',
      'mes collègues',
    ],
  }
  const stopped = {
    en: [
      'cannot work',
      'is blocked',
      'has no network',
      'lost access to the ERP',
      "can't log in",
      'is offline',
      'is down',
    ],
    fr: [
      'ne peut plus travailler',
      'est bloqué',
      'n’a plus de réseau',
      'est à l’arrêt',
      'n’arrive plus à se connecter',
      'est en panne',
    ],
  }
  const softened = {
    en: ['', ', no rush', ', when you have time', ', not urgent', ', thanks'],
    fr: ['', ', pas urgent', ', quand vous aurez le temps', ', rien de pressé', ', merci'],
  }
  const cases = (['en', 'fr'] as const).flatMap((locale) =>
    many[locale].flatMap((who) =>
      stopped[locale].flatMap((what) => softened[locale].map((tone) => `${who} ${what}${tone}`)),
    ),
  )
  test.each(cases)('%s', (text) => {
    expect(['P1', 'P2']).toContain(proposed(text))
    expect(['P1', 'P2']).toContain(proposed(text.toUpperCase()))
  })
  test.each([
    'nobody can print since 9am',
    'no one can send emails',
    'plus personne ne peut imprimer',
    'personne n’arrive à se connecter au VPN',
    'the whole site lost network',
    'tout le site est sans réseau',
    'we can’t work, the ERP is down',
    'on ne peut plus travailler, le SAP est tombé',
    'on est tous bloqués',
    'the production line has stopped',
    'la ligne de production est à l’arrêt',
    'le serveur de prod est down',
    'our website is down',
    'emails are not going out for anyone',
    'none of our 40 agents can take calls',
    'no one in accounting is able to open sage',
    'the 2nd floor has been without network for an hour',
    'we lost the network in the building',
    '30 of us have no network',
    'all our tills stopped',
    'our shared drive is gone for the whole team',
    'les mails ne partent plus pour personne',
    'plus aucun téléphone ne sonne à l’accueil',
    'personne au support ne peut prendre d’appels',
    'nos clients n’arrivent plus à payer en ligne',
    'on est 30 à ne plus avoir de réseau',
    'on n’a plus internet au bureau',
    'le réseau est coupé partout',
    'le lecteur commun a disparu pour toute l’équipe',
  ])('%s', (text) => {
    expect(['P1', 'P2']).toContain(proposed(text))
  })
})

describe.each(['en', 'fr'] as const)('as people write (%s)', (locale) => {
  test.each(stoppages[locale])('many are stopped: %s', (text) => {
    expect(['P1', 'P2']).toContain(proposed(text))
  })
  test.each(ordinary[locale])('an ordinary day: %s', (text) => {
    expect(['P3', 'P4']).toContain(proposed(text))
  })
})

describe('the words of impact and urgency', () => {
  test.each([
    ['toute l’équipe est bloquée', 'team', 'high'],
    ['nobody can print', 'everyone', 'high'],
    ['everyone in my team is stuck', 'team', 'high'],
    ['tout le monde dans mon service a le problème', 'team', undefined],
    ['je suis bloqué', undefined, 'high'],
    ['urgent: my screen is black', undefined, 'high'],
    ['could you look at my mouse when you have time', undefined, 'low'],
    ['quand vous aurez le temps, ma souris', undefined, 'low'],
    ['not urgent but my mouse is slow', undefined, 'low'],
    ['ma souris est bloquée, rien d’urgent', undefined, 'low'],
    ['it works for everyone else, only me', 'one', undefined],
    ['tout le monde sauf moi a accès', 'one', undefined],
    ['hello everyone, my mouse is slow', undefined, undefined],
    ['bonjour tout le monde, ma souris est lente', undefined, undefined],
    ['bonjour l’équipe, ma souris est lente', undefined, undefined],
    ['my mouse is slow', undefined, undefined],
    ['nobody can hear me in Teams', 'one', undefined],
    ['personne ne m’entend sur Teams', 'one', undefined],
    ['I have 3 screens and one is dead', undefined, undefined],
    ['je ne reçois plus mes mails', undefined, undefined],
    ['a demo in 10 minutes', undefined, 'high'],
  ])('%s → %s, %s', (text, impact, urgency) => {
    expect(weigh(text)).toMatchObject({ impact, urgency })
  })

  test('each proposal names the words it stands on', () => {
    expect(weigh('toute l’équipe est bloquée').reasons).toEqual([
      { about: 'impact', value: 'team', because: 'words', found: 'toute l equipe' },
      { about: 'urgency', value: 'high', because: 'stoppage-of-many', found: 'bloque' },
    ])
  })
})

describe('frustration', () => {
  const upset = [
    'third time I ask, this bot is useless',
    'THIS IS STILL NOT WORKING AT ALL',
    'still broken!!!',
    'ça fait trois semaines, c’est inadmissible',
    'j’en ai marre',
    'troisième fois que je demande',
  ]
  test.each(upset)('is flagged: %s', (text) => expect(weigh(text).frustrated).toBe(true))
  test.each(['VPN', 'OK', 'my SAP GUI shows ABAP', 'merci beaucoup !', 'the printer is slow'])('is not: %s', (text) =>
    expect(weigh(text).frustrated).toBe(false),
  )
  test('raises a flag and changes no priority', () => {
    for (const calm of ['nobody can print', 'my mouse is slow', 'je suis bloqué'])
      expect(proposed(`${calm}, third time I ask, this is useless`)).toBe(proposed(calm))
  })
})
