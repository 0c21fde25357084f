import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendAgain } from '../../src/desk/outbox/undelivered.ts'
import { texts } from '../../src/texts/index.ts'
import { type Console, openConsole, visitor } from '../support/console.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole({ seeded: true, locale: 'en' })
})
afterAll(() => app.stop())

const paths = ['/knowledge', '/triage', '/deliveries', '/updates'] as const
const w = texts.en.pages

async function as(slug: string, lang = 'en') {
  const page = visitor(app.address)
  await page.get(`/?lang=${lang}`)
  await page.plays('agent', slug)
  const does = async (path: string, body: object = {}) => {
    const answer = await page.post(path, body)
    return { status: answer.status, ...((await answer.json()) as { done?: true; notice?: string; errors?: object }) }
  }
  /** What stands in the page, without what is around it. */
  const sheet = (path: string) => page.read(`${path}${path.includes('?') ? '&' : '?'}part=1`)
  return { ...page, does, sheet }
}
const draftIds = async () =>
  (await app.db.selectFrom('article_drafts').select('id').where('state', '=', 'open').orderBy('made_at').execute()).map(
    ({ id }) => id,
  )

describe('the agents’ pages', () => {
  test('open in both languages for an agent, with the way between them, and stay in their language', async () => {
    for (const lang of ['en', 'fr'] as const) {
      const page = await as('karim', lang)
      for (const path of paths) {
        const answer = await page.get(path)
        const markup = await answer.text()
        expect([path, answer.status]).toEqual([path, 200])
        expect(markup).toContain(`<html lang="${lang}"`)
        expect(markup).toContain(texts[lang].pages[path.slice(1) as 'knowledge'].title)
        expect(markup).toContain('href="/triage"')
      }
      expect(await page.read('/')).toContain('href="/knowledge"')
    }
  })

  test('show an employee nothing, not even that there is something, and let them do nothing', async () => {
    const page = await as('amina')
    for (const path of [...paths, '/knowledge?list=answers', '/knowledge?list=drafts', '/triage?list=unsure']) {
      const answer = await page.get(path)
      expect([path, answer.status]).toEqual([path, 403])
      expect(await answer.text()).toContain(w.notAgent)
    }
    expect(await page.read('/')).not.toContain('href="/knowledge"')
    const [draft] = await draftIds()
    for (const path of [
      `/knowledge/drafts/${draft}/publish`,
      `/knowledge/drafts/${draft}/discard`,
      '/knowledge/aliases/ali_1/revoke',
      '/deliveries/1/again',
      '/deliveries/again',
      '/updates/stop',
    ])
      expect([path, (await page.does(path)).status]).toEqual([path, 403])
    const words = { fields: { title: 'Mine', body: 'Mine' } }
    expect((await page.does(`/knowledge/drafts/${draft}/save`, words)).status).toBe(403)
    expect((await page.does('/updates/follow', { fields: { priority: '', category: '' } })).status).toBe(403)
    expect(await draftIds()).toContain(draft)
  })
})

