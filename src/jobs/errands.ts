import { sql } from 'kysely'
import type { ChatAdapter } from '../chat/adapter.ts'
import { type AccountKey, type Platform, personalThread, platformOf } from '../chat/thread.ts'
import type { House } from '../conversation/house.ts'
import { callByName, onCallFor } from '../desk/duty/on-call.ts'
import { learnFrom, type Taught } from '../desk/knowledge/learning.ts'
import { tellAgents, tellPrivately } from '../desk/notifications/notices.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import { firstTime, type Leased, mailOut } from '../desk/outbox/store.ts'
import { deskActor } from '../desk/people/actor.ts'
import { joinByDirectory } from '../desk/people/directory.ts'
import { noteProfile } from '../desk/people/store.ts'
import type { Role } from '../desk/people/table.ts'
import type { DeskSettings, Scope } from '../desk/scope.ts'
import type { Tier } from '../desk/teams/table.ts'
import { alikeTickets, isRising } from '../desk/tickets/alike.ts'
import { refreshCards, refreshCardsOf as refreshCardsOfTickets } from '../desk/tickets/change.ts'
import { relaySoFar } from '../desk/tickets/relaying.ts'
import { lockTicket, mirrorsOf, ticketById } from '../desk/tickets/store.ts'
import type { Ticket } from '../desk/tickets/table.ts'
import type { Embedder } from '../platform/embeddings.ts'
import { newId, type PersonId, type TicketId } from '../platform/ids.ts'
import { type Llm, noModel } from '../platform/llm.ts'
import type { Db, Tx } from '../schema.ts'
import { draft } from './draft.ts'
import { putSign, readMessage, showHome } from './entrances.ts'
import { fetchFile } from './fetch-file.ts'
import { incidentOver } from './incidents.ts'
import { askForTalk } from './model.ts'

export interface ErrandPorts {
  db: Db
  house: () => House
  /** Absent where no language model is configured: what asks one is then told so. */
  llm?: Llm
  /** Absent where no embedding model is configured. */
  embedder?: Embedder | undefined
  settings: () => DeskSettings
  adapters: () => Partial<Record<Platform, ChatAdapter>>
  now: () => Date
}
type Errand = (ports: ErrandPorts, payload: never, row: Leased) => Promise<number[]>

/** Work that a worker does apart from speaking. Each may be run again: what is already there is not made twice. */
const errands: Record<string, Errand> = {
  'bring-in-agents': bringInAgents,
  'page-line': pageLine,
  profile,
  'read-message': readMessage,
  'show-home': showHome,
  sign: putSign,
  'fetch-file': (ports, payload, row) => fetchFile({ ...ports, inScope: (act) => inScope(ports, act) }, payload, row),
  learn: (ports, taught: Taught) =>
    inScope(ports, async ({ tx, now }) => {
      await learnFrom(tx, taught, now)
      return []
    }),
  'incident-over': (ports, payload) => incidentOver({ ...ports, inScope: (act) => inScope(ports, act) }, payload),
  draft: (ports, payload, row) =>
    draft({ llm: noModel, ...ports, inScope: (act) => inScope(ports, act) }, payload, row),
  'classify-message': (ports, _, row) => askForTalk({ llm: noModel, ...ports }, row),
  'word-answer': (ports, _, row) => askForTalk({ llm: noModel, ...ports }, row),
  'embed-question': (ports, _, row) => askForTalk({ llm: noModel, ...ports }, row),
}

export async function runErrand(ports: ErrandPorts, row: Leased): Promise<number[]> {
  const { content } = row
  if (content.kind !== 'errand') return []
  const errand = errands[content.errand]
  if (!errand) throw new Error(`No worker knows the errand “${content.errand}”`)
  return errand(ports, content.payload as never, row)
}

/** Puts a ticket before the agents: its card on every triage channel. */
async function bringInAgents(ports: ErrandPorts, { ticket: id }: { ticket: TicketId }): Promise<number[]> {
  return inScope(ports, async (scope) => {
    const ticket = await lockTicket(scope.tx, id)
    if (!ticket) return []
    const cards: { mirror: `mir_${string}`; letter: number }[] = []
    for (const channel of scope.settings.triageChannels) {
      const mirror = newId('mir')
      const added = await scope.tx
        .insertInto('mirrors')
        .values({ id: mirror, ticket_id: id, kind: 'agents', channel, thread: null, card: null, touched_at: scope.now })
        .onConflict((c) => c.columns(['ticket_id', 'kind', 'channel']).doNothing())
        .executeTakeFirst()
      if (added.numInsertedOrUpdatedRows === 0n) continue
      cards.push({ mirror, letter: scope.mail.letters.length })
      scope.mail.ticketCard({ mirror }, id, scope.settings.locale)
      await relaySoFar(scope, ticket, mirror)
    }
    if (cards.length) await refreshCluster(scope, ticket)
    const ids = await mailOut(scope.tx, scope.mail, scope.now)
    for (const { mirror, letter } of cards)
      await scope.tx.updateTable('mirrors').set({ card: ids[letter]! }).where('id', '=', mirror).execute()
    return ids
  })
}

