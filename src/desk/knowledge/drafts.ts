import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import { newId, type PersonId, type TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Ticket } from '../tickets/table.ts'
import { functionWords } from '../triage/language-words.ts'
import { type ArticleDraft, checkDraft, type DraftRefusal } from './article.ts'
import { draftArticle, likeNames } from './drafting.ts'
import { type ImpactReport, impactOf } from './impact.ts'
import { questionKey } from './learning.ts'
import { schedule } from './scheduling.ts'
import { upsertArticle } from './store.ts'
import type { DraftId, StoredDraft } from './table.ts'
import type { Asking } from './testing.ts'
import type { ArticleName } from './withdrawing.ts'
import { fold } from './words.ts'

export type Drafted =
  | { readonly done: true; readonly draft: StoredDraft }
  | { readonly done: false; readonly why: 'not-found' | 'not-resolved' | 'nothing-to-say' }
export type Decided<T = {}> = ({ readonly done: true } & T) | { readonly done: false; readonly why: 'no-such-draft' }

/**
 * Makes an article of a resolved ticket, for review: nobody is shown it until `publishDraft`. Made again for the same
 * ticket, it takes the place of the one that waits.
 */
export async function draftFromTicket(tx: Tx, id: TicketId, by: PersonId | null, now: Date): Promise<Drafted> {
  const ticket = await tx.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!ticket) return { done: false, why: 'not-found' }
  if (!ticket.resolution) return { done: false, why: 'not-resolved' }
  const said = await saidByAgents(tx, ticket)
  const all = [ticket.title, ticket.description, ticket.resolution, ...said].join('\n')
  const names = await namesIn(tx, all, ticket)
  const article = draftArticle({ ...ticket, resolution: ticket.resolution, said, names })
  if (!article) return { done: false, why: 'nothing-to-say' }
  const made = { ...article, locale: ticket.locale, category: ticket.category, made_by: by, made_at: now }
  const draft = await tx
    .insertInto('article_drafts')
    .values({
      id: newId('dra'),
      ticket_id: id,
      state: 'open',
      decided_by: null,
      decided_at: null,
      article_id: null,
      ...made,
    })
    // Literal: a kept plan knows no values, and would not recognise the index.
    .onConflict((conflict) => conflict.column('ticket_id').where('state', '=', sql.lit('open')).doUpdateSet(made))
    .returningAll()
    .executeTakeFirstOrThrow()
  return { done: true, draft }
}

/** What agents told the requester. Internal notes were never meant for anybody else. */
async function saidByAgents(db: Db, { id, requester_id }: Ticket): Promise<string[]> {
  const messages = await db
    .selectFrom('messages')
    .select('text')
    .where('ticket_id', '=', id)
    .where('audience', '=', 'public')
    .where('author_id', '<>', requester_id)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute()
  return messages.map(({ text }) => text)
}

/**
 * The people of the ticket, everybody else whom the desk knows by a name that is written in it, and what is written like
 * the name of somebody whom it does not know.
 */
async function namesIn(db: Db, text: string, { requester_id, author_id, assignee_id, locale }: Ticket) {
  const written = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
  const people = await db.selectFrom('people').select(['id', 'name']).execute()
  const involved: (string | null)[] = [requester_id, author_id, assignee_id]
  const isWritten = (name: string) =>
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((part) => written.has(part))
  const known = people.filter(({ id, name }) => involved.includes(id) || isWritten(name)).map(({ name }) => name)
  return [...known, ...(await strangersIn(db, text, locale))]
}

/**
 * Products and places are written like names too; they are told by the words of the base, where people do not stand. A
 * function word only begins a sentence (« Since Monday »).
 */
async function strangersIn(db: Db, text: string, locale: Locale): Promise<string[]> {
  const rows = likeNames(text).map((name) => name.split(' ').map((word) => ({ word, stem: questionKey(word, locale) })))
  const stems = rows.flat().map(({ stem }) => stem)
  const known = await sql<{ term: string }>`
    select distinct term from search_terms where entries > 0 and term = any(${stems}::text[])`.execute(db)
  const vocabulary = new Set(known.rows.map(({ term }) => term))
  const isName = ({ word, stem }: { word: string; stem: string }) =>
    !vocabulary.has(stem) && !functionWords.has(fold(word))
  return rows
    .map((words) => words.filter(isName).map(({ word }) => word))
    .filter((words) => words.length > 1)
    .map((words) => words.join(' '))
}

export type ListedDraft = StoredDraft & { number: number }

/** Drafts that wait for a reviewer, oldest first; or one by its id, whatever became of it. */
export function listDrafts(db: Db, id?: DraftId): Promise<ListedDraft[]> {
  const all = db
    .selectFrom('article_drafts as d')
    .innerJoin('tickets as t', 't.id', 'd.ticket_id')
    .selectAll('d')
    .select('t.number')
    .orderBy('d.made_at')
  return (id ? all.where('d.id', '=', id) : all.where('d.state', '=', 'open')).execute()
}

