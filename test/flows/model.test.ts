import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import type { Llm } from '../../src/platform/llm.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type ModelServer, misbehaviours, modelAt, openModelServer, wellBehaved } from '../support/llm-stand-in.ts'
import { openWorld, write } from '../support/talk.ts'

/** The whole talk with a language model beside it: what it adds, and that nothing is missing when it fails. */
let database: TestDatabase
let server: ModelServer
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openModelServer(wellBehaved)
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  server.acts(wellBehaved)
  await database.db.deleteFrom('model_messages').execute()
})

const languages: Locale[] = ['fr', 'en']
/** Messages that the desk is unsure of, by what it does with them alone: labels, a choice, one of several articles. */
const unsure: Record<Locale, string[]> = {
  fr: ['VPN', 'agenda partagé', 'imprimante bloquée', 'mes mails n’arrivent plus sur mon téléphone'],
  en: ['VPN', 'shared calendar', 'printer stuck', 'the meeting thing is acting up again'],
}
const worldWith = (llm: Llm | undefined, locale: Locale) => openWorld(database.db, { locale, ...(llm && { llm }) })

/** What each of them is answered without a model: played once for each language. */
const alone: Partial<Record<Locale, string[]>> = {}
const withoutModel = async (locale: Locale) => {
  alone[locale] ??= await transcripts(() => undefined, locale)
  return alone[locale]
}

async function transcripts(llm: () => Llm | undefined, locale: Locale): Promise<string[]> {
  const told: string[] = []
  for (const text of unsure[locale]) {
    const world = await worldWith(llm(), locale)
    const lea = world.person('Léa', { locale })
    await lea.says(text)
    told.push(lea.transcript())
  }
  return told
}

describe.each(languages)('what a model adds (%s)', (locale) => {
  const t = texts[locale]

  test('an answer worded from several articles says that an AI wrote it and from which', async () => {
    const world = await worldWith(modelAt(server, database.db), locale)
    const lea = world.person('Léa', { locale })
    await lea.says('VPN')
    expect(server.requests.map(({ purpose }) => purpose)).toEqual(['classify-message', 'word-answer'])
    const shown = write(world.shownIn(lea.home).at(-1)!.blocks)
    const titles = server.requests[1]!.data.passages as { text: string }[]
    expect(shown).toContain(t.answer.byAi([titles[0]!.text.split('.')[0]!]).split(':')[0])
    expect(shown).toContain(`[${t.answer.solved}]`)
    await expect(lea.transcript()).toMatchFileSnapshot(`../golden/model-answer.${locale}.txt`)
    await lea.presses(t.answer.solved)
    const verdict = await database.db
      .selectFrom('article_verdicts')
      .select(['query', 'helped'])
      .where('locale', '=', locale)
      .where('query', '=', 'VPN')
      .executeTakeFirst()
    expect(verdict).toEqual({ query: 'VPN', helped: true })
  })

  test('a label that the model gives is kept with the reasons of the reading, and proposed in the ticket', async () => {
    server.acts((request) =>
      request.purpose === 'classify-message'
        ? { says: { intent: 'request', category: 'telephony' } }
        : wellBehaved(request),
    )
    const world = await worldWith(modelAt(server, database.db), locale)
    const bob = world.person('Bob', { locale })
    await bob.says('zorglub')
    expect(server.requests[0]?.purpose).toBe('classify-message')
    const decision = await database.db
      .selectFrom('triage_decisions')
      .select('reasons')
      .where('source', '=', server.requests[0] ? await lastSource() : '')
      .executeTakeFirstOrThrow()
    expect(decision.reasons).toContainEqual({ about: 'intent', value: 'request', because: 'language-model' })
    await bob.presses(t.skip)
    const recap = write(world.shownIn(bob.home).at(-1)!.blocks)
    expect(recap).toContain(t.categoryNames.telephony)
    expect(await database.db.selectFrom('tickets').select('id').where('description', '=', 'zorglub').execute()).toEqual(
      [],
    )
  })
})