/**
 * The report that makes a cluster of them shows on the other cards too: whichever agent looks can declare. Of reports of the
 * same instant each finds the others there already, so it is the first few by number that do this, as often as they come.
 */
async function refreshCluster(scope: Scope, ticket: Ticket) {
  const alike = await alikeTickets(scope.tx, ticket)
  const earlier = alike.filter(({ number }) => number < ticket.number)
  if (!isRising([ticket, ...alike], scope.now) || isRising(earlier, scope.now)) return
  const numbers = alike.map(({ number }) => number)
  const others = await scope.tx.selectFrom('tickets').selectAll().where('number', 'in', numbers).execute()
  await refreshCardsOfTickets(scope, others)
}

/** `first`: whose person on call goes before the line. */
interface Page {
  ticket: TicketId
  tier: Tier
  first?: Tier
  reason?: string
  by?: string
}

/** Calls a line: a sentence in the agents' threads, a private word to each of its people. */
async function pageLine(
  ports: ErrandPorts,
  { ticket: id, tier, first, reason, by }: Page,
  row: Leased,
): Promise<number[]> {
  return inScope(ports, async (scope) => {
    const ticket = await ticketById(scope.tx, id)
    if (!ticket || !(await firstTime(scope.tx, row))) return []
    const own = first ? await onCallFor(scope.tx, ticket, first, scope.now) : []
    const line = first && own.length ? first : tier
    await tellAgents(scope, ticket, (t) =>
      by && reason ? t.notices.escalatedTo(by, line, reason) : t.notices.paged(line, ticket.number),
    )
    const onCall = own.length ? own : await onCallFor(scope.tx, ticket, tier, scope.now)
    await callByName(scope, ticket, onCall)
    // Whoever is on call is called instead of the whole line; the leads are told as ever.
    const whole = await peopleOfLine(scope.tx, ticket, line)
    const told = whole.filter(({ role }) => !onCall.length || role === 'lead')
    const others = told.map(({ id }) => id).filter((id) => !onCall.some(({ person }) => person === id))
    await tellPrivately(scope, ticket, others, (t) => t.notices.pagedYou(ticket.number, ticket.title))
    if (onCall.length) await refreshCardsOfTickets(scope, [ticket])
    return mailOut(scope.tx, scope.mail, scope.now)
  })
}

/** The agents of a line; the leads too when somebody asked for a person and waits. */
const peopleOfLine = (tx: Tx, ticket: Ticket, tier: number): Promise<{ id: PersonId; role: Role }[]> =>
  tx
    .selectFrom('people as p')
    .leftJoin('teams as t', 't.id', 'p.team_id')
    .select(['p.id', 'p.role'])
    .where((e) => e.or([e('t.tier', '=', tier as 1 | 2 | 3), ...(ticket.handover ? [e('p.role', '=', 'lead')] : [])]))
    .where('p.role', '!=', sql.lit('employee'))
    .execute()

/** Asks the platform's directory for the name and language behind an account, outside any transaction. */
async function profile(ports: ErrandPorts, { account }: { account: AccountKey }): Promise<number[]> {
  const adapter = ports.adapters()[platformOf(account)]
  const place = await ports.db
    .selectFrom('places')
    .select('reference')
    .where('key', '=', personalThread(account))
    .executeTakeFirst()
  const known = await adapter?.profile?.(account, place?.reference)
  if (!known) return []
  return inScope(ports, async (scope) => {
    await noteProfile(scope.tx, account, known, scope.now)
    await joinByDirectory(scope.tx, account, known.directoryEmail, scope.settings.trustedDirectories ?? [])
    await refreshCardsOf(scope, account)
    return mailOut(scope.tx, scope.mail, scope.now)
  })
}

/** A ticket may have been opened before its requester's name was known: its cards show the name now. */
async function refreshCardsOf(scope: Scope, account: AccountKey) {
  const open = await scope.tx
    .selectFrom('tickets as t')
    .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
    .selectAll('t')
    .where('a.key', '=', account)
    .where('t.status', 'not in', ['resolved', 'closed'])
    .execute()
  for (const ticket of open) refreshCards(scope, ticket, await mirrorsOf(scope.tx, ticket.id))
}

const inScope = ({ db, settings, now }: ErrandPorts, act: (scope: Scope) => Promise<number[]>): Promise<number[]> =>
  db
    .transaction()
    .execute((tx) =>
      act({ tx, actor: deskActor(settings().locale), now: now(), mail: new Mailbag(), settings: settings() }),
    )
