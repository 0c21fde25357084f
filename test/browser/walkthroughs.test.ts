import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser, unhurried, visit } from '../support/browser.ts'
import { type Console, openConsole } from '../support/console.ts'

const words = {
  fr: {
    people: ['Amélie Roux', 'Bastien Noël', 'Céline Faure'],
    agent: 'karim',
    agentName: 'Karim Haddad',
    known: 'mon VPN affiche une erreur 809 depuis ce matin',
    unknown: 'Mon portable fait un bruit de sifflet et l’écran clignote, démonstration client à 14 h',
    title: 'bruit de sifflet',
    question: 'Maintenez le bouton 30 secondes, quel voyant clignote ?',
    note: 'Batterie gonflée sur ce modèle ?',
    first: 'le voyant orange',
    edited: 'le voyant blanc, pas orange',
    solution: 'Batterie remplacée',
    person: 'Je veux un humain',
  },
  en: {
    people: ['Alice Reed', 'Ben Stone', 'Cara Lane'],
    agent: 'alex',
    agentName: 'Alex Turner',
    known: 'my VPN shows error 809 since this morning',
    unknown: 'My laptop makes a whistling noise and the screen flickers, client demo at 2 pm',
    title: 'whistling noise',
    question: 'Hold the power key for 30 seconds: which light blinks?',
    note: 'Swollen battery on this model?',
    first: 'the orange light',
    edited: 'the white light, not orange',
    solution: 'Battery replaced',
    person: 'I want a person',
  },
} as const

describeInBrowser.each(['fr', 'en'] as const)(
  'a person and an agent before the console, in %s',
  unhurried,
  (locale) => {
    const w = words[locale]
    let app: Console
    let browser: Browser
    beforeAll(async () => {
      app = await openConsole({ seeded: true, locale })
      browser = await openBrowser()
      for (const [i, name] of w.people.entries()) await app.person(`new-${i}`, { name, locale })
    })
    afterAll(async () => {
      await browser.close()
      await app.stop()
    })

    test('a known question: greeting, article, solved, rating', async () => {
      const amina = await visit(browser, app, { locale })
      const { t } = amina
      await amina.isEmployee('new-0')
      await amina.hears(t.greeting.examples)
      await amina.says(w.known)
      await amina.log.locator('.b-source').waitFor()
      expect(await amina.log.locator('.b-steps li').count()).toBeGreaterThan(1)
      await amina.presses(t.answer.solved)
      await amina.hears(t.rating.scale)
      await amina.presses('5')
      await amina.hears(t.rating.comment)
      await amina.presses(t.rating.noComment)
      await amina.log.getByText(`✓ ${t.rating.noComment}`).waitFor()
      expect(
        await app.db.selectFrom('ratings').select(['rating', 'part']).where('person_id', '=', 'per_new-0').execute(),
      ).toEqual([{ rating: 5, part: 'bot' }])
      expect(amina.faults).toEqual([])
      await amina.leave()
    })

    test('an unknown problem: ticket, claim, reply seen at once, note never, edit followed, resolved, rated', async () => {
      const emil = await visit(browser, app, { locale })
      const desk = await visit(browser, app, { locale, path: '/?list=unclaimed' })
      const { t } = emil
      await emil.isEmployee('new-1')
      await desk.isAgent(w.agent)
      await emil.hears(t.greeting.examples)
      await emil.says(w.unknown)
      await openTicket(emil)
      await desk.opens(w.title)
      await desk.acts(t.agentCard.claim)
      await emil.hears(t.notices.claimed(w.agentName))

      await desk.replies(w.question)
      // By the stream: without it, a page asks by itself only every half minute. A second at most, three on a busy machine.
      const sent = performance.now()
      await emil.hears(w.question)
      expect(performance.now() - sent).toBeLessThan(3_000)
      await desk.notes(w.note)
      await desk.ticket.locator('.internal', { hasText: w.note }).waitFor()
      await emil.says(w.first)
      await desk.ticket.locator('.requester', { hasText: w.first }).waitFor()
      await editLast(emil, w.edited)
      await desk.ticket.locator('.requester', { hasText: w.edited }).waitFor()
      expect(await desk.ticket.locator('.requester del').innerText()).toBe(w.first)

      await desk.acts(t.agentCard.resolve)
      await desk.page.fill('#ticket-acts [name=resolution]', w.solution)
      await desk.page.locator('#ticket-acts details[open] [type=submit]').click()
      await emil.hears(t.followUp.ask)
      await emil.presses(t.yes)
      await emil.hears(t.rating.scale)
      await emil.presses('4')
      await emil.hears(t.rating.comment)
      expect(await emil.log.innerText()).not.toContain(w.note)
      const ticket = await app.db
        .selectFrom('tickets')
        .select(['status', 'rating'])
        .where('title', 'like', `%${w.title}%`)
        .executeTakeFirstOrThrow()
      expect(ticket).toEqual({ status: 'closed', rating: 4 })
      expect([...emil.faults, ...desk.faults]).toEqual([])
      await emil.leave()
      await desk.leave()
    })

    test('a person at once: one message, no form, and the bot is silent until it has the floor again', async () => {
      const claire = await visit(browser, app, { locale })
      const { t } = claire
      await claire.isEmployee('new-2')
      await claire.isAgent(w.agent)
      await claire.hears(t.greeting.examples)
      await claire.says(w.person)
      await claire.hears(t.handover.understood)
      await claire.page.click('#desk-views [data-list=unclaimed]')
      await claire.opens(w.people[2])
      await claire.ticket.getByText(t.agentCard.handover).waitFor()
      await claire.acts(t.agentCard.claim)
      await claire.hears(t.notices.claimed(w.agentName))
      const before = await claire.log.locator('.said.bot').count()
      await claire.says(w.known)
      await claire.ticket.locator('.requester', { hasText: w.known }).waitFor()
      await app.settled()
      expect(await claire.log.locator('.said.bot').count()).toBe(before)
      await claire.acts(t.agentCard.handBack)
      await claire.hears(t.notices.botIsBack)
      expect(claire.faults).toEqual([])
      await claire.leave()
    })
  },
)

type Visit = Awaited<ReturnType<typeof visit>>

/** Answers whatever the bot still asks before it opens the ticket: skips what may be skipped. */
async function openTicket({ t, page, log, presses }: Visit) {
  const opened = log.locator('.said.desk', { hasText: t.ticket.goOn })
  for (let asked = 0; asked < 8; asked++) {
    const buttons = page.locator('#chat-log .said:last-child .button')
    await page.locator('#chat-log .said:last-child.desk').waitFor()
    if (await opened.count()) return
    const labels = (await buttons.allInnerTexts()).map((label) => label.trim())
    const answer = [
      t.ticket.open,
      t.ticket.impacts.one,
      t.ticket.urgencies.high,
      t.skip,
      t.unclear.something,
      t.answer.none,
    ].find((label) => labels.includes(label))
    if (!answer) throw new Error(`Nothing to press among: ${labels.join(', ')}`)
    const last = await page.locator('#chat-log .said').last().getAttribute('id')
    await presses(answer)
    await expect
      .poll(() => page.locator('#chat-log .said').last().getAttribute('id'), { timeout: 8_000 })
      .not.toBe(last)
  }
}

async function editLast({ page }: Visit, text: string) {
  const last = page.locator('.said.own[data-message]').last()
  await last.hover()
  await last.locator('[data-tool=edit]').click()
  await page.fill('.editing textarea', text)
  await page.press('.editing textarea', 'Enter')
}
