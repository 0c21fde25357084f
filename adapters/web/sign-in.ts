import { type Context, Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { type Texts, texts } from '../../src/texts/index.ts'
import type { Assets } from './assets.ts'
import { bodyOf } from './body.ts'
import { type Html, html } from './pages/html.ts'
import { announcements, page } from './pages/shell.ts'
import type { WebPorts } from './ports.ts'
import { endSession, giveSession, linkHolder, openSession, personaOfSession } from './sessions.ts'
import { localeOf } from './visitor.ts'

const Link = z.object({ token: z.string().max(100) })

/** Without the demonstration nothing is shown to whoever has not signed in; a one-time link is the way in. */
export function signInRoutes(ports: WebPorts, assets: Assets) {
  const app = new Hono()
  // Far below what guessing needs, far above what a person does; one process counts for itself.
  const tries = new RateLimiterMemory({ points: 5, duration: 60 })
  const show = (c: Context, body: (t: Texts) => Html) => {
    const t = texts[localeOf(c, ports.defaultLocale)]
    const content = html`<main class="sign-in"><h1>${t.console.signIn.title}</h1>${body(t)}</main>${announcements(t)}`
    return page(t, 'auto', assets.at, { title: t.console.signIn.title, scripts: ['sign-in.js'], body: content })
  }

  app.get('/sign-in/:token', async (c) => {
    const token = c.req.param('token')
    const name = await linkHolder(ports, token)
    if (!name)
      return c.html(
        show(c, (t) => html`<p>${t.console.signIn.expired}</p><p>${t.console.signIn.restart}</p>`),
        404,
      )
    return c.html(
      show(
        c,
        (t) =>
          html`<p>${t.console.signIn.confirm(name)}</p><button type="button" class="button primary" data-token="${token}">${t.console.signIn.go}</button>`,
      ),
    )
  })
  app.post('/sign-in', async (c) => {
    const allowed = await tries.consume('sign-in').then(
      () => true,
      () => false, // the limiter rejects with its state when the tries are used up
    )
    if (!allowed) return c.json({ error: 'too-many' }, 429)
    const body = Link.safeParse(await bodyOf(c))
    const token = body.success && (await openSession(ports, body.data.token))
    if (!token) return c.json({ notice: texts[localeOf(c, ports.defaultLocale)].console.signIn.expired }, 403)
    giveSession(c, token)
    return c.json({ done: true })
  })
  app.post('/sign-out', async (c) => {
    await endSession(ports, c)
    return c.json({ done: true })
  })
  app.use(async (c, next) => {
    if (c.req.path.startsWith('/assets/') || (await personaOfSession(ports, c))) return next()
    if (c.req.method !== 'GET' || c.req.path !== '/') return c.json({ error: 'sign-in' }, 401)
    // Nobody is known yet, so the page speaks both languages.
    return c.html(
      show(
        c,
        () =>
          html`${[texts.fr, texts.en].map(({ language, console: { signIn } }) => html`<section lang="${language}"><p>${signIn.needed}</p><p>${signIn.how} ${signIn.restart}</p></section>`)}`,
      ),
      401,
    )
  })
  return app
}
