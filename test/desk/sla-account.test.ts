import { expect, test } from 'vitest'
import { accountOf } from '../../src/desk/sla/account.ts'
import { pauseClock, resumeClock, retargetClock, startClock, stopClock } from '../../src/desk/sla/clock.ts'
import { calendarOf, officeHours } from '../../src/desk/sla/definition.ts'
import { explainClock } from '../../src/desk/sla/explain.ts'
import { texts } from '../../src/texts/index.ts'

const zone = 'Europe/Paris'
const paris = calendarOf(officeHours(zone))
const at = (time: string) => new Date(`2026-01-05T${time}+01:00`)

const waiting = pauseClock(startClock('resolution', 'P2', 240, at('10:00')), at('10:52'), 'waiting-on-user')
const urgent = retargetClock(resumeClock(waiting, at('11:52')), paris, at('12:10'), { priority: 'P1', target: 120 })
const tell = (clock: typeof waiting, time: string, language: 'fr' | 'en') =>
  accountOf(explainClock(clock, paris, at(time)), { t: texts[language], zone, now: at(time) })

test('an agent reads why the clock shows what it shows', () => {
  expect(tell(urgent, '12:20', 'en')).toEqual([
    'Solution, P1: 1 h 20 of 2 h used, due 14:00',
    '10:00 to 10:52: ticket opened, 52 min counted (52 min in all)',
    '10:52 to 11:52: waiting for the requester, 1 h not counted',
    '11:52 to 12:10: the requester answered, 18 min counted (1 h 10 in all)',
    'since 12:10: the requester answered, 10 min counted (1 h 20 in all); priority now P1',
  ])
})

test('so does one who reads French, down to the non-breaking spaces', () => {
  expect(tell(waiting, '11:00', 'fr')).toEqual([
    'Résolution, P2\u00A0: 52 min sur 4 h, chronomètre arrêté',
    'de 10:00 à 10:52\u00A0: ticket ouvert, 52 min au compteur (52 min en tout)',
    'depuis 10:52\u00A0: en attente du demandeur, 8 min hors compteur',
  ])
})

test('a solved ticket says whether the promise was kept', () => {
  expect(tell(stopClock(urgent, at('14:00'), 'resolved'), '15:00', 'en')[0]).toBe('Solution, P1: 2 h of 2 h used, kept')
  expect(tell(stopClock(urgent, at('14:30'), 'resolved'), '15:00', 'en')).toEqual(
    expect.arrayContaining([
      'Solution, P1: 2 h 30 of 2 h used, missed 14:00, 30 min late',
      '14:30: resolved after 2 h 30',
    ]),
  )
})