describe('the knowledge page', () => {
  test('groups what was asked in vain, and counts people rather than questions', async () => {
    const page = await as('karim')
    const markup = await page.sheet('/knowledge')
    expect(markup).toContain(w.knowledge.asked(2, 2))
    expect(markup).toContain('coffee machine on the 3rd floor')
    expect(markup).toContain(w.knowledge.reasons['not-solved'](1))
  })

  test('says why each answer was given: article, version, rank, score, band and verdict', async () => {
    const page = await as('karim')
    const markup = await page.sheet('/knowledge?list=answers')
    expect(markup).toContain('certificate warning in the browser on our intranet')
    expect(markup).toContain('certificate-warning')
    expect(markup).toContain(w.knowledge.bands.confident)
    expect(markup).toContain(w.knowledge.verdict(false, 1))
    expect(markup).toMatch(/v1\s*<\/td>/)
    expect(markup).toMatch(/<progress value="0\.\d\d"/)
  })

  test('shows what was learnt and who stands for it; revoked, it is gone from search and says so', async () => {
    const page = await as('karim')
    const before = await page.sheet('/knowledge?list=aliases')
    expect(before).toContain(w.knowledge.confirmed(2))
    const { id } = await app.db.selectFrom('article_aliases').select('id').executeTakeFirstOrThrow()
    expect(await page.does(`/knowledge/aliases/${id}/revoke`)).toMatchObject({ done: true })
    expect(await page.sheet('/knowledge?list=aliases')).toContain(w.knowledge.states.revoked)
    expect((await page.does(`/knowledge/aliases/${id}/revoke`)).status).toBe(404)
    expect((await page.does('/knowledge/aliases/nonsense/revoke')).status).toBe(404)
  })

  test('a lead publishes a draft ahead of time, everybody sees what waits, and it can be taken back', async () => {
    const [karim, nathalie] = [await as('karim'), await as('nathalie')]
    const [id] = await draftIds()
    const later = `/knowledge/drafts/${id}/later`
    expect(await nathalie.does(later, { fields: { at: '' } })).toMatchObject({ errors: { at: w.knowledge.required } })
    expect(await nathalie.does(later, { fields: { at: '2020-01-01T08:00' } })).toMatchObject({
      errors: { at: w.knowledge.momentPast },
    })
    expect((await karim.does(later, { fields: { at: '2099-01-01T08:00' } })).status).toBe(403)
    expect(await nathalie.does(later, { fields: { at: '2099-01-01T08:00' } })).toMatchObject({ done: true })
    const [waiting] = await app.db.selectFrom('scheduled_articles').selectAll().execute()
    const name = waiting!.external_id
    expect(await karim.sheet('/knowledge?list=scheduled')).toContain(waiting!.title)
    expect(await karim.sheet(`/knowledge?article=${name}`)).toContain(w.knowledge.takeBack)
    const back = `/knowledge/scheduled/${waiting!.locale}/${name}/take-back`
    expect((await karim.does(back)).status).toBe(403)
    expect(await nathalie.does(back)).toMatchObject({ notice: w.knowledge.done.takeBack })
    expect((await nathalie.does(back)).status).toBe(404)
    expect(await draftIds()).toContain(id)
  })
  test('an agent writes, changes and removes a fixed answer; what cannot be one is refused at its field', async () => {
    const page = await as('karim')
    const fields = {
      name: 'parking',
      patterns: 'parking badge\ncar park',
      fr: '',
      en: 'Ask <b>reception</b>.',
      audience: 'public',
      channels: '',
      active: 'on',
    }
    const save = (changed: object) => page.does('/knowledge/fixed/save', { fields: { ...fields, ...changed } })
    expect(await save({ name: 'Car Park' })).toMatchObject({ status: 422, errors: { name: w.knowledge.fixed.refused } })
    expect(await save({ patterns: '*' })).toMatchObject({ errors: { patterns: w.knowledge.fixed.refused } })
    expect(await save({ en: '' })).toMatchObject({ errors: { en: w.knowledge.fixed.refused } })
    expect(await save({ channels: '#general' })).toMatchObject({ errors: { channels: w.knowledge.fixed.refused } })
    expect((await (await as('amina')).does('/knowledge/fixed/save', { fields })).status).toBe(403)
    expect(await save({})).toMatchObject({ notice: w.knowledge.fixed.done.save })
    expect(await save({ channels: 'direct, slack:T1:C9', active: 'off' })).toMatchObject({ done: true })
    const shown = await page.sheet('/knowledge?list=fixed')
    for (const words of ['parking badge', 'Ask &lt;b&gt;reception', 'direct, slack:T1:C9', w.knowledge.fixed.off, 'v2'])
      expect(shown).toContain(words)
    expect((await (await as('amina')).does('/knowledge/fixed/parking/remove')).status).toBe(403)
    expect(await page.does('/knowledge/fixed/parking/remove')).toMatchObject({ done: true })
    expect((await page.does('/knowledge/fixed/parking/remove')).status).toBe(404)
  })
  test('an article has its versions one click away', async () => {
    const page = await as('karim')
    const markup = await page.sheet('/knowledge?list=answers')
    const href = /href="(\/knowledge\?article=[^"]+)"/.exec(markup)?.[1]
    const history = await page.sheet(href!)
    expect(history).toContain('<td>v1</td>')
    expect(history).toContain(texts.en.pages.languageName.fr)
    expect(await page.sheet('/knowledge?article=none')).toContain(w.gone)
    expect((await (await as('amina')).get('/knowledge?article=vpn')).status).toBe(403)
  })
  test('a draft is edited in place, weighed, and published by a lead only, once', async () => {
    const [id] = await draftIds()
    const agent = await as('karim')
    expect(await agent.does(`/knowledge/drafts/${id}/save`, { fields: { title: '', body: 'x' } })).toMatchObject({
      status: 422,
      errors: { title: w.knowledge.required },
    })
    const words = {
      title: 'Coffee machine on the 3rd floor',
      body: 'It is not ours: write to the office team.\n\n1. <b>Bring</b> your badge.',
    }
    expect(await agent.does(`/knowledge/drafts/${id}/save`, { fields: words })).toMatchObject({ done: true })
    const seen = await agent.sheet(`/knowledge?list=drafts&draft=${id}`)
    expect(seen).toContain(words.title)
    expect(seen).toContain('&lt;b&gt;Bring')
    expect(seen).toContain(w.knowledge.verdicts.better)
    expect(seen).not.toContain(`/knowledge/drafts/${id}/publish`)
    expect(await agent.does(`/knowledge/drafts/${id}/publish`)).toMatchObject({ status: 403, notice: w.notAllowed })
    expect(await draftIds()).toContain(id)

    const lead = await as('nathalie')
    expect(await lead.sheet(`/knowledge?list=drafts&draft=${id}`)).toContain(`/knowledge/drafts/${id}/publish`)
    expect(await lead.does(`/knowledge/drafts/${id}/publish`)).toMatchObject({ done: true })
    expect((await lead.does(`/knowledge/drafts/${id}/publish`)).status).toBe(404)
    expect(await lead.sheet(`/knowledge?list=drafts&draft=${id}`)).toContain(w.gone)
    const [other] = await draftIds()
    expect(await agent.does(`/knowledge/drafts/${other}/discard`)).toMatchObject({ done: true })
    expect(await agent.sheet('/knowledge?list=drafts')).toContain(w.knowledge.empty.drafts)
  })
})

