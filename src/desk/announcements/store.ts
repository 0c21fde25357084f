import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import { type Id, newId, type PersonId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'

export interface KnownProblem {
  id: Id<'ann'>
  title: string
  since: Date
  nextUpdateAt: Date | undefined
}

/** A known problem in progress that this message is probably about: one of its words is in it. The newest first. */
export async function knownProblemFor(
  db: Db,
  text: string,
  locale: Locale,
  now: Date,
): Promise<KnownProblem | undefined> {
  const current = await db
    .selectFrom('announcements')
    .selectAll()
    .where('since', '<=', now)
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', now)]))
    .orderBy('since', 'desc')
    .limit(20)
    .execute()
  const said = plain(text)
  const found = current.find(({ keywords }) => keywords.some((word) => said.includes(plain(word))))
  return (
    found && {
      id: found.id,
      title: locale === 'fr' ? found.title_fr : found.title_en,
      since: found.since,
      nextUpdateAt: found.next_update_at ?? undefined,
    }
  )
}

/** Whole words only, without accents or case: "mails" is not "mail", so both are listed as keywords. */
const plain = (text: string) =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** "Me too": the person follows the problem and is told when it ends; no ticket is opened. */
export const follow = (tx: Tx, announcement: Id<'ann'>, person: PersonId, thread: ThreadKey) =>
  tx
    .insertInto('announcement_followers')
    .values({ announcement_id: announcement, person_id: person, thread })
    .onConflict((c) => c.columns(['announcement_id', 'person_id']).doUpdateSet({ thread }))
    .execute()

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
