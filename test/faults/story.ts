import type { ChatEvent } from '../../src/chat/event.ts'
import { write } from '../support/talk.ts'
import type { Stage } from './stage.ts'

/** One ticket from the first word to the rating; each line is an event, built from what the people see by then. */
export function story(stage: Stage): (() => ChatEvent)[] {
  const bob = stage.person('Bob')
  const karim = stage.person('Karim', { agent: true })
  const room = () => stage.rooms().at(-1)!
  let orange = ''
  return [
    () => bob.says('Mon portable ne démarre plus, démo client à 14 h'),
    () => bob.presses('skip'),
    () => bob.presses('open'),
    () => karim.presses('claim', {}, room()),
    () => karim.says('batterie gonflée sur ce modèle ?', { thread: room() }),
    () => karim.presses('reply', { text: 'Quelle diode clignote ?' }, room()),
    () => {
      const event = bob.says('orange')
      orange = event.message!
      return event
    },
    () => bob.edits(orange, 'blanche'),
    () => karim.presses('wait', {}, room()),
    () => bob.says('Il démarre !'),
    () => karim.presses('escalate', { to: '2', reason: 'à vérifier' }, room()),
    () => karim.presses('resolve', { resolution: 'Réinitialisation' }, room()),
    () => bob.presses('yes'),
    () => bob.presses('stars', { choice: '5' }),
  ]
}

/** What everybody sees and what the desk remembers, without the ids that differ from one world to the next. */
/** Tickets of the same hours that are alike: here those of other stories. */
const alike = /^.*(?:Semblables|Ressemble à).*$\n?/gm

export async function outcome(stage: Stage) {
  const { db, workspace, platform } = stage
  const mine = await db
    .selectFrom('tickets as t')
    .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
    .select(['t.id', 't.number', 't.status', 't.priority', 't.tier', 't.rating', 't.version', 't.title'])
    .where('a.key', 'like', `slack:${workspace}:%`)
    .orderBy('t.number')
    .execute()
  const ids = mine.map(({ id }) => id)
  const numbers = new Map(mine.map(({ number }, i) => [String(number), `N${i + 1}`]))
  const bare = (text: string) =>
    text.replaceAll(workspace, 'W').replace(/\d{4,}/g, (found) => numbers.get(found) ?? found)
  const history = await db
    .selectFrom('ticket_events as e')
    .innerJoin('tickets as t', 't.id', 'e.ticket_id')
    .select(['e.seq', 'e.kind', 't.number'])
    .where('e.ticket_id', 'in', ids)
    .orderBy('t.number')
    .orderBy('e.seq')
    .execute()
  const messages = await db
    .selectFrom('messages')
    .select(['audience', 'text'])
    .where('ticket_id', 'in', ids)
    .orderBy('seq')
    .execute()
  const talks = await db
    .selectFrom('conversations')
    .select(['thread', 'flow', 'turn', 'locale'])
    .where('thread', 'like', `slack:${workspace}:%`)
    .orderBy('thread')
    .execute()
  const places = [...platform.places].map(([thread, shown]) => [
    thread.replace(/\/.*/, ''),
    shown.map(({ blocks }) => write(blocks).replace(alike, '')),
  ])
  const strip = <T>(value: T): T => JSON.parse(bare(JSON.stringify(value)))
  return strip({
    tickets: mine.map(({ id: _, number: __, ...ticket }) => ticket),
    history: history.map(({ seq, kind }) => `${seq} ${kind}`),
    messages,
    talks,
    places: places.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  })
}

/** Outbox ids that the platform accepted more than once. */
export function doubled({ platform }: Stage): string[] {
  const ids = platform.accepted.map(({ id }) => id)
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
}
