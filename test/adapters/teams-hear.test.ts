import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Destination, Outgoing } from '../../src/chat/adapter.ts'
import { card } from '../../src/chat/card.ts'
import { type TeamsBot, teamsBot } from '../support/teams/bot.ts'
import { type TeamsStandIn, teamsStandIn, userId } from '../support/teams-stand-in.ts'

let teams: TeamsStandIn
let bot: TeamsBot
let marie: Destination

beforeAll(async () => {
  teams = await teamsStandIn()
  bot = await teamsBot(teams)
  await teams.says('marie', 'bonjour')
  marie = { thread: bot.heard[0]!.thread, reference: bot.heard[0]!.reference! }
})
afterAll(async () => {
  await bot.close()
  await teams.close()
})
beforeEach(() => {
  teams.requests.length = 0
  bot.heard.length = 0
  bot.desk.answer = async () => ({})
})

let count = 0
const message = (text = 'Bonjour Marie'): Outgoing => ({
  id: `out_${++count}`,
  blocks: card(text).buttons({ thanks: 'Merci' }).blocks,
  plain: text,
})

describe('what is answered in the same breath', () => {
  const press = async (as: 'execute' | 'submit') => {
    await bot.adapter.post(marie, message())
    teams.requests.length = 0
    return teams.presses('marie', 'Merci', {}, { as })
  }
  test('a pressed button names its card, and the answer is never empty, which Teams would take for a failure', async () => {
    const answer = await press('execute')
    expect(bot.heard.at(-1)?.heard).toEqual({ kind: 'press', card: `out_${count}`, action: 'thanks', fields: {} })
    expect(answer).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '✓' },
    })
  })
  test('a notice and the errors of a form are the answer', async () => {
    bot.desk.answer = async () => ({ notice: 'Karim s’en occupe' })
    expect((await press('execute')).body).toMatchObject({ value: 'Karim s’en occupe' })
    bot.desk.answer = async () => ({ errors: { reason: 'Indiquez un motif', team: 'Choisissez une équipe' } })
    expect((await press('execute')).body).toMatchObject({ value: 'Indiquez un motif\nChoisissez une équipe' })
  })
  test('a client without Action.Execute reads the notice in its own conversation', async () => {
    bot.desk.answer = async () => ({ notice: 'Ce bouton n’est plus actif' })
    expect(await press('submit')).toMatchObject({ status: 200, body: undefined })
    await teams.sees('marie', 'Ce bouton n’est plus actif')
    bot.desk.answer = async () => ({ notice: 'Encore une fois', repeated: true })
    await press('submit')
    bot.desk.answer = async () => ({ notice: 'Et enfin' })
    await press('submit')
    await teams.sees('marie', 'Et enfin')
    expect(teams.messages('marie').some(({ text }) => text === 'Encore une fois')).toBe(false)
    expect(bot.heard.at(-1)?.heard).toMatchObject({ kind: 'press', action: 'thanks' })
  })
  test('a command in a channel is answered in person, and not in the channel', async () => {
    bot.desk.answer = async () => ({ notice: 'Le ticket 1042 est résolu' })
    await teams.says('marie', '/desk status 1042', { channel: '19:it@thread.tacv2', mention: true })
    await teams.sees('marie', 'Le ticket 1042 est résolu')
    expect(teams.messages('19:it@thread.tacv2').some(({ text }) => text.includes('résolu'))).toBe(false)
  })
  test('a card for one person alone comes in person, with buttons that name it', async () => {
    const own = card('Use vinegar.').buttons({ share: 'Partager ici' }).blocks
    bot.desk.answer = async () => ({ own, card: 'aside:teams:1' })
    await teams.says('marie', 'Comment détartrer ?', { channel: '19:it@thread.tacv2', mention: true })
    await teams.sees('marie', 'Use vinegar.')
    bot.desk.answer = async () => ({})
    await teams.presses('marie', 'Partager ici', {}, { as: 'execute' })
    expect(bot.heard.at(-1)?.heard).toMatchObject({ kind: 'press', card: 'aside:teams:1', action: 'share' })
    expect(teams.messages('19:it@thread.tacv2').some(({ text }) => text.includes('vinegar'))).toBe(false)
  })
  test('while an answer is worked on, Teams shows that somebody is typing', async () => {
    bot.desk.answer = async () => ({ working: 'is looking for an answer…' })
    expect((await teams.says('marie', 'au secours')).status).toBe(200)
    const typing = () => teams.requests.filter(({ body }) => body.type === 'typing')
    await expect.poll(() => typing().length).toBe(1)
    expect(typing()[0]?.path).toContain('a:29:marie')
  })
  test('a form that is asked for opens as a dialog, and is sent back to be corrected with what was typed', async () => {
    const field = { name: 'reason', label: 'Motif', kind: 'line' } as const
    const form = {
      action: 'escalate',
      label: 'Escalader',
      title: 'Escalader',
      submit: 'Envoyer',
      cancel: 'Non',
      fields: [field],
    }
    bot.desk.answer = async ({ heard }) =>
      heard.kind === 'open-form'
        ? { form }
        : heard.kind === 'press' && heard.fields.reason
          ? {}
          : { errors: { reason: 'Indiquez un motif' } }
    const asked = await teams.invokes('marie', 'task/fetch', { data: { guichet: { card: '7', action: 'escalate' } } })
    const wrong = await teams.submits('marie', asked, { reason: '' })
    expect(JSON.stringify(wrong.body)).toContain('Indiquez un motif')
    const done = await teams.submits('marie', wrong, { reason: 'urgent' })
    expect(bot.heard.at(-1)?.heard).toEqual({
      kind: 'press',
      card: '7',
      action: 'escalate',
      fields: { reason: 'urgent' },
    })
    expect(done.body).toEqual({ task: { type: 'message', value: '✓' } })
  })
  test('an invoke that nobody handles is answered 501, any other activity 200', async () => {
    expect(
      (await teams.delivers(teams.activity('marie', 'invoke', {}, { name: 'task/fetch', value: {} }))).status,
    ).toBe(501)
    expect((await teams.delivers(teams.activity('marie', 'typing'))).status).toBe(200)
    expect(bot.heard).toEqual([])
  })
  test('a form carries its fields, by name', async () => {
    const fields = {
      reason: { label: 'Motif', kind: 'lines' as const },
      extra: { label: 'Détail', kind: 'line' as const, optional: true },
    }
    const words = { label: 'Escalader', title: 'Escalader', submit: 'Envoyer', cancel: 'Annuler' }
    await bot.adapter.post(marie, {
      id: 'out_form',
      blocks: card('Ticket').form('escalate', words, fields).blocks,
      plain: '',
    })
    expect((await teams.presses('marie', 'Envoyer', { Motif: 'trop difficile' })).status).toBe(200)
    expect(bot.heard.at(-1)?.heard).toEqual({
      kind: 'press',
      card: 'out_form',
      action: 'escalate',
      fields: { reason: 'trop difficile' },
    })
  })
})

