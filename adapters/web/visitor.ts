import type { Context } from 'hono'
import { getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import { type Locale, locales } from '../../src/chat/locale.ts'
import { type Persona, personas } from './personas.ts'
import type { WebPorts } from './ports.ts'
import { cookieSecret, personaOfSession } from './sessions.ts'

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
const preference = { path: '/', sameSite: 'Lax', maxAge: year } as const

/** The language of the page: asked for in the address, kept in a cookie, or the desk's default. */
export function localeOf(c: Context, fallback: Locale): Locale {
  const asked = locales.find((locale) => locale === c.req.query('lang'))
  if (asked) setCookie(c, 'guichet_lang', asked, preference)
  return asked ?? locales.find((locale) => locale === getCookie(c, 'guichet_lang')) ?? fallback
}
const themeOf = (c: Context): Theme => themes.find((theme) => theme === getCookie(c, 'guichet_theme')) ?? 'auto'

/**
 * Demonstration: a signed cookie for each side names who plays it. Whoever was there first stays: a side never changes
 * hands by itself, not when tickets open and close, and not when Guichet restarts.
 */
export function demoVisitors({ db, defaultLocale }: WebPorts): Visitors {
  let kept: Promise<string> | undefined
  const secret = () => {
    kept ??= cookieSecret(db).catch((error) => {
      kept = undefined // the next request asks again
      throw error
    })
    return kept
  }
  const name = (side: Side) => `guichet_${side}`
  const keep = async (c: Context, side: Side, slug: string) =>
    setSignedCookie(c, name(side), slug, await secret(), { path: '/', sameSite: 'Lax', httpOnly: true })
  const chosen = async (c: Context, side: Side, among: readonly Persona[]) => {
    const slug = await getSignedCookie(c, await secret(), name(side))
    return among.find((persona) => persona.slug === slug)
  }
  const first = async (c: Context, side: Side, among: readonly Persona[], locale: Locale) => {
    // Who has no open ticket meets the bot first, not an agent's thread: the better first impression.
    const speakers = among.filter((persona) => persona.locale === locale)
    const persona = speakers.find(({ inTalk }) => !inTalk) ?? speakers[0] ?? among[0]
    if (persona) await keep(c, side, persona.slug)
    return persona
  }
  return {
    async of(c) {
      const locale = localeOf(c, defaultLocale)
      const { employees, agents } = await personas(db)
      return {
        locale,
        theme: themeOf(c),
        employee: (await chosen(c, 'employee', employees)) ?? (await first(c, 'employee', employees, locale)),
        // This side may be played by anybody who was chosen for it: what they may do there is for the desk to say.
        agent: (await chosen(c, 'agent', [...agents, ...employees])) ?? (await first(c, 'agent', agents, locale)),
        employees,
        agents,
      }
    },
    async become(c, side, slug) {
      const { employees, agents } = await personas(db)
      const offered = side === 'employee' ? employees : [...agents, ...employees]
      if (!offered.some((persona) => persona.slug === slug)) return false
      await keep(c, side, slug)
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
