import { type RawBuilder, sql } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { MessageId, TicketId } from '../../platform/ids.ts'
import { mask } from '../../platform/masking.ts'
import { normaliseText } from '../../platform/text.ts'
import { filesOf, forgetContents } from '../files/store.ts'
import type { Content, MirrorId } from '../outbox/table.ts'
import type { Outcome, Scope } from '../scope.ts'
import { change, refused, take } from './change.ts'
import { blackened, type Cut, inMessageBlocks } from './redaction.ts'
import { copiesOf } from './relaying.ts'
import { mirrorsOf } from './store.ts'
import type { Message, Ticket } from './table.ts'

/** What is to go: certain words wherever the ticket holds them, or a whole message with its files. */
export interface Redaction {
  readonly words: string
  readonly message?: MessageId | undefined
}
/** Fewer letters would stand in words that are meant to stay. */
const fewest = 4
const longest = 500

/**
 * An agent takes out afterwards what should never have been written. It goes from the ticket and its messages with their
 * earlier versions, from what was heard and what was answered, from why triage and the base decided, and every copy that
 * the bot has posted is edited. What its author wrote on the platform itself stays there until they delete it.
 */
export async function redact(
  scope: Scope,
  id: TicketId,
  { words, message }: Redaction,
): Promise<Outcome<{ messages: number }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const sought = normaliseText(words, longest).trim()
  if (sought ? [...sought].length < fewest : !message) return { done: false, why: 'empty' }
  const all = await scope.tx.selectFrom('messages').selectAll().where('ticket_id', '=', id).orderBy('seq').execute()
  const whole = sought ? undefined : all.find((each) => each.id === message)
  const cut: Cut = { words: sought || (whole?.text.trim() ?? ''), whole: whole !== undefined }
  if (!cut.words) return { done: false, why: 'empty' }
  const threads = await threadsOf(scope, ticket, all)
  await cutOutOfOutbox(scope, ticket, threads, cut)
  if (whole) await cutOutOfCopies(scope, whole)
  const messages = await cutOutOfMessages(scope, id, cut, whole?.id)
  await cutOutOfMemory(scope, ticket, threads, cut)
  await change(scope, ticket, cutOutOfTicket(ticket, cut), { kind: 'redacted', change: { messages } })
  return { done: true, messages }
}

/** Wherever its words may have been said: its mirrors, and where its messages were heard. */
async function threadsOf({ tx }: Scope, ticket: Ticket, messages: readonly Message[]): Promise<ThreadKey[]> {
  const mirrors = await mirrorsOf(tx, ticket.id)
  const opened = await tx.selectFrom('heard').select('thread').where('id', '=', ticket.source).executeTakeFirst()
  const all = [
    ...mirrors.flatMap(({ thread, channel }) => [thread, channel]),
    ...messages.map(({ source_thread }) => source_thread),
    opened?.thread,
  ]
  return [...new Set(all.filter((thread) => thread !== null && thread !== undefined))]
}

function cutOutOfTicket(ticket: Ticket, cut: Cut) {
  const { title, description, resolution, tried, facts, rating_comment } = ticket
  // A title is the beginning of the first words.
  const named = cut.whole && (cut.words.startsWith(title.replace(/…$/, '').trim()) || description === cut.words)
  return {
    title: named ? mask : blackened(title, cut),
    description: blackened(description, cut),
    resolution: resolution && blackened(resolution, cut),
    rating_comment: rating_comment && blackened(rating_comment, cut),
    tried: JSON.stringify(blackened(tried, cut)),
    facts: JSON.stringify(
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, blackened(value, cut)])),
    ),
  }
}

/** The messages that held it, and what they held before they were edited. A whole message is one that holds nothing else. */
async function cutOutOfMessages(
  { tx, now }: Scope,
  ticket: TicketId,
  { words }: Cut,
  whole: MessageId | undefined,
): Promise<number> {
  const of = whole ? sql`m.id = ${whole}` : sql`m.ticket_id = ${ticket}`
  await sql`
    update message_versions v set text = replace(v.text, ${words}, ${mask}) from messages m where m.id = v.message_id and ${of}`.execute(
    tx,
  )
  if (whole) {
    await tx.deleteFrom('message_versions').where('message_id', '=', whole).execute()
    const files = (await filesOf(tx, [whole])).get(whole) ?? []
    await forgetContents(
      tx,
      files.map(({ id }) => id),
    )
  }
  const { rows } = await sql`
    update messages m set text = replace(m.text, ${words}, ${mask}), edited_at = ${now}
    where ${of} and position(${words} in m.text) > 0 returning m.id`.execute(tx)
  return rows.length
}