describe('the triage page', () => {
  test('shows what was decided with the words that spoke for it, the model, and no names', async () => {
    const page = await as('karim')
    const talker = visitor(app.address)
    await talker.get('/?lang=en')
    await talker.plays('employee', 'james')
    await talker.says('I am daniel.okafor@novalys.example, the whole team cannot print since this morning')
    await app.settled()
    const markup = await page.sheet('/triage')
    expect(markup).toContain('the whole team cannot print')
    expect(markup).toContain('“whole team”')
    expect(markup).not.toContain('daniel.okafor@')
    expect(markup).toContain('seed')
  })

  test('shows how often the assistant was found good; what colleagues said of it is for leads', async () => {
    const [karim, nathalie] = [await as('karim'), await as('nathalie')]
    const { number } = await app.db
      .selectFrom('tickets')
      .select('number')
      .where('status', '=', 'in-progress')
      .orderBy('number')
      .executeTakeFirstOrThrow()
    const judged = { fields: { tool: 'triage', verdict: 'bad', comment: 'KARIM-SAID <b>' } }
    expect(await karim.does(`/desk/tickets/${number}/judge`, judged)).toMatchObject({ done: true })
    for (const [page, sees] of [
      [karim, true],
      [nathalie, true],
      [await as('manon'), false],
    ] as const) {
      const markup = await page.sheet('/triage?list=feedback')
      expect(markup).toContain(texts.en.acts.tools.triage)
      expect(markup.includes('KARIM-SAID &lt;b&gt;')).toBe(sees)
    }
    expect(await karim.sheet(`/?ticket=${number}`)).not.toContain('KARIM-SAID')
  })
  test('lists what agents corrected, and not what they only confirmed', async () => {
    const page = await as('karim')
    expect(await page.sheet('/triage?list=corrected')).toContain(w.triage.empty.corrected)
    const { number, decision } = await app.db
      .selectFrom('triage_decisions as d')
      .innerJoin('tickets as t', 't.id', 'd.ticket_id')
      .select(['t.number', 'd.decision'])
      .where('t.status', '=', 'new')
      .where('t.category', '<>', 'security')
      .executeTakeFirstOrThrow()
    const [same, other] = [decision.category === 'printing' ? 'printing' : decision.category, 'security']
    await page.acts(number, 'claim')
    if (same) await page.acts(number, 'categorise', { category: String(same) })
    expect(await page.acts(number, 'categorise', { category: other })).toMatchObject({ status: 200 })
    expect(await page.sheet('/triage?list=corrected')).toContain(w.triage.corrected(texts.en.categoryName('security')))
  })
})

