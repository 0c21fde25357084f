import type { Locale } from '../../chat/locale.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { areAlike } from '../tickets/alike.ts'
import type { Intent } from '../triage/labels.ts'
import { latestUpdate, titleIn } from './incidents.ts'
import type { Announcement } from './table.ts'

export interface KnownProblem {
  id: Id<'ann'>
  title: string
  since: Date
  nextUpdateAt: Date | undefined
  /** What was told of it last. */
  update: string | undefined
}

type Said = { text: string; locale: Locale; intent?: Intent }

/**
 * A known problem in progress that this message is probably about: one of its words is in it, or it reads like the report
 * that a major incident was declared from. The newest first. Who wants something new is not told of a failure.
 */
export async function knownProblemFor(db: Db, said: Said, now: Date): Promise<KnownProblem | undefined> {
  const current = await db
    .selectFrom('announcements')
    .selectAll()
    .where('since', '<=', now)
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', now)]))
    .orderBy('since', 'desc')
    .limit(20)
    .execute()
  const found = current.find((problem) => isAbout(problem, said))
  return (
    found && {
      id: found.id,
      title: titleIn(found, said.locale),
      since: found.since,
      nextUpdateAt: found.next_update_at ?? undefined,
      update: await latestUpdate(db, found, said.locale),
    }
  )
}

/** The newest major incident that is not over. */
export async function majorIncident(
  db: Db,
  locale: Locale,
  now: Date,
): Promise<Pick<KnownProblem, 'id' | 'title' | 'since'> | undefined> {
  const found = await db
    .selectFrom('announcements')
    .selectAll()
    .where('ticket_id', 'is not', null)
    .where('since', '<=', now)
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', now)]))
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found && { id: found.id, title: titleIn(found, locale), since: found.since }
}

function isAbout({ keywords, sample, sample_locale }: Announcement, { text, locale, intent }: Said): boolean {
  const words = plain(text)
  if (keywords.some((word) => words.includes(plain(word)))) return true
  if (!sample || intent === 'request') return false
  const report = { text: sample, locale: sample_locale ?? locale, type: 'incident' } as const
  return areAlike(report, { text, locale, type: 'incident' })
}

/** Whole words only, without accents or case: "mails" is not "mail", so both are listed as keywords. */
const plain = (text: string) =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** A known problem without a major incident behind it. */
export const announce = (
  db: Db,
  problem: { category: string; titleFr: string; titleEn: string; keywords: string[]; since: Date; nextUpdateAt?: Date },
) =>
  db
    .insertInto('announcements')
    .values({
      id: newId('ann'),
      category: problem.category,
      title_fr: problem.titleFr,
      title_en: problem.titleEn,
      keywords: problem.keywords,
      since: problem.since,
      next_update_at: problem.nextUpdateAt ?? null,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
