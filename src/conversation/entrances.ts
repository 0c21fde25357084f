import type { ChatEvent } from '../chat/event.ts'
import { channelOf, isPersonal } from '../chat/thread.ts'
import { forceEmoji, privateEmoji, ticketEmoji } from '../desk/channels/channel.ts'
import type { Moment } from './flow.ts'
import type { Pointed } from './house.ts'
import { begun, type Hearing, nothing, type Routed } from './moving.ts'
import { formOf } from './route.ts'

type Heard<Kind> = Extract<ChatEvent['heard'], { kind: Kind }>

/** The card of a person's home, and the beginning of the names of forms about a message: neither was ever posted. */
export const homeCard = 'home'
const pointedCard = 'pointed:'
/** … and of cards that one person alone was shown: the event that asked follows. */
export const asideCard = 'aside:'

/** The home is drawn by a worker, like everything that is shown; from now on it is drawn again when something on it changes. */
export async function atHome({ event, moment }: Hearing): Promise<Routed> {
  await moment.desk.accounts.showHome(event.from.account)
  return nothing('home')
}

/** Somebody points at a message: what was heard of it counts more than what the platform says now. */
export async function pointed(hearing: Hearing, heard: Heard<'pointed'>): Promise<Routed> {
  const { event, house, moment } = hearing
  const { message, thread } = event
  if (!message) return nothing('ignored')
  const said = await moment.desk.channels.said(thread, message)
  const answer: Pointed = {
    ...heard,
    ...(said && { author: { account: said.account } }),
    ...{ card: `${pointedCard}${event.id}`, source: said?.event ?? `${thread}#${message}`, thread, message },
  }
  return nothing('pointed', await house.pointed({ ...moment, data: undefined, answer }))
}

/**
 * A sign that is no act on a ticket's card. One that is a word is carried to where its message is read. 🎫 makes a ticket of a message, where the channel allows it; what was never
 * heard is read first. 🤫 takes a ticket out of the channel.
 */
export async function signed(
  { event, house, place, mail, moment }: Hearing,
  { emoji, added }: { emoji: string; added: boolean },
): Promise<Routed> {
  const { message, thread, from } = event
  const { desk } = moment
  const put = message && { thread, message, account: from.account, emoji, added }
  if (put && (await desk.tickets.sign(put))) return nothing('signed')
  const agents = house.settings.triageChannels.includes(channelOf(thread))
  if (!added || !message || isPersonal(thread) || agents) return nothing('ignored')
  if (privateEmoji.includes(emoji) && place.carried?.kind === 'requester')
    return nothing((await desk.tickets.makePrivate(place.carried.ticket)).done ? 'worked' : 'refused')
  if (!ticketEmoji.includes(emoji) && !forceEmoji.includes(emoji)) return nothing('ignored')
  const setting = await desk.channels.setting(thread)
  if (forceEmoji.includes(emoji) && setting?.mode !== 'auto') return nothing('ignored')
  if (setting?.mode === 'mention' || setting?.mode === 'off') return nothing('ignored')
  const said = await desk.channels.said(thread, message)
  if (!said) {
    mail.errand(`read ${thread}`, 'read-message', { channel: channelOf(thread), message, account: from.account })
    return nothing('reading')
  }
  const answer: Pointed = {
    ...{ text: said.text, author: { account: said.account }, here: true, form: false, card: '' },
    ...{ source: said.event, thread, message },
  }
  return nothing('pointed', await house.pointed({ ...moment, data: undefined, answer }))
}

/** A press on what was never posted: somebody's home, or the form that a shortcut opened. Nothing for every other card. */
export async function pressLoose(
  hearing: Hearing,
  heard: Heard<'press'> | Heard<'open-form'>,
): Promise<Routed | undefined> {
  const { event, house, moment } = hearing
  if (heard.card === homeCard) return pressHome(hearing, heard)
  if (heard.card.startsWith(asideCard)) return pressAside(hearing, heard)
  if (!heard.card.startsWith(pointedCard)) return undefined
  const before = await moment.desk.channels.pointed(heard.card.slice(pointedCard.length), event.from.account)
  if (!before) return nothing('old-card', { notice: moment.t.oldCard })
  const said = await moment.desk.channels.said(before.thread, before.message)
  const answer: Pointed = {
    ...before,
    ...(said && { author: { account: said.account } }),
    ...{ card: heard.card, source: said?.event ?? `${before.thread}#${before.message}` },
  }
  const at: Moment<unknown, Pointed> = { ...moment, data: undefined, answer }
  return nothing('pointed', await (heard.kind === 'press' ? house.pointedForm(at, heard.fields) : house.pointed(at)))
}

/** Found by what was asked, and by nobody but whoever asked it. */
async function pressAside(
  { event, house, moment }: Hearing,
  heard: Heard<'press'> | Heard<'open-form'>,
): Promise<Routed> {
  const source = heard.card.slice(asideCard.length)
  const asked = heard.kind === 'press' && (await moment.desk.channels.asked(source, event.from.account))
  if (!asked) return nothing('old-card', { notice: moment.t.oldCard })
  const answer = { action: heard.action, source, ...asked }
  return nothing('pressed', await house.aside({ ...moment, data: undefined, answer }))
}

async function pressHome(hearing: Hearing, heard: Heard<'press'> | Heard<'open-form'>): Promise<Routed> {
  const { house, moment, event } = hearing
  if (!isPersonal(event.thread)) return nothing('refused')
  if (heard.kind === 'open-form') {
    const form = formOf((await house.home(moment)).blocks, heard.action)
    return form ? nothing('form', { form }) : nothing('old-card', { notice: moment.t.oldCard })
  }
  const { action, fields } = heard
  return begun(hearing, await house.atHome({ ...moment, data: undefined, answer: { action, fields } }), 'worked')
}