/**
 * A reviewer stands for it: the draft becomes an article for employees, reviewed today, with its ticket in its id; now, or
 * at the instant `at`, until which nobody is shown it.
 */
export async function publishDraft(
  tx: Tx,
  id: DraftId,
  { by, now, at }: { by: PersonId | null; now: Date; at?: Date | undefined },
): Promise<Decided<{ externalId: string }>> {
  const draft = await decide(tx, id, 'published', by, now)
  if (!draft) return { done: false, why: 'no-such-draft' }
  const { number } = await tx
    .selectFrom('tickets')
    .select('number')
    .where('id', '=', draft.ticket_id)
    .executeTakeFirstOrThrow()
  const article = articleOf(draft, number, now)
  if (at && at > now) {
    await schedule(tx, [{ ...article, publishAt: at.toISOString() }], now, by)
    return { done: true, externalId: article.externalId }
  }
  const stored = await upsertArticle(tx, article, now)
  if (!('article' in stored))
    throw new Error(`the draft ${id} could not be stored: ${'why' in stored ? stored.why : stored.stored}`)
  await tx.updateTable('article_drafts').set({ article_id: stored.article }).where('id', '=', id).execute()
  return { done: true, externalId: article.externalId }
}

/**
 * Takes back what was published ahead of time. The draft of a ticket waits for a reviewer again, unless another was made
 * meanwhile; an article of a folder comes back with the next import.
 */
export async function takeBackScheduled(tx: Tx, name: ArticleName): Promise<Decided> {
  const gone = await tx
    .deleteFrom('scheduled_articles')
    .where('external_id', '=', name.externalId)
    .where('locale', '=', name.locale)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) return { done: false, why: 'no-such-draft' }
  await sql`
    update article_drafts d set state = 'open', decided_by = null, decided_at = null from tickets t
    where t.id = d.ticket_id and 'ticket-' || t.number = ${name.externalId} and d.locale = ${name.locale}
      and d.state = 'published' and d.article_id is null
      and not exists (select from article_drafts o where o.ticket_id = d.ticket_id and o.state = 'open')`.execute(tx)
  return { done: true }
}

/** The article that a draft becomes once somebody stands for it. */
function articleOf({ locale, title, body, category }: StoredDraft, number: number, now: Date): ArticleDraft {
  const reviewedOn = now.toISOString().slice(0, 10)
  const article = { externalId: `ticket-${number}`, locale, title, body, reviewedOn, audience: 'employees' as const }
  return { ...article, ...(category && { category }) }
}

/** A reviewer's own wording of a draft that is still open. What no article could be made of is refused, and why. */
export async function editDraft(
  tx: Tx,
  id: DraftId,
  { title, body }: { title: string; body: string },
): Promise<Decided | { readonly done: false; readonly why: DraftRefusal }> {
  const [draft] = await listDrafts(tx, id)
  if (draft?.state !== 'open') return { done: false, why: 'no-such-draft' }
  const checked = checkDraft({ ...articleOf(draft, draft.number, draft.made_at), title, body })
  if (!checked.ok) return { done: false, why: checked.why }
  await tx
    .updateTable('article_drafts')
    .set({ title: checked.draft.title, body: checked.draft.body })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
  return { done: true }
}

/** Questions asked again for one draft: enough to see what it does, few enough not to hold up the desk. */
const questionsAsked = 100

/** Which past questions a draft would answer better or worse, were it published now; nothing where it is not open. */
export async function draftImpact(
  db: Db,
  id: DraftId,
  { now, meaning }: Pick<Asking, 'now' | 'meaning'>,
): Promise<ImpactReport | undefined> {
  const [draft] = await listDrafts(db, id)
  if (draft?.state !== 'open') return undefined
  const change = { drafts: [articleOf(draft, draft.number, now)], source: '', withdrawMissing: false }
  return impactOf(db, change, { now, meaning, audience: 'employees', limit: questionsAsked })
}

/** A reviewer does not want it. It stays where it is, so that the same ticket is not proposed for ever. */
export async function discardDraft(tx: Tx, id: DraftId, by: PersonId | null, now: Date): Promise<Decided> {
  return (await decide(tx, id, 'discarded', by, now)) ? { done: true } : { done: false, why: 'no-such-draft' }
}

/** One decision wins: the second of two reviewers finds no open draft. */
const decide = (tx: Tx, id: DraftId, state: 'published' | 'discarded', by: PersonId | null, now: Date) =>
  tx
    .updateTable('article_drafts')
    .set({ state, decided_by: by, decided_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst()
