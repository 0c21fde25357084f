import { card } from '../../chat/card.ts'
import { isPersonal, personalThread, platformOf, type ThreadKey } from '../../chat/thread.ts'
import { texts } from '../../texts/index.ts'
import { notFound, type Outcome, type Scope } from '../scope.ts'
import { change, refused, take } from './change.ts'
import { mirrorIn } from './opening.ts'
import { mirrorsOf } from './store.ts'
import type { Mirror, Ticket } from './table.ts'
import { publicWordsOf } from './view.ts'

/**
 * Takes a ticket out of the channel, for good: the public thread then shows only that it moved, what is written there later
 * is not carried, and the talk goes on in the requester's direct message, with what was said so far.
 */
export async function makePrivate(scope: Scope, id: Ticket['id']): Promise<Outcome<{ ticket: Ticket }>> {
  const ticket = await take(scope, id, 'makePrivate')
  if (refused(ticket)) return ticket
  if (ticket.private) return { done: true, ticket }
  const open = (await mirrorsOf(scope.tx, id)).filter(
    ({ kind, channel }) => kind === 'requester' && !isPersonal(channel),
  )
  const home = await homeOf(scope, ticket, open)
  if (!home) return notFound
  const moved = await change(scope, ticket, { private: true }, { kind: 'made-private' })
  for (const mirror of open) await leave(scope, moved, mirror)
  await mirrorIn(scope, moved, home, open[0]?.floor ?? 'queue')
  await tellSoFar(scope, moved, home)
  return { done: true, ticket: moved }
}

/** The thread keeps one line; what the desk had said there goes, copies of agents' words included. */
async function leave(scope: Scope, ticket: Ticket, mirror: Mirror) {
  const thread = mirror.thread ?? mirror.channel
  const shown = await scope.tx
    .selectFrom('outbox')
    .select('seq')
    .where('thread', '=', thread)
    .where('op', '=', 'post')
    .execute()
  for (const { seq } of shown) scope.mail.remove({ thread }, Number(seq))
  scope.mail.post({ thread }, card(texts[ticket.locale].pointed.moved), { ticket: ticket.id })
  await scope.tx.deleteFrom('mirrors').where('id', '=', mirror.id).execute()
  await scope.tx
    .insertInto('moved_threads')
    .values({ thread, ticket_id: ticket.id, moved_at: scope.now })
    .onConflict((c) => c.column('thread').doNothing())
    .execute()
  // A question that was asked there is not answered there any more.
  await scope.tx
    .updateTable('conversations')
    .set({ flow: null, turn: null, data: null, card: null, wakes_at: null })
    .where('thread', '=', thread)
    .execute()
}

/** The requester's direct message on the platform where the ticket was carried, or on any they were met on. */
async function homeOf(scope: Scope, ticket: Ticket, open: readonly Mirror[]): Promise<ThreadKey | undefined> {
  const accounts = await scope.tx
    .selectFrom('accounts')
    .select('key')
    .where('person_id', '=', ticket.requester_id)
    .orderBy('created_at', 'desc')
    .execute()
  const platforms = open.map(({ channel }) => platformOf(channel))
  const best = accounts.find(({ key }) => platforms.includes(platformOf(key))) ?? accounts[0]
  return best && personalThread(best.key)
}

/** The last public words, so that nobody has to look for them in a thread that is no longer carried. */
const mostLines = 10

async function tellSoFar(scope: Scope, ticket: Ticket, home: ThreadKey) {
  const t = texts[ticket.locale]
  const said = (await publicWordsOf(scope.tx, ticket)).slice(-mostLines)
  let told = card(t.pointed.hereNow(ticket.number, ticket.title), 'title')
  for (const { author, text } of said) told = told.said(author, text)
  scope.mail.post({ thread: home }, told.text(t.ticket.goOn, 'muted'), { ticket: ticket.id })
}
