import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import { type Locale, locales } from '../../src/chat/locale.ts'
import { type Persona, personas } from './personas.ts'
import type { WebPorts } from './ports.ts'
import { personaOfSession } from './sessions.ts'

/** Who looks at the page: the one who talks on the left, the one who works on the right. */
export interface Visitor {
  locale: Locale
  theme: Theme
  employee: Persona | undefined
  agent: Persona | undefined
  /** Whom the pickers offer; empty where people are who they signed in as. */
  employees: Persona[]
  agents: Persona[]
}
const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const sides = ['employee', 'agent'] as const
export type Side = (typeof sides)[number]

export interface Visitors {
  of(c: Context): Promise<Visitor>
  /** Demonstration: from now on this side is played by that person. False when there is no such person. */
  become(c: Context, side: Side, slug: string): Promise<boolean>
}

const year = 365 * 86_400
const keep = { path: '/', sameSite: 'Lax', maxAge: year } as const

/** The language of the page: asked for in the address, kept in a cookie, or the desk's default. */
export function localeOf(c: Context, fallback: Locale): Locale {
  const asked = locales.find((locale) => locale === c.req.query('lang'))
  if (asked) setCookie(c, 'guichet_lang', asked, keep)
  return asked ?? locales.find((locale) => locale === getCookie(c, 'guichet_lang')) ?? fallback
}
const themeOf = (c: Context): Theme => themes.find((theme) => theme === getCookie(c, 'guichet_theme')) ?? 'auto'

/** Demonstration: a signed cookie for each side names who plays it. Signed for this process only: a restart forgets them. */
export function demoVisitors({ db, defaultLocale }: WebPorts): Visitors {
  const secret = randomBytes(32)
  const name = (side: Side) => `guichet_${side}`
  const chosen = async (c: Context, side: Side, among: readonly Persona[], locale: Locale) => {
    const slug = await getSignedCookie(c, secret, name(side))
    const asked = among.find((persona) => persona.slug === slug)
    if (asked) return asked
    // Who has no open ticket meets the bot first, not an agent's thread: the better first impression.
    const speakers = among.filter((persona) => persona.locale === locale)
    return speakers.find(({ inTalk }) => !inTalk) ?? speakers[0] ?? among[0]
  }
  return {
    async of(c) {
      const locale = localeOf(c, defaultLocale)
      const { employees, agents } = await personas(db)
      // A side may be played by anybody who was chosen for it: what they may do there is for the desk to say.
      const all = [...employees, ...agents]
      const slug = await getSignedCookie(c, secret, name('agent'))
      return {
        locale,
        theme: themeOf(c),
        employee: await chosen(c, 'employee', employees, locale),
        agent: all.find((persona) => persona.slug === slug) ?? (await chosen(c, 'agent', agents, locale)),
        employees,
        agents,
      }
    },
    async become(c, side, slug) {
      const { employees, agents } = await personas(db)
      const offered = side === 'employee' ? employees : [...agents, ...employees]
      if (!offered.some((persona) => persona.slug === slug)) return false
      await setSignedCookie(c, name(side), slug, secret, { path: '/', sameSite: 'Lax', httpOnly: true })
      return true
    },
  }
}

/** Signed in: both sides are the person of the session, and the desk refuses them what they may not. */
export function signedInVisitors(ports: WebPorts): Visitors {
  return {
    async of(c) {
      const persona = await personaOfSession(ports, c)
      const working = persona && persona.role !== 'employee'
      return {
        locale: localeOf(c, persona?.locale ?? ports.defaultLocale),
        theme: themeOf(c),
        employee: persona,
        agent: working ? persona : undefined,
        employees: [],
        agents: [],
      }
    },
    become: async () => false,
  }
}