describe('what was not delivered', () => {
  const lost = async (kind: 'ticket-card' | 'blocks', reason: string) => {
    const ticket = await app.db.selectFrom('tickets').select('id').executeTakeFirstOrThrow()
    const { seq } = await app.db
      .insertInto('outbox')
      .values({
        lane: `lost-${crypto.randomUUID()}`,
        op: 'post',
        thread: 'web:local:@karim',
        mirror_id: null,
        content: JSON.stringify(
          kind === 'blocks' ? { kind, blocks: [{ kind: 'text', text: 'Found again' }] } : { kind, locale: 'en' },
        ),
        target: null,
        ticket_id: ticket.id,
        message_id: null,
        created_at: app.clock.now,
        not_before: null,
        lease: null,
        leased_until: null,
        posted: null,
        settled_at: app.clock.now,
        failed: reason,
      })
      .returning('seq')
      .executeTakeFirstOrThrow()
    return Number(seq)
  }

  test('is counted on every page, tells why, and is sent again by a button, once', async () => {
    const page = await as('karim')
    expect(await page.sheet('/deliveries')).toContain(w.deliveries.empty)
    const seq = await lost('blocks', 'channel_not_found')
    expect(await page.read('/')).toContain(w.nav.undelivered(1))
    const markup = await page.sheet('/deliveries')
    expect(markup).toContain('channel_not_found')
    expect(await page.does(`/deliveries/${seq}/again`)).toMatchObject({ done: true })
    await app.settled()
    const row = await app.db.selectFrom('outbox').selectAll().where('seq', '=', seq).executeTakeFirstOrThrow()
    expect({ posted: row.posted, failed: row.failed }).toEqual({ posted: String(seq), failed: null })
    expect((await page.does(`/deliveries/${seq}/again`)).status).toBe(404)
    expect(await app.db.transaction().execute((tx) => sendAgain(tx, seq, app.clock.now))).toBe(false)
    expect(await page.sheet('/deliveries')).toContain(w.deliveries.empty)
  })

  test('says that agents have not seen a ticket, can be set aside, or sent again all at once', async () => {
    const page = await as('karim')
    const [card, first, second] = [
      await lost('ticket-card', 'is_archived'),
      await lost('blocks', 'gone'),
      await lost('blocks', 'gone'),
    ]
    expect(await page.sheet('/deliveries')).toContain(w.deliveries.agentsBlind)
    expect(await page.does(`/deliveries/${card}/aside`)).toMatchObject({ done: true })
    expect((await page.does(`/deliveries/${card}/aside`)).status).toBe(404)
    expect(await page.sheet('/deliveries')).not.toContain(w.deliveries.agentsBlind)
    expect(await page.does('/deliveries/again')).toMatchObject({ done: true })
    await app.settled()
    const rows = await app.db
      .selectFrom('outbox')
      .select(['seq', 'failed'])
      .where('seq', 'in', [card, first, second])
      .orderBy('seq')
      .execute()
    expect(rows.map(({ failed }) => failed)).toEqual(['set aside: is_archived', null, null])
  })
})

describe('my updates', () => {
  test('an agent follows tickets, reads the lines, and stops', async () => {
    const page = await as('alex')
    expect(await page.sheet('/updates')).toContain(w.updates.none)
    expect((await page.does('/updates/follow', { fields: { priority: 'P9', category: '' } })).status).toBe(400)
    expect(await page.does('/updates/follow', { fields: { priority: 'P4', category: '' } })).toMatchObject({
      done: true,
    })
    expect(await page.sheet('/updates')).toContain(w.updates.atLeast(texts.en.priorityName.P4))
    const { number } = await app.db
      .selectFrom('tickets')
      .select('number')
      .where('status', '=', 'new')
      .executeTakeFirstOrThrow()
    const other = await as('manon')
    await other.acts(number, 'claim')
    await app.settled()
    const line = new RegExp(`#${number} · .*${texts.en.notices.feed.claimed}`)
    expect(await page.sheet('/updates')).toMatch(line)
    expect(await other.sheet('/updates')).not.toMatch(line)
    expect(await page.does('/updates/stop')).toMatchObject({ done: true })
    expect(await page.sheet('/updates')).toContain(w.updates.none)
  })
})
