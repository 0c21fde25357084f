import type { Locale } from '../../chat/locale.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Role } from './table.ts'

/** Who does something at the desk. Every verb asks it, whatever the entrance. */
export interface Actor {
  person: PersonId
  name: string
  role: Role
  locale: Locale
  /** They bear the name of somebody who works at the desk, or of the bot, and are neither. Known only where they are quoted. */
  double?: boolean
}

/** Agents, leads and administrators work at the desk; employees ask for help. */
export const isAgent = (actor: Pick<Actor, 'role'>) => actor.role !== 'employee'
export const isLead = (actor: Pick<Actor, 'role'>) => actor.role === 'lead' || actor.role === 'admin'

/** A person as the one who acts now; `locale` is that of the talk or of the page. */
export const actorOf = (person: { id: PersonId; name: string; role: Role }, locale: Locale): Actor => ({
  person: person.id,
  name: person.name,
  role: person.role,
  locale,
})

/** The desk itself, when it pages, reminds or closes without anybody's act. */
export const deskItself: PersonId = 'per_guichet'
export const deskActor = (locale: Locale): Actor => ({ person: deskItself, name: 'Guichet', role: 'admin', locale })
