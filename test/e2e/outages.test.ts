import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersTo, doubledIn, scripts, write } from '../faults/stream.ts'
import { type App, openApp } from '../support/app.ts'
import { cutLine } from '../support/cut-line.ts'
import { type SlackStandIn, shownText } from '../support/slack-stand-in.ts'
import { type TeamsStandIn, userId } from '../support/teams-stand-in.ts'

type SlackTrouble = Parameters<SlackStandIn['fails']>[1]
type TeamsTrouble = Parameters<TeamsStandIn['fail']>[0]

const retryAfter = 2
/** What a platform does with one post, and whether it took it all the same. A platform may only be asked again by name. */
const slackTroubles: Record<string, { how: SlackTrouble; taken: boolean }> = {
  throttled: { how: { retryAfter }, taken: false },
  broken: { how: { status: 500 }, taken: false },
  dropped: { how: 'drop', taken: true },
  silent: { how: 'silence', taken: true },
}
const teamsTroubles: Record<string, { how: TeamsTrouble; taken: boolean }> = {
  throttled: { how: { status: 429, retryAfter }, taken: false },
  broken: { how: { status: 500 }, taken: false },
  'broken-but-taken': { how: { status: 500, taken: true }, taken: true },
  dropped: { how: { drop: true }, taken: true },
  silent: { how: { silence: true }, taken: true },
}

/** Past a platform's deadline of 10 s, the wait after it and a tick, on a machine that is busy. */
const patience = { timeout: 45_000, interval: 100 }
const firsts = <T>(values: T[]) => [...new Set(values)]
const times = <T>(values: T[], one: T) => values.filter((value) => value === one).length
const marksIn = (texts: string[]) => texts.flatMap((text) => /\b9\d{5}\b/.exec(text)?.[0] ?? [])

/** Three questions, the answer to the second of which is met by a trouble; `said` is what the person was answered so far. */
interface Sufferer {
  name: string
  marks: [string, string, string]
  said: () => string[]
  says: (text: string) => Promise<{ status: number }>
  meets: () => void
  /** When the bot asked the platform to post to this person. */
  postedAt: () => number[]
}

