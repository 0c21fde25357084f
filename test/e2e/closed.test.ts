import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { numberIn, type PlatformName, platforms, requesterOn } from './drivers/index.ts'

/** The desk is closed: the person hears when it opens, and may call the one on duty. */
let app: App
beforeAll(async () => {
  app = await openApp({ hours: 'closed' })
})
afterAll(() => app?.close())

const everywhere = platforms.flatMap((platform) =>
  (['fr', 'en'] as const).map((locale): [PlatformName, Locale] => [platform, locale]),
)
const angry = {
  fr: 'troisième fois que je demande, ce bot est inutile, je veux parler à un humain',
  en: 'third time I ask, this bot is useless, I want a person',
}

test.each(everywhere)(
  '4.5 out of hours on %s in %s: when the team is back, and the person on duty in one press',
  async (platform, locale) => {
    const t = texts[locale]
    const zoe = await requesterOn(platform, app, `Zoé-${platform}-${locale}`, locale)
    await zoe.says(angry[locale])
    const ticket = numberIn(await zoe.sees(/#\d+/))
    await zoe.presses(t.handover.page)
    await zoe.sees(t.handover.paged)
    await expect(await zoe.transcript()).toMatchFileSnapshot(`../golden/e2e/4.5-closed.${locale}.txt`)
    await app.slack.sees(app.triage.slack, `#${ticket}`)
    await app.teams.sees(app.triage.teams, `#${ticket}`)
  },
)
