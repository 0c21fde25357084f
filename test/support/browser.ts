import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import type { Console } from './console.ts'

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = candidates.find((path) => path && existsSync(path))
if (!executablePath)
  console.warn('No Chromium on this machine: the browser tests are skipped (apt-get install chromium).')

/** A suite that needs a browser; skipped, and said so, where there is none. */
export const describeInBrowser = describe.skipIf(!executablePath)

/** For one thing to appear: far more than it takes, because a busy machine starts a browser slowly. */
const patience = 15_000
/** For a whole test in a browser. */
export const unhurried = { timeout: 60_000 }

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: executablePath!, args })

/** A person before the console: what they see and do, by the words on the page. */
export async function visit(
  browser: Browser,
  app: Console,
  { locale = 'fr' as Locale, path = '/', ...options }: BrowserContextOptions & { locale?: Locale; path?: string } = {},
) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const address = new URL(path, app.address)
  address.searchParams.set('lang', locale)
  await page.goto(address.href)
  return { page, faults, t: texts[locale], ...employee(page), ...agent(page), leave: () => context.close() }
}
export type Visit = Awaited<ReturnType<typeof visit>>

const employee = (page: Page) => ({
  log: page.locator('#chat-log'),
  /** Changes who talks, and waits until their talk is shown: the half is another one then, also for the same person. */
  async isEmployee(slug: string) {
    await page.locator('#half-chat').evaluate((half) => half.setAttribute('data-former', ''))
    await page.selectOption('[data-persona=employee]', slug)
    await page
      .locator(`#half-chat:not([data-former]) [data-persona=employee] option[value=${slug}][selected]`)
      .waitFor({ state: 'attached' })
  },
  async says(text: string) {
    await page.fill('#chat-text', text)
    await page.press('#chat-text', 'Enter')
  },
  presses: (label: string) =>
    page
      .locator('#chat-log .button', { hasText: new RegExp(`^\\s*${literally(label)}\\s*$`) })
      .last()
      .click(),
  /** Waits until the last thing the desk said holds these words. */
  hears: (words: string) => page.locator('#chat-log .said.desk', { hasText: words }).last().waitFor(),
})

const agent = (page: Page) => ({
  ticket: page.locator('#desk-ticket'),
  async isAgent(slug: string) {
    await page.selectOption('[data-persona=agent]', slug)
    await page.locator(`[data-persona=agent] option[value=${slug}][selected]`).waitFor({ state: 'attached' })
  },
  opens: (title: string) => page.locator('.ticket-row', { hasText: title }).first().click(),
  /** Presses an act of the ticket; one of the menu once that is unfolded. */
  async acts(label: string) {
    const button = page
      .locator('#ticket-acts .button', { hasText: new RegExp(`^\\s*${literally(label)}\\s*$`) })
      .first()
    await button.waitFor({ state: 'attached' })
    if (!(await button.isVisible())) await page.locator('#ticket-acts details.menu > summary').click()
    await button.click()
  },
  async replies(text: string) {
    await page.locator('#desk-composer [value=reply] + span').click()
    await page.fill('#desk-text', text)
    await page.press('#desk-text', 'Control+Enter')
  },
  async notes(text: string) {
    await page.locator('#desk-composer [value=note] + span').click()
    await page.fill('#desk-text', text)
    await page.press('#desk-text', 'Control+Enter')
  },
})

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
