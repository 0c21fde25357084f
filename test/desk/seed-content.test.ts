import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { draftFromMarkdown } from '../../src/desk/knowledge/front-matter.ts'
import { splitHead } from '../../src/desk/knowledge/head.ts'
import { readOutline } from '../../src/desk/knowledge/markdown.ts'
import { isOpen } from '../../src/desk/tickets/ticket.ts'
import { categories } from '../../src/desk/triage/labels.ts'
import { priorityOf } from '../../src/desk/triage/priority.ts'
import type { SeedTicket } from '../../src/seed/life.ts'
import { people } from '../../src/seed/people.ts'
import { services, teams } from '../../src/seed/services.ts'
import { tickets } from '../../src/seed/tickets.ts'

const folder = new URL('../../src/seed/articles/', import.meta.url)
const slugs = readdirSync(new URL('fr/', folder)).map((file) => file.replace('.md', ''))
const article = (lang: 'fr' | 'en', slug: string) => {
  const source = readFileSync(new URL(`${lang}/${slug}.md`, folder), 'utf8')
  const { fields, body } = splitHead(source)
  return { draft: draftFromMarkdown(source, `${lang}/${slug}.md`, lang), fields, body, outline: readOutline(body) }
}

describe('the articles', () => {
  test('exist in both languages, at least twenty-four of them, two for agents', () => {
    expect(readdirSync(new URL('en/', folder)).sort()).toEqual(readdirSync(new URL('fr/', folder)).sort())
    expect(slugs.length).toBeGreaterThanOrEqual(24)
    expect(slugs.filter((slug) => article('fr', slug).draft.audience === 'agents')).toHaveLength(2)
  })
  test.each(slugs)('%s says the same of itself in both languages, and nothing is missing', (slug) => {
    const [fr, en] = [article('fr', slug), article('en', slug)]
    for (const name of ['id', 'audience', 'service', 'category', 'owner', 'reviewed', 'version'])
      expect(fr.fields.get(name), name).toBe(en.fields.get(name))
    expect(fr.outline.steps.length, 'steps').toBe(en.outline.steps.length)
    expect(fr.draft.externalId).toBe(slug)
    expect([fr.draft.locale, en.draft.locale]).toEqual(['fr', 'en'])
    expect(services.map((service) => service.slug)).toContain(fr.draft.service)
    expect(categories).toContain(fr.draft.category)
    expect(teams.map((team) => team.slug)).toContain(fr.draft.owner)
    expect(fr.draft.reviewedOn).toMatch(/^2026-\d\d-\d\d$/)
    for (const { draft, outline } of [fr, en]) {
      expect(draft.synonyms!.length).toBeGreaterThanOrEqual(5)
      expect(outline.lead.length).toBeLessThanOrEqual(160)
      expect(outline.steps.length).toBeGreaterThanOrEqual(3)
      expect(outline.steps.length).toBeLessThanOrEqual(7)
    }
  })
  test('VPN error 809 is answered in the words of the walkthrough', () => {
    expect(article('fr', 'vpn-error-809').outline.lead).toBe('Erreur 809\u00A0: le pare-feu bloque le VPN.')
  })
})

