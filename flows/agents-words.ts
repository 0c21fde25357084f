import type { Card } from '../src/chat/card.ts'
import type { Moment } from '../src/conversation/flow.ts'
import { behalf } from './behalf.ts'
import { duty } from './duty.ts'

/** What agents write that is meant for the desk wherever they write it: their duty, a ticket for somebody else. */
export const agentsWords = async (
  said: Pick<Moment<unknown, string>, 'desk' | 't' | 'event' | 'now'>,
  typed: string,
): Promise<Card | undefined> => (await duty(said, typed)) ?? behalf(said, typed)