/** The copies of a whole message: the first part says that something was there, the rest and its files go. */
async function cutOutOfCopies(scope: Scope, { id, ticket_id }: Message): Promise<void> {
  for (const copy of await copiesOf(scope, id)) {
    const about = { ticket: ticket_id, message: id }
    if (copy.isFile || copy.part > 0) scope.mail.remove(copy.to, copy.seq, about)
    else {
      const row = await scope.tx
        .selectFrom('outbox')
        .select('content')
        .where('seq', '=', copy.seq)
        .executeTakeFirstOrThrow()
      if (row.content.kind === 'blocks')
        scope.mail.update(copy.to, copy.seq, inMessageBlocks(row.content.blocks), about)
    }
  }
  const rows = await scope.tx.selectFrom('outbox').select(['seq', 'content']).where('message_id', '=', id).execute()
  for (const { seq, content } of rows) {
    if (content.kind !== 'blocks') continue
    const blocks = inMessageBlocks(content.blocks)
    await scope.tx
      .updateTable('outbox')
      .set({ content: JSON.stringify({ kind: 'blocks', blocks }) })
      .where('seq', '=', seq)
      .execute()
  }
}

interface Row {
  seq: number
  op: string
  target: number | null
  thread: ThreadKey | null
  mirror: MirrorId | null
  content: Content
}

/** Everything the bot said there that holds it: rewritten where it is kept, and edited where it stands. */
async function cutOutOfOutbox(scope: Scope, ticket: Ticket, threads: readonly ThreadKey[], cut: Cut): Promise<void> {
  const { rows } = await sql<Row>`
    select seq, op, target, thread, mirror_id as mirror, content from outbox
    where (ticket_id = ${ticket.id} or thread = any(${threads}::text[])
      or mirror_id in (select id from mirrors where ticket_id = ${ticket.id}))
      and ${holds(sql`content`, cut)} order by seq`.execute(scope.tx)
  const newest = new Map<number, Row>()
  for (const row of rows) {
    const content = blackened(row.content, cut)
    await scope.tx
      .updateTable('outbox')
      .set({ content: JSON.stringify(content) })
      .where('seq', '=', row.seq)
      .execute()
    if (row.op === 'post' || row.op === 'update') newest.set(Number(row.target ?? row.seq), { ...row, content })
  }
  for (const [post, { content, thread, mirror }] of newest) {
    const to = mirror ? { mirror } : thread && { thread }
    if (to && content.kind === 'blocks') scope.mail.update(to, post, content.blocks, { ticket: ticket.id })
  }
}

/** What was heard, where talks stand, the ticket's history, and why the desk decided as it did. */
async function cutOutOfMemory({ tx }: Scope, ticket: Ticket, threads: readonly ThreadKey[], cut: Cut): Promise<void> {
  const inThreads = sql`thread = any(${threads}::text[])`
  await rewrite(tx, { table: sql`heard`, key: sql`id`, column: sql`body`, where: inThreads }, cut)
  await rewrite(tx, { table: sql`conversations`, key: sql`thread`, column: sql`data`, where: inThreads }, cut)
  await rewrite(tx, { table: sql`conversations`, key: sql`thread`, column: sql`memory`, where: inThreads }, cut)
  const ofTicket = sql`ticket_id = ${ticket.id}`
  const key = sql`ticket_id || ' ' || seq`
  await rewrite(tx, { table: sql`ticket_events`, key, column: sql`change`, where: ofTicket }, cut)
  await rewrite(tx, { table: sql`triage_decisions`, key: sql`source`, column: sql`reasons`, where: ofTicket }, cut)
  const { words } = cut
  await sql`update triage_lines set text = replace(text, ${words}, ${mask}) where ticket_id = ${ticket.id} and position(${words} in text) > 0`.execute(
    tx,
  )
  await sql`update article_drafts set title = replace(title, ${words}, ${mask}), body = replace(body, ${words}, ${mask}) where ticket_id = ${ticket.id} and state = 'open'`.execute(
    tx,
  )
  await sql`update reply_drafts set text = replace(text, ${words}, ${mask}) where ticket_id = ${ticket.id}`.execute(tx)
  for (const table of [sql`answers_given`, sql`unanswered_questions`])
    await sql`update ${table} set text = replace(text, ${words}, ${mask}) where person_id = ${ticket.requester_id} and position(${words} in text) > 0`.execute(
      tx,
    )
  await sql`update article_verdicts set query = replace(query, ${words}, ${mask}) where person_id = ${ticket.requester_id} and position(${words} in query) > 0`.execute(
    tx,
  )
}

interface Json {
  table: RawBuilder<unknown>
  key: RawBuilder<unknown>
  column: RawBuilder<unknown>
  where: RawBuilder<unknown>
}

/** Only texts are rewritten, never the names and kinds around them, so it is done on the value and not on its JSON. */
async function rewrite(tx: Scope['tx'], { table, key, column, where }: Json, cut: Cut): Promise<void> {
  const { rows } = await sql<{ key: string; value: unknown }>`
    select ${key} as key, ${column} as value from ${table} where ${where} and ${holds(column, cut)}`.execute(tx)
  for (const row of rows)
    await sql`update ${table} set ${column} = ${JSON.stringify(blackened(row.value, cut))}::jsonb where ${where} and ${key} = ${row.key}`.execute(
      tx,
    )
}

/** As PostgreSQL writes a text inside of JSON. */
const holds = (column: RawBuilder<unknown>, { words }: Cut) =>
  sql`position(${JSON.stringify(words).slice(1, -1)} in ${column}::text) > 0`