const lastSource = async () =>
  (await database.db.selectFrom('model_messages').select('source').executeTakeFirstOrThrow()).source

describe.each(languages)('a model that fails changes nothing (%s)', (locale) => {
  test.each(Object.entries(misbehaviours))('%s', async (_, { act, why }) => {
    const expected = await withoutModel(locale)
    server.acts(act)
    expect(
      await transcripts(() => modelAt(server, database.db, { withinMs: why === 'timeout' ? 100 : 3_000 }), locale),
    ).toEqual(expected)
    expect(server.requests.length).toBeGreaterThanOrEqual(4)
  })

  test('the wrong language, no passage, foreign facts', async () => {
    const expected = await withoutModel(locale)
    const other = locale === 'fr' ? 'en' : 'fr'
    for (const answer of [
      {
        language: other,
        lead: {
          text: other === 'en' ? 'Please restart the computer and wait.' : 'Veuillez redémarrer votre ordinateur.',
          passage: 1,
        },
        steps: [],
      },
      { language: locale, lead: { text: 'VPN.', passage: 99 }, steps: [] },
      { language: locale, lead: { text: 'VPN 0800 123 456', passage: 1 }, steps: [] },
      { language: locale, lead: { text: '', passage: 1 }, steps: [] },
    ]) {
      server.acts(({ purpose }) => (purpose === 'word-answer' ? { says: answer } : { raw: '', status: 500 }))
      expect(await transcripts(() => modelAt(server, database.db), locale)).toEqual(expected)
    }
  })
})

test('without a key the house asks nothing and stores nothing of a model', async () => {
  const before = await database.db.selectFrom('model_calls').select('id').execute()
  for (const locale of languages) await transcripts(() => undefined, locale)
  expect(server.requests).toEqual([])
  expect(await database.db.selectFrom('model_calls').select('id').execute()).toEqual(before)
  expect(await database.db.selectFrom('model_messages').select('source').execute()).toEqual([])
})

test('words typed while the model is asked are part of the question, and the answer to the old one is not heard', async () => {
  const world = await worldWith(modelAt(server, database.db), 'fr')
  const lea = world.person('Léa', { locale: 'fr' })
  let typed = false
  server.acts(async (request) => {
    if (request.purpose === 'word-answer' && !typed) {
      typed = true
      await lea.says('sur mon téléphone')
    }
    return wellBehaved(request)
  })
  await lea.says('mes mails n’arrivent plus')
  const questions = server.requests.filter(({ purpose }) => purpose === 'word-answer').map(({ data }) => data.question)
  expect(questions).toEqual(['mes mails n’arrivent plus', 'mes mails n’arrivent plus\nsur mon téléphone'])
  const offers = world.shownIn(lea.home).filter(({ blocks }) => write(blocks).includes(texts.fr.answer.solved))
  expect(offers).toHaveLength(1)
})

test('help, cancel and a person are heard while the model is asked', async () => {
  for (const word of ['aide', 'annuler', 'un humain']) {
    const world = await worldWith(modelAt(server, database.db), 'fr')
    const lea = world.person('Léa', { locale: 'fr' })
    server.acts(async (request) => {
      if (server.requests.length === 1) await lea.says(word)
      return wellBehaved(request)
    })
    await lea.says('imprimante bloquée')
    const shown = world.shownIn(lea.home).map(({ blocks }) => write(blocks))
    const answered = shown.some((each) => each.includes(texts.fr.answer.solved))
    expect(answered, word).toBe(word === 'aide')
    expect(shown.length, word).toBeGreaterThan(0)
  }
})

test.each(['imprimante bloquée', 'agenda partagé'])(
  'a worker that dies with the question costs the person less than twenty seconds (%s)',
  async (text) => {
    const world = await worldWith(modelAt(server, database.db), 'fr')
    const lea = world.person('Léa', { locale: 'fr' })
    const bob = (await worldWith(undefined, 'fr')).person('Léa', { locale: 'fr' })
    await bob.says(text)
    server.acts(async (request) => {
      await world.later(17 / 60) // nobody came back with the answer
      expect(lea.transcript()).toBe(bob.transcript())
      return wellBehaved(request)
    })
    await lea.says(text)
    expect(server.requests).toHaveLength(1)
    expect(lea.transcript()).toBe(bob.transcript())
  },
)

