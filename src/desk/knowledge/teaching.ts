import type { Locale } from '../../chat/locale.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Tx } from '../../schema.ts'
import { isTitleOfAnother, learningLimits, questionKey } from './learning.ts'
import { publish } from './store.ts'
import type { AliasId } from './table.ts'

const mostText = 500
export type Taught =
  | { readonly taught: true; readonly alias: AliasId }
  | { readonly taught: false; readonly why: 'no-article' | 'too-short' | 'another-title' | 'known' }

/**
 * An administrator says that this question means this article: an alias like those that confirmations taught, listed and
 * revoked like them. It also brings back one that was revoked or suspended.
 */
export async function teachAlias(
  tx: Tx,
  { externalId, locale, text }: { externalId: string; locale: Locale; text: string },
  by: PersonId | null,
  now: Date,
): Promise<Taught> {
  const question = normaliseText(text, mostText).trim()
  const key = questionKey(question, locale)
  const article = await tx
    .selectFrom('articles as a')
    .innerJoin('article_versions as v', 'v.article_id', 'a.id')
    .select('a.id')
    .where('a.external_id', '=', externalId)
    .where('a.withdrawn_at', 'is', null)
    .where('v.locale', '=', locale)
    .where('v.current', '=', true)
    .executeTakeFirst()
  if (!article) return { taught: false, why: 'no-article' }
  if (key.split(' ').length < learningLimits.wordsAtLeast) return { taught: false, why: 'too-short' }
  const place = { article: article.id, locale }
  if (await isTitleOfAnother(tx, place, key)) return { taught: false, why: 'another-title' }
  const decided = { text: question, state: 'active', learned_at: now, decided_by: by, decided_at: now } as const
  const alias = await tx
    .insertInto('article_aliases')
    .values({ id: newId('ali'), article_id: article.id, locale, key, ...decided })
    .onConflict((conflict) =>
      conflict
        .columns(['article_id', 'locale', 'key'])
        .doUpdateSet(decided)
        .where('article_aliases.state', '<>', 'active'),
    )
    .returning('id')
    .executeTakeFirst()
  if (!alias) return { taught: false, why: 'known' }
  await publish(tx, [place])
  return { taught: true, alias: alias.id }
}
