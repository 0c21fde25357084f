import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser, unhurried, visit } from '../support/browser.ts'
import { type Console, openConsole } from '../support/console.ts'

describeInBrowser('the duty page in a browser', unhurried, () => {
  let app: Console
  let browser: Browser
  beforeAll(async () => {
    app = await openConsole({ seeded: true, locale: 'en' })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  async function serious(page: Page): Promise<string[]> {
    await page.evaluate(axe)
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[]
    }>('axe.run()')
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }

  test.each([
    ['light', 'fr', 1440],
    ['dark', 'en', 360],
  ] as const)(
    'a lead sets a rota and reads it; axe finds nothing serious: %s, %s, %i pixels',
    async (colorScheme, locale, width) => {
      const { page, t, isAgent, leave, faults } = await visit(browser, app, {
        locale,
        colorScheme,
        viewport: { width, height: 900 },
        bypassCSP: true,
      })
      const w = t.pages.duty
      if (width < 1000) await page.click('[data-half=desk]')
      await isAgent('nathalie')
      await page.goto(`${app.address}/duty?lang=${locale}`)
      const team = page.locator('#duty-tea_service-desk')
      await team.locator('summary', { hasText: w.editRota }).click()
      await team.locator('[name=startsOn]').fill('2026-01-05')
      await team.locator('[name=people]').fill('Karim Haddad\nAlex Turner')
      expect(await serious(page)).toEqual([])
      await team.locator('form[data-do$=rota] button[type=submit]').click()
      await team.locator('table').first().locator('td', { hasText: 'Alex Turner' }).first().waitFor()
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/duty-${locale}-${width}.png`, fullPage: true })
      expect(await serious(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(faults).toEqual([])
      await leave()
    },
  )
})
