import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atDesk } from '../../src/desk/at-desk.ts'
import { describeInBrowser, openBrowser, unhurried, visit } from '../support/browser.ts'
import { type Console, openConsole, visitor } from '../support/console.ts'

const script = '<script>window.broken=1</script><img src=x onerror="window.broken=2"><svg onload=window.broken=3>'

describeInBrowser('the console in a browser', unhurried, () => {
  let app: Console
  let browser: Browser
  let made = 0
  beforeAll(async () => {
    app = await openConsole({ locale: 'en' })
    browser = await openBrowser()
    await app.person('karim', { name: 'Karim Haddad', role: 'agent' })
    await app.person('alex', { name: 'Alex Turner', role: 'agent' })
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  /** An employee of this test's own. */
  async function somebody(name?: string) {
    const slug = `p${++made}`
    await app.person(slug, { name: name ?? `Person ${made}` })
    return slug
  }
  /** A ticket of somebody of this test's own; says its number. */
  async function ticketOf(slug: string) {
    const page = visitor(app.address)
    await page.plays('employee', slug)
    await page.says('I want a person')
    await app.settled()
    const row = await app.db
      .selectFrom('tickets')
      .select('number')
      .where('requester_id', '=', `per_${slug}`)
      .executeTakeFirstOrThrow()
    return row.number
  }

  test('markup in a name, a message and a title is text on the page, and nothing of it runs', async () => {
    const slug = await somebody(`Eve ${script}`)
    const actor = { person: `per_${slug}`, name: 'Eve', role: 'employee', locale: 'en' } as const
    const draft = {
      source: slug,
      type: 'incident',
      impact: 'one',
      urgency: 'low',
      thread: `web:local:@${slug}`,
    } as const
    const { result } = await atDesk(app.db, app.settings, actor, app.clock.now, (desk) =>
      desk.tickets.open({
        ...draft,
        title: `title ${script}`,
        description: script,
        tried: [script],
        facts: { [script]: script },
      }),
    )
    const number = result.done ? result.ticket.number : 0
    const eve = await visit(browser, app, { locale: 'en', path: `/?ticket=${number}` })
    await eve.isEmployee(slug)
    await eve.says(`</p>${script}`)
    await eve.ticket.locator('.requester', { hasText: '</p><script>' }).waitFor()
    await eve.replies(`reply ${script}`)
    await eve.hears(`reply ${script}`)
    expect(await eve.page.evaluate('window.broken')).toBeUndefined()
    expect(await eve.page.locator('main script, main img, main [onerror], main [onload]').count()).toBe(0)
    expect(eve.faults).toEqual([])
    await eve.leave()
  })

  test('a file that is chosen, dropped or pasted is uploaded, shown, taken out again, and fetched back', async () => {
    const slug = await somebody('Fiona Files')
    const page = await visit(browser, app, { locale: 'en' })
    await page.isEmployee(slug)
    const list = page.page.locator('#chat-composer [data-attached] li[data-file]')
    const chosen = { name: 'voyant rouge.txt', mimeType: 'text/plain', buffer: Buffer.from('a red light') }
    const unwanted = { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing') }
    await page.page.setInputFiles('[data-attach=chat]', [chosen, unwanted])
    await list.nth(1).waitFor()
    await list.filter({ hasText: 'other.txt' }).locator('button').click()
    await list.filter({ hasText: 'other.txt' }).waitFor({ state: 'detached' })
    for (const [kind, event, carries] of [
      ['drop', 'DragEvent', 'dataTransfer'],
      ['paste', 'ClipboardEvent', 'clipboardData'],
    ])
      await page.page.evaluate(`(() => {
        const data = new DataTransfer()
        data.items.add(new File(['${kind}'], '${kind}.txt', { type: 'text/plain' }))
        const event = new ${event}('${kind}', { ${carries}: data, bubbles: true, cancelable: true })
        document.querySelector('#chat-text').dispatchEvent(event)
      })()`)
    await list.nth(2).waitFor()
    await page.says('I want a person, look at these')
    const own = page.page.locator('#chat-log .said.own').last()
    for (const name of [chosen.name, 'drop.txt', 'paste.txt']) await own.getByText(name).waitFor()
    expect(await list.count()).toBe(0)
    const link = own.locator('a', { hasText: chosen.name })
    const saved = await page.page.request.get(new URL((await link.getAttribute('href'))!, app.address).href)
    expect(await saved.text()).toBe('a red light')
    expect(page.faults).toEqual([])
    await page.leave()
  })

  test('what may run is refused before it is sent, and said', async () => {
    const slug = await somebody()
    const page = await visit(browser, app, { locale: 'en' })
    await page.isEmployee(slug)
    const program = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\x00') }
    await page.page.setInputFiles('[data-attach=chat]', program)
    await page.page.getByText('setup.exe:').waitFor()
    expect(await page.page.locator('#chat-composer [data-attached] li').count()).toBe(0)
    await page.leave()
  })

  test('a page refuses scripts that are not files of ours', async () => {
    const page = await visit(browser, app, { locale: 'en' })
    await page.page.evaluate(
      `const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s)`,
    )
    expect(await page.page.evaluate('window.broken')).toBeUndefined()
    expect(page.faults.join()).toContain('Content Security Policy')
    await page.leave()
  })

  test('an agent works by the keyboard alone: from the list to a sent note, without stealing keys from fields', async () => {
    const slug = await somebody()
    const number = await ticketOf(slug)
    const { page, t, faults, leave } = await visit(browser, app, { locale: 'en', path: `/?list=unclaimed&q=${number}` })
    await page.locator('[data-ticket]').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator(`#ticket-${number}`).waitFor()
    await page.keyboard.press('n')
    await page.keyboard.type('jkrn? seen')
    expect(await page.inputValue('#desk-text')).toBe('jkrn? seen')
    expect(await page.locator('#desk-to').innerText()).toBe(t.console.desk.noteTo)
    await page.keyboard.press('Control+Enter')
    await page.locator('.entry.internal', { hasText: 'jkrn? seen' }).waitFor()
    await expect.poll(() => page.inputValue('#desk-text'), { timeout: 15_000 }).toBe('')
    expect(await focused(page)).toBe('desk-text')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate('location.search')).not.toContain('ticket=')
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('desk-words')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.locator('dialog[open]').waitFor()
    await page.uncheck('[data-keys-on]')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await focused(page)).not.toBe('desk-words')
    expect(faults).toEqual([])
    await leave()
  })

  test('whoever writes in the chat keeps the focus in the composer, also when a pressed button goes', async () => {
    const slug = await somebody()
    const chat = await visit(browser, app, { locale: 'en' })
    await chat.isEmployee(slug)
    await chat.hears(chat.t.greeting.examples)
    await chat.says('I cannot print on the second floor')
    await chat.page.locator('#chat-log .said.own').waitFor()
    expect(await focused(chat.page)).toBe('chat-text')
    const before = await chat.log.locator('.said.desk').count()
    await chat.page.locator('#chat-log .button').first().press('Enter')
    await expect.poll(() => chat.log.locator('.said.desk').count()).toBeGreaterThan(before)
    await expect.poll(() => focused(chat.page)).toBe('chat-text')
    await chat.leave()
  })

  test('an answer that comes late leaves the focus with whoever writes elsewhere by then', async () => {
    const slug = await somebody()
    const { page, log, t, ...chat } = await visit(browser, app, { locale: 'en' })
    await chat.isEmployee(slug)
    await chat.hears(t.greeting.examples)
    let arrive = () => {}
    const arriving = new Promise<void>((resolve) => {
      arrive = resolve
    })
    await page.route('**/chat/presses', async (route) => {
      await arriving
      await route.continue()
    })
    const before = await log.locator('.said.desk').count()
    await log.locator('.button').first().press('Enter')
    await page.focus('#desk-words')
    const answered = page.waitForResponse('**/chat/presses')
    arrive()
    await answered
    await expect.poll(() => log.locator('.said.desk').count()).toBeGreaterThan(before)
    expect(await focused(page)).toBe('desk-words')
    await chat.leave()
  })

  test('what could not be sent stays, says so, and is heard once when it is sent again', async () => {
    const slug = await somebody()
    const chat = await visit(browser, app, { locale: 'en' })
    await chat.isEmployee(slug)
    await chat.hears(chat.t.greeting.examples)
    let lost = 0
    // The first request is lost on its way, the second arrives but its answer is lost.
    await chat.page.route('**/chat/messages', async (route) => {
      lost++
      if (lost === 1) return route.abort()
      if (lost === 2) {
        await route.fetch()
        return route.abort()
      }
      return route.continue()
    })
    await chat.says('sent twice')
    const failed = chat.page.locator('.said.own.failed')
    await failed.getByText(chat.t.console.chat.notSent).waitFor()
    await failed.getByRole('button', { name: chat.t.console.retry }).click()
    // It was heard, so the stream brings it although the answer was lost: no longer failed, and there once.
    await expect.poll(() => failed.count(), { timeout: 8_000 }).toBe(0)
    const own = () => chat.log.locator('.said.own:not([data-pending])').allInnerTexts()
    await expect.poll(own, { timeout: 8_000 }).toEqual([expect.stringContaining('sent twice')])
    const heard = await app.db
      .selectFrom('heard')
      .select('id')
      .where('thread', '=', `web:local:@${slug}`)
      .where('message', 'is not', null)
      .execute()
    expect(heard).toHaveLength(1)
    await chat.leave()
  })

  test('an act that does not reach the desk keeps the text and can be tried again', async () => {
    const slug = await somebody()
    const number = await ticketOf(slug)
    const desk = await visit(browser, app, { locale: 'en', path: `/?ticket=${number}` })
    await desk.page.route('**/reply', (route) => route.abort(), { times: 1 })
    await desk.replies('a long and careful answer')
    await desk.page.getByText(desk.t.console.failed).waitFor()
    expect(await desk.page.inputValue('#desk-text')).toBe('a long and careful answer')
    await desk.page.getByRole('button', { name: desk.t.console.retry }).click()
    await desk.ticket.locator('.public', { hasText: 'a long and careful answer' }).waitFor()
    await desk.leave()
  })

  test('a lost stream is said and made up for: what was said meanwhile appears', async () => {
    const slug = await somebody()
    const number = await ticketOf(slug)
    const chat = await visit(browser, app, { locale: 'en' })
    await chat.isEmployee(slug)
    await chat.page.context().setOffline(true)
    await chat.page.evaluate(`dispatchEvent(new Event('offline'))`)
    const agent = visitor(app.address)
    await agent.plays('agent', 'karim')
    await agent.acts(number, 'reply', { text: 'said while you were away' })
    await app.settled()
    await chat.page.context().setOffline(false)
    await chat.hears('said while you were away')
    await chat.leave()
  })

  test('two agents at one ticket: the second to claim is told by name who has it', async () => {
    const number = await ticketOf(await somebody())
    const [karim, alex] = [
      await visit(browser, app, { locale: 'en', path: `/?ticket=${number}` }),
      await visit(browser, app, { locale: 'en' }),
    ]
    await karim.isAgent('karim')
    await alex.isAgent('alex')
    const claim = visitor(app.address)
    await claim.plays('agent', 'alex')
    await claim.acts(number, 'claim')
    await karim.acts(karim.t.agentCard.claim)
    await karim.page.getByText('Alex Turner already has it.').waitFor()
    await karim.leave()
    await alex.leave()
  })

  test('on 320 pixels one half is shown at a time, one press changes it, and nothing is wider than the screen', async () => {
    const number = await ticketOf(await somebody())
    const narrow = await visit(browser, app, { locale: 'fr', viewport: { width: 320, height: 640 } })
    const wide = () => narrow.page.evaluate('document.documentElement.scrollWidth')
    expect([await narrow.page.isVisible('#half-chat'), await narrow.page.isVisible('#half-desk')]).toEqual([
      true,
      false,
    ])
    expect(await wide()).toBe(320)
    await narrow.page.click('[data-half=desk]')
    expect([await narrow.page.isVisible('#half-chat'), await narrow.page.isVisible('#half-desk')]).toEqual([
      false,
      true,
    ])
    await narrow.page.locator(`[data-ticket="${number}"]`).click()
    await narrow.page.locator('#desk-text').waitFor()
    expect(await wide()).toBe(320)
    await narrow.leave()
  })

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  test.each([
    ['light', 'fr', 1440],
    ['dark', 'en', 1440],
    ['light', 'en', 360],
    ['dark', 'fr', 360],
  ] as const)('axe finds nothing serious: %s, %s, %i pixels', async (colorScheme, locale, width) => {
    const slug = await somebody()
    const number = await ticketOf(slug)
    const agent = visitor(app.address)
    await agent.plays('agent', 'karim')
    await agent.acts(number, 'note', { text: 'an internal note' })
    await agent.acts(number, 'reply', { text: 'a public reply' })
    await app.settled()
    const { page, isEmployee, leave } = await visit(browser, app, {
      locale,
      colorScheme,
      viewport: { width, height: 900 },
      path: `/?ticket=${number}`,
      bypassCSP: true,
    })
    if (width > 1000) await isEmployee(slug)
    for (const mode of ['reply', 'note']) {
      await page.locator(`#desk-composer [value=${mode}] + span`).click()
      expect(await serious(page)).toEqual([])
    }
    if (width < 1000) await page.click('[data-half=chat]')
    expect(await serious(page)).toEqual([])
    await leave()
  })

  async function serious(page: Page): Promise<string[]> {
    await page.evaluate(axe)
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
    }>('axe.run()')
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 200)}`),
      )
  }
})

const focused = (page: Page) => page.evaluate('document.activeElement.id')
