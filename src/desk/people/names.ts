import { sql } from 'kysely'
import { normaliseText } from '../../platform/text.ts'
import type { Tx } from '../../schema.ts'
import { type Actor, isAgent } from './actor.ts'

/** In code points. */
const longest = 80
/** What turns a line around or shows nothing: names are written beside each other. */
const unseen = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
/** The desk's own marks behind a name (`Karim (IT, #1042)`): nobody brings one along. */
const marks = /[([{（][^()[\]{}（）]*[#＃]\s*\d[^()[\]{}（）]*[)\]}）]/gu

/** A name as a platform tells it, on one line, with nothing in it that people cannot see or that only the desk may say. */
export const tidyName = (name: string): string =>
  normaliseText(name.replace(unseen, '').replace(marks, '').replace(/\s+/gu, ' ').trim(), longest).trim()

/** Signs that are read as others: each of the first line as the one below it. */
const read = [...'аαвсԁеεɡһніιıi1|јкκмоο0рρѕтτυνхχу']
const as = [...'aabcdeeghhlllllljkkmoooppsttuvxxy']
const alike = new Map(read.map((sign, at) => [sign, as[at]!]))

/** What is left of a name once everything is gone that the eye passes over: two names that look the same have the same. */
export const looksOf = (name: string): string =>
  [...name.normalize('NFKD').toLowerCase()]
    .map((sign) => alike.get(sign) ?? sign)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Whether somebody who does not work at the desk bears the name of somebody who does, or of the bot: on every platform
 * people choose what they are called.
 */
export async function looksLikeStaff(tx: Tx, actor: Pick<Actor, 'name' | 'role'>): Promise<boolean> {
  if (isAgent(actor)) return false
  const looks = looksOf(actor.name)
  const staff = await tx
    .selectFrom('people')
    .select('name')
    .where(
      sql<boolean>`id = any(array(
        select id from people where role <> 'employee' union select person_id from accounts where agent))`,
    )
    .execute()
  return staff.some(({ name }) => looksOf(name) === looks)
}