describe('who is an agent', () => {
  const inTriage = { channel: '19:triage@thread.tacv2' }
  const rosters = () => teams.requests.filter(({ method }) => method === 'GET').length

  test('a member of the triage channel’s team is one, anybody else is not; elsewhere it is not asked', async () => {
    const fresh = await teamsBot(teams)
    teams.roster(teams.triageChannel, ['karim'])
    await teams.says('karim', 'je prends', inTriage)
    await teams.says('intrus', 'je prends', inTriage)
    await teams.says('karim', 'bonjour')
    expect(fresh.heard.map(({ from }) => from.agent)).toEqual([true, false, undefined])
    await fresh.close()
    teams.connect(bot.url)
  })
  test('the roster is asked once for many acts, and again when somebody joins', async () => {
    const fresh = await teamsBot(teams)
    teams.roster(teams.triageChannel, ['karim'])
    teams.requests.length = 0
    await Promise.all(Array.from({ length: 10 }, (_, at) => teams.says('karim', `message ${at}`, inTriage)))
    expect(rosters()).toBe(1)
    teams.roster(teams.triageChannel, ['karim', 'lea'])
    await teams.delivers(
      teams.activity('lea', 'conversationUpdate', inTriage, { membersAdded: [{ id: userId('lea') }] }),
    )
    await teams.says('lea', 'bonjour à tous', inTriage)
    expect(fresh.heard.at(-1)?.from).toMatchObject({ name: 'lea', agent: true })
    await fresh.close()
    teams.connect(bot.url)
  })
  test('somebody who was added a moment ago is no stranger, though Teams told nobody of it; who is none is asked about once', async () => {
    const fresh = await teamsBot(teams)
    teams.roster(teams.triageChannel, [])
    await teams.says('intrus', 'bonjour', inTriage)
    teams.roster(teams.triageChannel, ['nina'])
    await teams.says('nina', 'je prends', inTriage)
    teams.requests.length = 0
    await teams.says('nina', 'et celui-ci', inTriage)
    await teams.says('intrus', 'moi aussi', inTriage)
    await teams.says('intrus', 'et encore', inTriage)
    expect(fresh.heard.map(({ from }) => from.agent)).toEqual([false, true, true, false, false])
    expect(rosters()).toBe(1)
    await fresh.close()
    teams.connect(bot.url)
  })
  test('where the roster cannot be asked, an act in the channel is the evidence', async () => {
    const fresh = await teamsBot(teams)
    teams.fail({ status: 403 }, 'GET')
    await teams.says('karim', 'je prends', inTriage)
    expect(fresh.heard[0]?.from.agent).toBe(true)
    await fresh.close()
    teams.connect(bot.url)
  })
  test('where only the older route exists, it is asked', async () => {
    const fresh = await teamsBot(teams)
    teams.roster(teams.triageChannel, ['karim'])
    teams.fail({ status: 404 }, 'GET')
    await teams.says('intrus', 'je prends', inTriage)
    expect(fresh.heard[0]?.from.agent).toBe(false)
    await fresh.close()
    teams.connect(bot.url)
  })
  test('edits and deletes of what was said are heard of the same message and thread', async () => {
    const said = await teams.says('karim', 'premier', inTriage)
    await teams.edits('karim', said.id, 'second')
    await teams.deletes('karim', said.id)
    expect(bot.heard.map(({ message }) => message)).toEqual([said.id, said.id, said.id])
    expect(new Set(bot.heard.map(({ thread }) => thread)).size).toBe(1)
  })
})
