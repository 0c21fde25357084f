import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import {
  type Agent,
  agentOn,
  bare,
  numberIn,
  type PlatformName,
  platforms,
  type Requester,
  requesterOn,
} from './drivers/index.ts'

/** Whoever asks on one platform and whoever answers on another live through the same, to the letter. */
let app: App
const agents: Partial<Record<PlatformName, Agent>> = {}
beforeAll(async () => {
  app = await openApp()
  for (const platform of platforms) agents[platform] = await agentOn(platform, app, `Max-${platform}`)
})
afterAll(() => app?.close())

const agentNames = platforms.map((platform) => `Max-${platform}`)
const pairs = platforms.flatMap((asks, i) =>
  platforms.map((answers, j): [PlatformName, PlatformName, Locale] => [asks, answers, (i + j) % 2 ? 'en' : 'fr']),
)
const secret = 'INTERNAL: the battery of this model swells'

interface Talk {
  locale: Locale
  requester: Requester
  agent: Agent
  ticket: number
}
/** The agents of every platform, who all look at the same ticket. */
const everyAgent = () => platforms.map((platform) => agents[platform]!)
const desk = () => texts[app.locale]

/** Words for the requester, in their language; each stands once in the whole talk. */
const words = {
  fr: {
    ask: 'mon VPN ne marche plus, erreur 809',
    first: 'le voyant orange',
    last: 'ça marche de nouveau',
    help: 'aide',
    thanks: 'merci',
  },
  en: {
    ask: 'my VPN does not work, error 809',
    first: 'the orange light',
    last: 'it works again',
    help: 'help',
    thanks: 'thank you',
  },
}
const white = 'the white light'
const slip = 'sent by mistake'
const question = 'Which light blinks on the box?'

async function opened(requester: Requester, locale: Locale): Promise<number> {
  const t = texts[locale]
  await requester.arrives()
  await requester.sees(t.greeting.examples)
  await requester.says(words[locale].ask)
  await requester.presses(t.answer.notSolved)
  await requester.presses(t.ticket.impacts.team)
  await requester.presses(t.ticket.urgencies.high)
  await requester.presses(t.ticket.open)
  return numberIn(await requester.sees(/#\d+/))
}

async function claimed({ locale, requester, agent, ticket }: Talk, rival: Agent) {
  await agent.sees(ticket, desk().agentCard.nobody)
  await agent.claims(ticket)
  await requester.sees(texts[locale].notices.claimed(agent.name))
  await rival.claims(ticket)
  await rival.isTold(desk().agentCard.refusals['already-claimed'](agent.name))
  for (const each of everyAgent()) {
    await each.sees(ticket, agent.name)
    await each.sees(ticket, desk().statusName['in-progress'])
  }
}

/** Words both ways while a person has the floor: what is edited and taken back follows, and the bot keeps out of it. */
async function talkedOver({ locale, requester, agent, ticket }: Talk) {
  await agent.replies(ticket, question)
  await requester.sees(question)
  const answer = await requester.says(words[locale].first)
  await agent.sees(ticket, words[locale].first)
  await requester.edits(answer, white)
  await agent.sees(ticket, white)
  const mistake = await requester.says(slip)
  await agent.sees(ticket, slip)
  await requester.deletes(mistake)
  await agent.sees(ticket, eitherOf(desk().notices.deletedBy(requester.name), desk().console.desk.removed))
  await requester.says(words[locale].help)
  await agent.notes(ticket, secret)
  for (const each of everyAgent()) await each.sees(ticket, secret)
}

async function waited({ locale, requester, agent, ticket }: Talk) {
  await agent.waits(ticket)
  await requester.sees(texts[locale].notices.waitingForYou)
  for (const each of everyAgent()) await each.sees(ticket, desk().statusName.waiting)
  await requester.says(words[locale].last)
  for (const each of everyAgent()) await each.sees(ticket, desk().statusName['in-progress'])
}

async function ended({ locale, requester, agent, ticket }: Talk) {
  const t = texts[locale]
  await agent.resolves(ticket, 'A new cable')
  await requester.presses(t.yes)
  await requester.presses('5')
  await requester.sees(t.rating.thanks)
  await requester.says(locale === 'fr' ? 'Rapide et clair' : 'Quick and clear')
  await requester.sees(t.rating.noted)
  await requester.says(words[locale].thanks)
  await requester.sees(t.thanks)
  for (const each of everyAgent()) await each.sees(ticket, desk().statusName.closed)
}

const escaped = (text: string) => bare(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const eitherOf = (...these: string[]) => new RegExp(these.map(escaped).join('|'))
const times = (text: string, part: string) => text.split(part).length - 1

test.each(pairs)(
  'asked on %s, answered on %s (%s): the same talk, nothing internal, each message once and in order',
  async (asks, answers, locale) => {
    const requester = await requesterOn(asks, app, `Ana-${asks}-${answers}`, locale, agentNames)
    const agent = agents[answers]!
    const rival = agents[platforms[(platforms.indexOf(answers) + 1) % platforms.length]!]!
    const talk = { locale, requester, agent, ticket: await opened(requester, locale) }
    await claimed(talk, rival)
    await talkedOver(talk)
    await waited(talk)
    await ended(talk)

    await expect(await requester.transcript()).toMatchFileSnapshot(`../golden/e2e/pair.${locale}.txt`)
    expect(await requester.payloads()).not.toContain('INTERNAL')
    for (const each of everyAgent()) {
      const room = await each.sees(talk.ticket, secret)
      const said = [question, white, words[locale].help, secret, words[locale].last]
      expect(said.map((one) => [one, times(room, one)])).toEqual(
        said.map((one) => [one, one === words[locale].help ? expect.any(Number) : 1]),
      )
      const order = [question, white, secret, words[locale].last].map((one) => room.indexOf(one))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      expect(await each.cards(talk.ticket)).toBe(1)
    }
  },
)
