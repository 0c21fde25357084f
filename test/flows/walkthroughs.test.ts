import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, write } from '../support/talk.ts'

/** The walkthroughs of the product, as a service manager reads them: one golden text for each language. */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
  await database.db.updateTable('tickets').set({ status: 'closed', page_at: null, close_at: null }).execute()
})
afterAll(() => database.close())

const languages: Locale[] = ['fr', 'en']
const golden = (name: string, locale: Locale) => `../golden/${name}.${locale}.txt`
const asks = {
  vpn: {
    fr: 'mon VPN ne marche plus depuis ce matin, erreur 809',
    en: 'my VPN stopped working this morning, error 809',
  },
  boot: { fr: 'Mon portable ne démarre plus, démo client à 14 h', en: "Laptop won't boot, client demo at 2pm" },
  angry: {
    fr: 'troisième fois que je demande, ce bot est inutile, je veux parler à un humain',
    en: 'third time I ask, this bot is useless, I want a person',
  },
}

test.each(languages)('4.1 a question is answered by an article, solved and rated (%s)', async (locale) => {
  const world = await openWorld(database.db, { locale })
  const t = texts[locale]
  const lea = world.person('Léa', { locale })
  await lea.arrives()
  await lea.says(asks.vpn[locale])
  await lea.presses(t.answer.solved)
  await lea.presses('4')
  await lea.presses(t.rating.noComment)
  await expect(lea.transcript()).toMatchFileSnapshot(golden('4.1-solved', locale))

  const verdict = await database.db
    .selectFrom('article_verdicts')
    .select(['helped', 'rank'])
    .where('locale', '=', locale)
    .executeTakeFirst()
  expect(verdict).toEqual({ helped: true, rank: 1 })
})

test.each(languages)(
  '4.1 without a press: one gentle check, then closed as unknown, never as solved (%s)',
  async (locale) => {
    const world = await openWorld(database.db, { locale })
    const lea = world.person('Quiet', { locale })
    await lea.says(asks.vpn[locale])
    await world.later(31)
    await world.later(25 * 60)
    await expect(lea.transcript()).toMatchFileSnapshot(golden('4.1-silent', locale))
  },
)

test.each(languages)(
  '4.2 an incident becomes a ticket, is claimed, talked over, resolved and rated (%s)',
  async (locale) => {
    const world = await openWorld(database.db, { locale })
    const t = texts[locale]
    const bob = world.person('Bob', { locale })
    const karim = world.person('Karim', { agent: true })
    const alex = world.person('Alex', { agent: true })
    await bob.says(asks.boot[locale])
    await bob.presses(t.skip)
    await bob.presses(t.ticket.open)
    const room = world.rooms().at(-1)!
    await expect(write(world.triageCard().blocks)).toMatchFileSnapshot(golden('4.2-card', locale))

    await karim.presses(t.agentCard.claim, { thread: room })
    const second = await alex.press(world.triageCard().card, 'claim', {}, room)
    expect(second.notice).toBe(t.agentCard.refusals['already-claimed']('Karim'))
    await karim.says('battery swelling on this model?', { thread: room, mentioned: false })
    await karim.fills(t.agentCard.reply, { text: 'Hold power 30 s, tell me which light blinks.' }, { thread: room })
    const message = await bob.says('orange')
    await bob.edits(message, 'white')
    await karim.presses(t.agentCard.wait, { thread: room })
    await bob.says('It boots now')
    await karim.fills(t.agentCard.resolve, { resolution: 'Power reset' }, { thread: room })
    await bob.presses(t.yes)
    await bob.presses('5')
    await bob.presses(t.rating.noComment)
    await bob.says(locale === 'fr' ? 'merci !' : 'thanks!')

    await expect(bob.transcript()).toMatchFileSnapshot(golden('4.2-requester', locale))
    const seen = world.shownIn(room).map(({ blocks }) => write(blocks))
    await expect(`${seen.join('\n---\n')}\n`).toMatchFileSnapshot(golden('4.2-room', locale))
    expect(bob.hasSeen('battery swelling')).toBe(false)
    const ticket = await database.db
      .selectFrom('tickets')
      .select(['status', 'rating', 'reopened'])
      .orderBy('number', 'desc')
      .executeTakeFirst()
    expect(ticket).toEqual({ status: 'closed', rating: 5, reopened: 0 })
  },
)

test.each(languages)('4.5 an unhappy person gets a person at once, in opening hours (%s)', async (locale) => {
  const world = await openWorld(database.db, { locale })
  const zoe = world.person('Zoé', { locale })
  await zoe.says(asks.angry[locale])
  await expect(zoe.transcript()).toMatchFileSnapshot(golden('4.5-open', locale))
  const ticket = await database.db
    .selectFrom('tickets')
    .select(['handover', 'frustrated'])
    .orderBy('number', 'desc')
    .executeTakeFirst()
  expect(ticket).toEqual({ handover: true, frustrated: true })
})

test.each(languages)(
  '4.5 out of hours: when the team is back, and the person on duty in one press (%s)',
  async (locale) => {
    const world = await openWorld(database.db, { locale, at: '2026-03-07T22:00:00+01:00' })
    const zoe = world.person('Noctambule', { locale })
    await zoe.says(asks.angry[locale])
    await zoe.presses(texts[locale].handover.page)
    await expect(zoe.transcript()).toMatchFileSnapshot(golden('4.5-closed', locale))
  },
)
