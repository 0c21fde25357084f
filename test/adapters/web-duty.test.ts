import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type Console, openConsole, visitor } from '../support/console.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole({ seeded: true, locale: 'en' })
})
afterAll(() => app.stop())

const w = texts.en.pages.duty
const team = 'tea_service-desk'

async function as(slug: string, lang = 'en') {
  const page = visitor(app.address)
  await page.get(`/?lang=${lang}`)
  await page.plays('agent', slug)
  const does = async (path: string, fields: Record<string, string> = {}) => {
    const answer = await page.post(`/duty/${path}`, { fields })
    return { status: answer.status, ...((await answer.json()) as { done?: true; notice?: string; errors?: object }) }
  }
  return { ...page, does, sheet: () => page.read('/duty?part=1') }
}
const rota = {
  ...{ zone: 'Europe/Paris', startsOn: '2026-01-05', handover: '09:00', everyWeeks: '1', atShiftEnd: 'keep' },
  people: 'Karim Haddad\nAlex Turner',
}
const turns = {
  ...{ routing: 'turns', mostOpen: '4', takeMinutes: '12', anyoneMinutes: '30', rounds: '2', staleMinutes: '0' },
  ...{ wait1: '15', tell1: 'on-call', wait2: '', tell2: '' },
}

describe('the duty page', () => {
  test('shows a desk without rotas its teams and members, in both languages, and an employee nothing', async () => {
    for (const lang of ['en', 'fr'] as const) {
      const page = await as('karim', lang)
      const sheet = await page.sheet()
      const words = texts[lang].pages.duty
      expect(sheet).toContain(words.title)
      expect(sheet).toContain('Karim Haddad')
      expect(sheet).toContain(words.noRota)
      expect(sheet).not.toContain(words.editRota)
    }
    const amina = await as('amina')
    expect((await amina.get('/duty')).status).toBe(403)
    expect(await amina.does(`${team}/rota`, rota)).toMatchObject({ status: 403 })
  })

  test('lets a lead write rota, turns and steps; then everybody sees who is on call, until when, and what follows', async () => {
    const nathalie = await as('nathalie')
    expect(await nathalie.does(`${team}/rota`, rota)).toMatchObject({ done: true, notice: w.done.rota })
    expect(await nathalie.does(`${team}/turns`, turns)).toMatchObject({ done: true, notice: w.done.turns })
    const sheet = await (await as('karim')).sheet()
    expect(sheet).toMatch(/(Karim Haddad|Alex Turner), until/)
    expect(sheet).toContain(w.turns.turns(12))
    expect(sheet).toContain(w.steps([w.step(15, w.tell['on-call'])], 2))
    expect(sheet.match(new RegExp(`<td>${w.why.rotation}</td>`, 'g'))?.length).toBeGreaterThan(3)
    const stored = await app.db.selectFrom('duty_teams').selectAll().where('team_id', '=', team).executeTakeFirst()
    expect(stored).toMatchObject({ steps: [{ wait: 15, tell: 'on-call' }], rounds: 2, most_open: 4 })
  })

  test('says what is wrong beside its field, and changes nothing', async () => {
    const nathalie = await as('nathalie')
    expect(await nathalie.does(`${team}/rota`, { ...rota, people: 'Marc Delmas' })).toMatchObject({
      errors: { people: w.unknownName('Marc Delmas') },
    })
    expect(await nathalie.does(`${team}/rota`, { ...rota, handover: '25:00' })).toMatchObject({
      errors: { handover: w.wrong },
    })
    expect(await nathalie.does(`${team}/turns`, { ...turns, wait1: '0' })).toMatchObject({ errors: { wait1: w.wrong } })
    expect(await nathalie.does(`${team}/rota`, { ...rota, zone: 'Mars/Base' })).toMatchObject({
      status: 422,
      notice: w.wrong,
    })
    expect(await nathalie.does('tea_nowhere/rota', { ...rota, people: '' })).toMatchObject({ status: 404 })
    expect(
      await nathalie.does(`${team}/cover`, { person: 'per_karim', from: '2020-01-01T09:00', to: '2020-01-02T09:00' }),
    ).toMatchObject({ status: 422 })
  })

  test('an agent speaks for themselves alone: away and back, in and out of the rota; a lead for all', async () => {
    const [karim, nathalie] = [await as('karim'), await as('nathalie')]
    expect(await karim.does('away', { until: '2099-01-01T09:00' })).toMatchObject({ notice: w.done.away })
    expect(await nathalie.sheet()).toContain('back on')
    expect(await karim.does('away', { until: '2020-01-01T09:00' })).toMatchObject({ errors: { until: w.wrong } })
    expect(await karim.does('back')).toMatchObject({ notice: w.done.back })
    await karim.does('away', { from: '2097-01-01T09:00', until: '2097-01-08T09:00' })
    const planned = /abs_\w+/.exec(await karim.sheet())?.[0]
    expect(await (await as('alex')).does(`absences/${planned}/cancel`)).toMatchObject({ status: 404 })
    expect(await karim.does(`absences/${planned}/cancel`)).toMatchObject({ notice: w.done.remove })
    expect(await karim.sheet()).not.toContain('abs_')
    expect(await karim.does(`${team}/rota`, rota)).toMatchObject({ status: 403 })
    const when = { from: '2098-01-01T09:00', to: '2098-01-02T09:00' }
    expect(await karim.does(`${team}/cover`, { person: 'per_alex', ...when })).toMatchObject({ status: 403 })
    expect(await karim.does(`${team}/cover`, { person: 'per_karim', ...when })).toMatchObject({ notice: w.done.cover })
    const { id } = await app.db.selectFrom('rota_stints').select('id').executeTakeFirstOrThrow()
    expect(await (await as('alex')).does(`stints/${id}/remove`)).toMatchObject({ status: 404 })
    expect(await karim.does(`stints/${id}/remove`)).toMatchObject({ notice: w.done.remove })
  })

  test('a lead says what a member can do and which team they are in; tickets are handed over by a button', async () => {
    const nathalie = await as('nathalie')
    const able = { person: 'per_karim', team, ownMost: '3', 'language-fr': 'on', 'skill-network': 'on' }
    expect(await nathalie.does(`${team}/member`, able)).toMatchObject({ notice: w.done.member })
    const member = await app.db
      .selectFrom('duty_members')
      .selectAll()
      .where('person_id', '=', 'per_karim')
      .executeTakeFirst()
    expect(member).toMatchObject({ most_open: 3, languages: ['fr'], skills: ['network'] })
    expect(await nathalie.does(`${team}/join`, { who: 'Rahul Mehta' })).toMatchObject({ notice: w.done.member })
    expect(await nathalie.does(`${team}/join`, { who: 'Amina Benali' })).toMatchObject({ status: 404 })
    const rahul = await app.db.selectFrom('people').select('team_id').where('id', '=', 'per_rahul').executeTakeFirst()
    expect(rahul?.team_id).toBe(team)
    expect((await (await as('alex')).does('handover')).status).toBe(200)
  })
})
