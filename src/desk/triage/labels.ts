/** What the person wants from the desk with this message (the bot's first decision). */
export const intents = [
  'greeting',
  'how-to',
  'incident',
  'request',
  'status',
  'my-tickets',
  'person',
  'cancel',
  'help',
  'thanks',
  'solved',
  'out-of-scope',
] as const
export type Intent = (typeof intents)[number]

/** The closed list of ticket categories that ships with the product. */
export const categories = [
  'network',
  'email',
  'hardware',
  'printing',
  'accounts',
  'software',
  'telephony',
  'data',
  'security',
  'workplace',
] as const
export type Category = (typeof categories)[number]

/** How many people are touched: the impact axis of the priority matrix. */
export const impacts = ['one', 'team', 'everyone'] as const
export type Impact = (typeof impacts)[number]

/** How long it can wait: the urgency axis of the priority matrix. */
export const urgencies = ['low', 'medium', 'high'] as const
export type Urgency = (typeof urgencies)[number]

/** ITIL 4: something broke (incident) or something is wanted, advice included (service request). */
export type TicketType = 'incident' | 'service-request'

/** Only three intents lead to a ticket; the others are answered on the spot. */
export const typeOf = (intent: Intent): TicketType | undefined =>
  intent === 'incident' ? 'incident' : intent === 'request' || intent === 'how-to' ? 'service-request' : undefined
