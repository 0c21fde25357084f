/** An id says what it names: `tkt_9f…`. The prefix is part of the type, so a person's id cannot pass for a ticket's. */
export type Id<Prefix extends string> = `${Prefix}_${string}`

export type PersonId = Id<'per'>
export type TeamId = Id<'tea'>
export type TicketId = Id<'tkt'>
export type MessageId = Id<'msg'>
export type ArticleId = Id<'art'>

/** A fresh random id (122 random bits): unguessable, so it never needs to be hidden, yet is never a permission either. */
export const newId = <P extends string>(prefix: P): Id<P> => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