describe('a platform that fails while it is spoken to', () => {
  let app: App
  beforeAll(async () => {
    app = await openApp()
  })
  afterAll(() => app?.close())

  let people = 0
  const marks = (): Sufferer['marks'] => {
    people++
    const mark = (n: number) => String(900_000 + people * 10 + n)
    return [mark(1), mark(2), mark(3)]
  }
  function onSlack(name: string): Sufferer {
    const channel = app.slack.dm(`U-${name}`)
    const trouble = slackTroubles[name]
    return {
      name,
      marks: marks(),
      says: (text) => app.slack.says(`U-${name}`, channel, text),
      said: () => marksIn(app.slack.messages(channel).flatMap((one) => (one.bot ? shownText(one) : []))),
      meets: () => trouble && app.slack.fails('chat.postMessage', trouble.how, 1, channel),
      postedAt: () =>
        app.slack.calls('chat.postMessage').flatMap(({ args, at }) => (args.channel === channel ? at : [])),
    }
  }
  function onTeams(name: string): Sufferer {
    const trouble = teamsTroubles[name]
    return {
      name,
      marks: marks(),
      says: (text) => app.teams.says(name, text),
      said: () => marksIn(app.teams.messages(name).flatMap((one) => (one.by === 'bot' ? one.text : []))),
      meets: () => trouble && app.teams.fail(trouble.how, 'POST', name),
      postedAt: () =>
        app.teams.requests.flatMap(({ method, path, at }) =>
          method === 'POST' && path.includes(`a:${userId(name)}/`) ? at : [],
        ),
    }
  }
  async function lives(person: Sufferer) {
    const [first, second, third] = person.marks
    expect((await person.says(`statut ${first}`)).status).toBe(200)
    await expect.poll(person.said, patience).toEqual([first])
    person.meets()
    // Nobody waits for an answer before the next line, and no answer is waited for before it is acknowledged.
    expect((await person.says(`statut ${second}`)).status).toBe(200)
    expect((await person.says(`statut ${third}`)).status).toBe(200)
    await expect.poll(() => firsts(person.said()), { ...patience, message: person.name }).toEqual(person.marks)
  }

  test('nothing is lost, the order stays, nobody else waits; Teams may show once more what it never confirmed', async () => {
    const slack = Object.keys(slackTroubles).map(onSlack)
    const teams = Object.keys(teamsTroubles).map(onTeams)
    const calm = [onSlack('calm'), onTeams('calm')]
    await Promise.all([...slack, ...teams, ...calm].map(lives))

    for (const { said, marks } of [...slack, ...calm]) expect(said()).toEqual(marks)
    for (const { name, said, marks } of teams) {
      expect(said().filter((mark) => mark !== marks[1])).toEqual([marks[0], marks[2]])
      // What it took and did not confirm: twice, the one repeat that Teams leaves no way around, and never more.
      expect([name, times(said(), marks[1])]).toEqual([name, teamsTroubles[name]!.taken ? 2 : 1])
    }
    for (const [sufferers, calmOne] of [
      [slack, calm[0]!],
      [teams, calm[1]!],
    ] as const) {
      const of = (name: string) => sufferers.find((one) => one.name === name)!.postedAt()
      // A platform that says when to come back is not asked before; one post is one request.
      const [, refused, again, ...more] = of('throttled')
      expect(again! - refused!).toBeGreaterThanOrEqual(retryAfter * 1000)
      expect(more).toHaveLength(1)
      // Who waits for a silent platform waits alone.
      expect(calmOne.postedAt().at(-1)).toBeLessThan(of('silent').at(-1)!)
    }
    const owing = () =>
      app.db
        .selectFrom('outbox')
        .select(['seq', 'failed'])
        .where((row) => row.or([row('settled_at', 'is', null), row('failed', 'is not', null)]))
        .execute()
    await expect.poll(owing, patience).toEqual([])
  }, 90_000)
})

describe.skipIf(!process.env.DATABASE_URL)('a PostgreSQL that is away for a while', () => {
  test('what arrives meanwhile is answered 503, sent again by the platform, and then answered once and in order', async () => {
    let line: Awaited<ReturnType<typeof cutLine>> | undefined
    const app = await openApp({
      databaseAt: async (url) => {
        line = await cutLine(url)
        return line.url
      },
    })
    try {
      const acked: string[] = []
      const people = scripts(4, 1)
      const writing = Promise.all(people.map((script) => write(app.slack, script, acked)))
      await expect.poll(() => acked.length, patience).toBeGreaterThan(4)
      line!.cut()
      const before = acked.length
      const inner = {
        type: 'message',
        channel: app.slack.dm('U9'),
        channel_type: 'im',
        user: 'U9',
        text: 'statut 900009',
      }
      expect((await app.slack.event({ ...inner, ts: '1.1', event_ts: '1.1' })).status).toBe(503)
      const said = app.teams.activity('zoe', 'message', {}, { text: 'statut 900009' })
      expect((await app.teams.delivers(said)).status).toBe(503)
      expect((await fetch(`${app.address}/readyz`)).status).toBe(503)
      expect((await fetch(`${app.address}/healthz`)).status).toBe(200)
      // Of each person at most the one line that was under way when the line was cut.
      expect(acked.length - before).toBeLessThanOrEqual(people.length)
      line!.mend()
      expect((await app.teams.delivers(said)).status).toBe(200)
      await app.teams.sees('zoe', '900009', patience.timeout)
      await writing
      for (const script of people) {
        const marks = script.questions.map((text) => /\d{6}/.exec(text)![0])
        await expect.poll(() => answersTo(app.slack, script).slice(0, 4), patience).toEqual(marks)
      }
      expect(doubledIn(app.slack)).toEqual([])
      const heard = await app.db.selectFrom('heard').select('id').where('thread', 'like', 'slack:%').execute()
      expect(heard.length).toBe(acked.length)
    } finally {
      line?.mend()
      await app.close()
      line?.close()
    }
  }, 120_000)
})
