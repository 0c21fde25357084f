import { firstPhrase, phrases, plain } from '../triage/phrases.ts'
import type { Triage } from '../triage/triage.ts'

/**
 * How a channel takes requests. `auto`: each message that is not noise is a ticket; `emoji`: on 🎫; `mention`: when the bot
 * is mentioned; `off`: never. `clear`, and a channel without a setting: where a message is clearly meant for a service desk.
 */
export const channelModes = ['auto', 'emoji', 'mention', 'off', 'clear'] as const
export type ChannelMode = (typeof channelModes)[number]
export const modeNamed = (word: string): ChannelMode | undefined =>
  channelModes.find((mode) => mode === (word === 'clair' ? 'clear' : word))

/** Messages of one author within these minutes are one ticket, unless a channel is set otherwise. */
export const usualBurstMinutes = 2
export const longestBurstMinutes = 60

/** Asks for a ticket of the message it is put on; takes the talk about it out of the channel. */
export const ticketEmoji = ['🎫', '🎟️']
/** Makes a ticket of what was taken for noise, where every message is looked at. In other channels it is only a sign. */
export const forceEmoji = ['📌']
export const privateEmoji = ['🤫']

/** A leading 📣 says that this is news for the channel and no request. Slack may write the sign as its name. */
export const isAnnounced = (text: string) => /^\s*(?:📣|📢|:mega:|:loudspeaker:)/u.test(text)

/** A leading 📌 says that this is a request, however it reads. */
export const isForced = (text: string) => /^\s*(?:📌|:pushpin:)/u.test(text)

/** Of these nothing opens. Somebody who greets and asks for help in one breath is not only greeting. */
const chatter = ['thanks', 'solved', 'greeting', 'out-of-scope', 'cancel', 'help', 'my-tickets', 'status']

const praise =
  phrases(`bravo | kudos | great job | good job | great work | nice work | well done | congrats | congratulations | hats off | love the new | loving the new
  | felicitations | beau travail | bon travail | bon boulot | super boulot | beau boulot | super travail | chapeau | bien joue`)
const trouble =
  phrases(`but | however | except | still | cannot | can t | doesn t | does not | isn t | broken | please | mais | sauf | toujours pas | ne marche | ne fonctionne
  | en panne | pouvez | pourriez | svp | besoin`)

/** Who may be spoken to in a channel: accounts, and teams by `team:` and their short name. Empty: everybody. */
export type OnlyFor = readonly string[]
export const teamMark = 'team:'

/** Asks something, by its sign or as triage reads it. A fault that is told is none, however badly it is wanted mended. */
export const isQuestion = (text: string, { intent }: Pick<Triage, 'intent'>): boolean =>
  text.includes('?') || intent === 'how-to'

/** Greetings, thanks, praise, "it works now", talk about lunch: nothing that a service desk should act on. */
export function isNoise(text: string, { intent, bands }: Pick<Triage, 'intent' | 'bands'>): boolean {
  const words = plain(text)
  if (intent === 'greeting') return !text.includes('?')
  if (firstPhrase(words, praise) && !firstPhrase(words, trouble) && !text.includes('?')) return true
  return chatter.includes(intent) && bands.intent !== 'unsure'
}
