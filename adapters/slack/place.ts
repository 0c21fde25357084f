import type { ChatEvent, Heard } from '../../src/chat/event.ts'
import {
  type AccountKey,
  accountKey,
  channelKey,
  personalThread,
  type ThreadKey,
  threadUnder,
} from '../../src/chat/thread.ts'

/** The workspace that a payload was sent to, and the bot's own user id there as far as it is known. */
export interface Here {
  workspace: string
  botUser?: string | undefined
  /** The event comes from a channel shared with another company, whose people are not ours. */
  shared?: boolean
}

/** An event, with what the platform allows in the same breath. */
export interface Parsed {
  event: ChatEvent
  /** The channel it happened in; a personal conversation's own id differs from its thread's key. */
  channel?: string
  user: string
  /** Opens one modal within 3 s. */
  trigger?: string
  /** Shows a line to this person alone. */
  responseUrl?: string
  /** It was pressed on a message that this person alone sees, which their answer may replace. */
  alone?: true
  /** The fields of the modal that was sent, to place errors under. */
  shown?: string[]
}

interface Source {
  here: Here
  id: string
  at: Date
  heard: Heard
  user: string
  /** The person's own workspace, when it is another one (a shared channel). */
  userTeam?: string | undefined
  /** In a direct message: the thread that is spoken in (the agent pane's, or one that the person began). */
  within?: string | undefined
  name?: string | undefined
  channel?: string
  personal?: boolean
  root?: string
  message?: string
}

/** The event of one person in one place. A personal conversation is the person's, whatever id Slack gives its channel today. */
export function heardFrom({
  here,
  id,
  at,
  heard,
  user,
  userTeam,
  within,
  name,
  channel,
  personal,
  root,
  message,
}: Source): Parsed {
  const account = accountKey('slack', userTeam ?? here.workspace, user)
  const event: ChatEvent = {
    id,
    thread: threadOf(here, account, personal ? undefined : channel, root),
    from: { account, ...(name && { name }) },
    at,
    heard,
    ...(message && { message }),
    ...(here.shared && { outsiders: true }),
    // With its owner, since a reference may be handed to a talk with somebody else of this workspace.
    ...(personal && channel && { reference: referenceOf({ channel, user, userTeam, within, here }) }),
  }
  return { event, user, ...(channel && { channel }) }
}

const referenceOf = ({
  channel,
  user,
  userTeam,
  within,
  here,
}: Pick<Source, 'channel' | 'user' | 'userTeam' | 'within' | 'here'>) => ({
  channel,
  user,
  ...(within && { within }),
  ...(userTeam && { heardIn: here.workspace }),
})

function threadOf(here: Here, account: AccountKey, channel: string | undefined, root: string | undefined): ThreadKey {
  if (!channel) return personalThread(account)
  const key = channelKey('slack', here.workspace, channel)
  return root ? threadUnder(key, root) : key
}

export interface Place {
  channel: string
  channel_type?: string | undefined
}
export const isPersonal = ({ channel, channel_type: type }: Place) => (type ? type === 'im' : channel.startsWith('D'))

/** Slack names a message by its time: seconds, then a number that makes it unique. */
export const dateOf = (ts: string) => new Date(Math.round(Number(ts) * 1000))

/** The workspace of a guest from elsewhere. Within one organisation (`enterprise`) a person is the same in each workspace. */
export function guestTeam(body: { user: { team_id?: string | undefined }; enterprise?: unknown }, here: Here) {
  const team = body.user.team_id
  return team && !body.enterprise && team !== here.workspace ? team : undefined
}