test('a problem is not waved away because a model takes it for a pleasantry', async () => {
  for (const intent of ['thanks', 'greeting']) {
    server.acts(() => ({ says: { intent, category: 'none' } }))
    const world = await worldWith(modelAt(server, database.db), 'en')
    const bob = world.person('Bob', { locale: 'en' })
    await bob.says('the grey box hums a bit')
    expect(bob.transcript()).toContain(texts.en.unclear.firstBare.split('.')[0])
  }
})

test('words typed while a message is read are read with it', async () => {
  const world = await worldWith(modelAt(server, database.db), 'fr')
  const lea = world.person('Léa', { locale: 'fr' })
  server.acts(async (request) => {
    if (server.requests.length === 1) await lea.says('et aussi machin')
    return wellBehaved(request)
  })
  await lea.says('zorglub')
  const messages = server.requests
    .filter(({ purpose }) => purpose === 'classify-message')
    .map(({ data }) => data.message)
  expect(messages).toEqual(['zorglub', 'zorglub\net aussi machin'])
  const talk = await database.db
    .selectFrom('conversations')
    .select('memory')
    .where('thread', '=', lea.home)
    .executeTakeFirstOrThrow()
  expect(talk.memory.question).toBe('zorglub\net aussi machin')
})

describe.each(languages)('the walkthroughs, with a model that is down (%s)', (locale) => {
  test.each(['500', 'garbage, no JSON'])('are word for word those without one: %s', async (how) => {
    server.acts(misbehaviours[how]!.act)
    const t = texts[locale]
    const world = await worldWith(modelAt(server, database.db), locale)
    const lea = world.person('Léa', { locale })
    await lea.arrives()
    await lea.says(
      {
        fr: 'mon VPN ne marche plus depuis ce matin, erreur 809',
        en: 'my VPN stopped working this morning, error 809',
      }[locale],
    )
    await lea.presses(t.answer.solved)
    await lea.presses('4')
    await lea.presses(t.rating.noComment)
    await expect(lea.transcript()).toMatchFileSnapshot(`../golden/4.1-solved.${locale}.txt`)
  })
})

test('nothing personal or secret of a question, and no name of the house, is in what is sent', async () => {
  const canaries = [
    'CANARYPASS9',
    'lea@canary.example',
    '06 99 88 77 66',
    '10.99.88.77',
    'xoxb-canary-123',
    'Lefèvre-Canari',
    'Zoé',
  ]
  const world = await worldWith(modelAt(server, database.db), 'fr')
  const zoe = world.person('zoe', { locale: 'fr', shownAs: 'Zoé Lefèvre-Canari' })
  await zoe.says(
    `VPN : je suis Zoé Lefèvre-Canari (${canaries[1]}, ${canaries[2]}), mon mot de passe est ${canaries[0]}, poste ${canaries[3]}, ${canaries[4]}`,
  )
  await zoe.says('annuler')
  await zoe.says('imprimante bloquée chez ZOÉ')
  expect(server.requests.length).toBeGreaterThanOrEqual(1)
  const sent = server.requests.map(({ raw }) => raw).join('\n')
  expect(sent).toContain('[name-1]')
  for (const canary of [...canaries, 'ZOÉ']) expect(sent).not.toContain(canary)
})

test('the model is asked about at most four messages in ten', async () => {
  const llm = modelAt(server, database.db)
  await database.db.deleteFrom('triage_decisions').execute()
  const world = await worldWith(llm, 'en')
  for (let i = 0; i < 60; i++) {
    await world.person(`p${i}`, { locale: 'en' }).says('VPN')
  }
  const asked = server.requests.filter(({ purpose }) => purpose === 'classify-message').length
  expect(asked).toBe(24)
})
