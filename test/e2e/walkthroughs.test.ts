import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { agentOn, numberIn, type PlatformName, platforms, requesterOn } from './drivers/index.ts'

/** The product's walkthroughs through its real entrances: one transcript for each language, the same on every platform. */
let app: App
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app?.close())

const everywhere = platforms.flatMap((platform) =>
  (['fr', 'en'] as const).map((locale): [PlatformName, Locale] => [platform, locale]),
)
const golden = (name: string, locale: Locale) => `../golden/e2e/${name}.${locale}.txt`
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

test.each(everywhere)(
  '4.1 on %s in %s: a question is answered by an article, solved and rated',
  async (platform, locale) => {
    const t = texts[locale]
    const lea = await requesterOn(platform, app, `Léa-${platform}-${locale}`, locale)
    await lea.arrives()
    await lea.sees(t.greeting.examples)
    await lea.says(asks.vpn[locale])
    await lea.sees('809')
    await lea.presses(t.answer.solved)
    await lea.presses('4')
    await lea.sees(t.rating.thanks)
    await lea.presses(t.rating.noComment)
    await lea.sees(`✓ ${t.rating.noComment}`)
    await expect(await lea.transcript()).toMatchFileSnapshot(golden('4.1', locale))
  },
)

test.each(everywhere)(
  '4.2 on %s in %s: an incident is opened, claimed, talked over, resolved and rated',
  async (platform, locale) => {
    const t = texts[locale]
    const karim = await agentOn(platform, app, `Karim-${platform}-${locale}`)
    const alex = await agentOn(platform, app, `Alex-${platform}-${locale}`)
    const bob = await requesterOn(platform, app, `Bob-${platform}-${locale}`, locale, [karim.name, alex.name])
    await bob.says(asks.boot[locale])
    await bob.presses(t.skip)
    await bob.presses(t.ticket.open)
    const ticket = numberIn(await bob.sees(/#\d+/))

    await karim.claims(ticket)
    await bob.sees(t.notices.claimed(karim.name))
    await alex.claims(ticket)
    await alex.isTold(texts[app.locale].agentCard.refusals['already-claimed'](karim.name))
    await karim.notes(ticket, 'battery swelling on this model?')
    await karim.replies(ticket, 'Hold power 30 s, tell me which light blinks.')
    await bob.sees('Hold power 30 s')
    const answer = await bob.says('orange')
    await bob.edits(answer, 'white')
    await karim.sees(ticket, 'white')
    await karim.sees(ticket, 'orange')
    await karim.waits(ticket)
    await bob.sees(t.notices.waitingForYou)
    await bob.says('It boots now')
    await karim.sees(ticket, 'It boots now')
    await karim.resolves(ticket, 'Power reset')
    await bob.presses(t.yes)
    await bob.presses('5')
    await bob.presses(t.rating.noComment)
    await bob.sees(`✓ ${t.rating.noComment}`)
    await bob.says(locale === 'fr' ? 'merci !' : 'thanks!')
    await bob.sees(t.thanks)

    await expect(await bob.transcript()).toMatchFileSnapshot(golden('4.2', locale))
    expect(await bob.payloads()).not.toContain('battery swelling')
    const row = await app.db
      .selectFrom('tickets')
      .select(['status', 'rating', 'reopened'])
      .where('number', '=', ticket)
      .executeTakeFirst()
    expect(row).toEqual({ status: 'closed', rating: 5, reopened: 0 })
  },
)

test.each(everywhere)(
  '4.5 on %s in %s: an unhappy person gets a person at once, and the bot is silent until it has the word again',
  async (platform, locale) => {
    const t = texts[locale]
    const agent = await agentOn(platform, app, `Nora-${platform}-${locale}`)
    const zoe = await requesterOn(platform, app, `Zoé-${platform}-${locale}`, locale, [agent.name])
    await zoe.says(asks.angry[locale])
    const ticket = numberIn(await zoe.sees(/#\d+/))
    await agent.sees(ticket, texts[app.locale].agentCard.frustrated)
    await agent.claims(ticket)
    await zoe.sees(t.notices.claimed(agent.name))
    await zoe.says(asks.vpn[locale])
    await agent.sees(ticket, '809')
    await agent.handsBack(ticket)
    await zoe.sees(t.notices.botIsBack)
    await zoe.says(asks.vpn[locale])
    await zoe.sees('1. ')
    await expect(await zoe.transcript()).toMatchFileSnapshot(golden('4.5', locale))
  },
)