/** Where French puts a space before a sign, the space does not break; apostrophes are curly. Addresses are left alone. */
const frenchFaults = (text: string) =>
  text
    .replaceAll(/https?:\S+|net::\w+/g, '')
    .match(/[^\u00A0\d\s|][!?;]|[^\u00A0\d\s\w][:]|\w:(?!\S)| [;:!?]|'|« | »/gu) ?? []

describe('French', () => {
  test.each(slugs)('%s is typed as French is', (slug) => {
    const { draft, body } = article('fr', slug)
    expect(frenchFaults(`${draft.title}\n${body}\n${draft.synonyms!.join('\n')}`.replace(/\b[cs]:/gi, ''))).toEqual([])
  })
  test('tickets of French-speaking employees are typed so as well', () => {
    const french = tickets.filter(({ requester }) => localeOf(requester) === 'fr')
    const texts = french.flatMap(({ title, description, life }) => [title, description, ...life.flatMap(wordsOf)])
    expect(texts.flatMap(frenchFaults)).toEqual([])
  })
})

const localeOf = (slug: string) => people.find((person) => person.slug === slug)!.locale
const wordsOf = (act: SeedTicket['life'][number]): string[] =>
  Object.entries(act).flatMap(([name, value]) =>
    ['text', 'reason', 'resolution', 'comment'].includes(name) ? [String(value)] : [],
  )

describe('the people', () => {
  test('are twelve employees in both languages, five agents of all lines, a lead and an administrator', () => {
    const count = (role: string) => people.filter((person) => person.role === role).length
    expect([count('employee'), count('agent'), count('lead'), count('admin')]).toEqual([12, 5, 1, 1])
    expect(new Set(people.filter(({ role }) => role === 'employee').map(({ locale }) => locale))).toEqual(
      new Set(['fr', 'en']),
    )
    expect(new Set(people.flatMap((person) => (person.role === 'agent' ? [tierOf(person.line)] : [])))).toEqual(
      new Set([1, 2, 3]),
    )
    expect(new Set(people.map(({ slug }) => slug)).size).toBe(people.length)
  })
})

const tierOf = (team: string) => teams.find(({ slug }) => slug === team)!.tier

describe('the tickets', () => {
  test('are twenty-five, some open, some old, in both languages and of every category that people ask about', () => {
    expect(tickets).toHaveLength(25)
    expect(new Set(tickets.map(({ slug }) => slug)).size).toBe(25)
    expect(tickets.filter(({ status }) => isOpen(status)).length).toBeGreaterThanOrEqual(6)
    expect(new Set(tickets.map(({ category }) => category)).size).toBe(categories.length)
    expect(new Set(tickets.map(({ priority }) => priority))).toEqual(new Set(['P1', 'P2', 'P3', 'P4']))
  })
  test.each(tickets.map((ticket) => [ticket.slug, ticket] as const))('%s could have happened', (_, ticket) => {
    const { impact, urgency, critical = false, priority, life } = ticket
    expect(priorityOf(impact, urgency, { critical })).toBe(priority)
    expect(life.map(({ after }) => after)).toEqual(life.map(({ after }) => after).toSorted((a, b) => a - b))
    for (const slug of ticket.tried ?? []) expect(slugs).toContain(slug)
    const { lines } = services.find(({ slug }) => slug === ticket.service)!

    let status: string = 'new'
    let agent: string | undefined
    let tier = 1
    for (const act of life) {
      const ended = status === 'resolved' || status === 'closed'
      if (act.act === 'claim') {
        const { line } = people.find(({ slug }) => slug === act.by) as { line: string }
        // A higher line may help out; a lower one does not take what was passed on.
        expect(lines.slice(tier - 1), 'a line of this service').toContain(line)
      }
      if ('by' in act && act.act !== 'claim' && act.act !== 'note') expect(act.by, 'only the owner acts').toBe(agent)
      if (act.act === 'claim') [agent, status] = [act.by, 'in-progress']
      if (act.act === 'wait') status = 'waiting'
      if (act.act === 'says' && status === 'waiting') status = 'in-progress'
      if (act.act === 'escalate') [agent, status, tier] = [undefined, 'new', act.tier]
      if (act.act === 'resolve') {
        expect(ended, 'resolved once').toBe(false)
        status = 'resolved'
      }
      if (act.act === 'confirm') expect(status).toBe('resolved')
      if (act.act === 'confirm' || act.act === 'cancel') status = 'closed'
      if (act.act === 'reopen') {
        expect(ended).toBe(true)
        status = 'in-progress'
      }
      if (act.act === 'rate') expect(ended).toBe(true)
    }
    expect(status).toBe(ticket.status)
  })
})
