import { card } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'

/** What somebody reads who is called for a ticket by name, with the button that takes it. */
export const calledCard = (words: string, t: Texts) =>
  card(words).buttons({ takeCalled: { label: t.duty.take, style: 'primary' } })

/** The same for whoever's turn it is: they may pass it on. */
export const offerCard = (words: string, t: Texts) => calledCard(words, t).buttons({ passOffer: t.duty.pass })

/** What can be pressed on them; acts of their ticket, which `tickets/acts.ts` must know. */
export type CalledAnswers = ReturnType<typeof offerCard>['invites']
