import { channelOf, isPersonal, type ThreadKey } from '../../chat/thread.ts'
import { type Actor, isAgent } from '../people/actor.ts'
import { readableBy } from './article.ts'
import type { Audience } from './table.ts'

/** Where an answer would be read: by whoever can read that place, not only by the one who asked. */
export interface ReadingPlace {
  /** Absent at the console, the API and the command line, which show what one person asked for. */
  readonly thread?: ThreadKey | undefined
  /** People of another company read along (Slack Connect). */
  readonly outsiders?: boolean | undefined
  /** The agents' own channels. */
  readonly triageChannels: readonly ThreadKey[]
}

/**
 * Whose articles may be quoted here. In private: what the person may read. In the agents' channel: the same, only agents
 * are there. In any other channel: what employees may read, even when an agent asks, because employees read along; and
 * public articles alone where people of another company do. This is the only place where it is decided.
 */
export function quotableAt(actor: Pick<Actor, 'role'>, { thread, outsiders, triageChannels }: ReadingPlace) {
  return readableBy[audienceOf(actor, { thread, outsiders, triageChannels })]
}

function audienceOf(actor: Pick<Actor, 'role'>, { thread, outsiders, triageChannels }: ReadingPlace): Audience {
  if (outsiders) return 'public'
  const own = isAgent(actor) ? 'agents' : 'employees'
  if (!thread || isPersonal(thread) || triageChannels.includes(channelOf(thread))) return own
  return 'employees'
}
