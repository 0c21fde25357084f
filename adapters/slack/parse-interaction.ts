import { createHash } from 'node:crypto'
import type { Heard } from '../../src/chat/event.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { inputName, ModalOrigin, modalName } from './modal.ts'
import { dateOf, guestTeam, type Here, heardFrom, isPersonal, type Parsed } from './place.ts'
import { BlockActions, Input, Value, ViewSubmission } from './schemas.ts'

/** The longest answer in one field, in code points: twice what a modal of ours lets through. */
const longestField = 6000

/** A pressed button or a sent modal of ours; nothing for the rest (shortcuts, closed modals, other apps' buttons). */
export function parseInteraction(
  kind: 'block_actions' | 'view_submission',
  body: unknown,
  here: Here,
  now: Date,
): Parsed | undefined {
  if (kind === 'block_actions') {
    const press = BlockActions.safeParse(body)
    return press.success ? parsePress(press.data, here, now) : undefined
  }
  const view = ViewSubmission.safeParse(body)
  return view.success && view.data.view.callback_id === modalName ? parseView(view.data, here, now) : undefined
}

function parsePress(body: ReturnType<typeof BlockActions.parse>, here: Here, now: Date): Parsed | undefined {
  const action = body.actions[0]
  const value = action && carried(action.value ?? action.selected_option?.value)
  const channel = body.container?.channel_id ?? body.channel?.id
  const posted = body.container?.message_ts ?? body.message?.ts
  if (!action || !value) return undefined
  const name = value.action ?? action.action_id.replace(/#\d+$/, '')
  if (body.view) return pressAtHome(body, pressed(value, name, {}), here, now)
  if (!channel || !posted) return undefined
  // Of a message that one person alone sees Slack does not send what it says, but where it stands.
  const within = body.message?.thread_ts ?? body.container?.thread_ts
  const parsed = heardFrom({
    here,
    id: `slack:${here.workspace}:${channel}:${posted}:${action.action_ts ?? body.trigger_id ?? action.action_id}:${body.user.id}`,
    at: action.action_ts ? dateOf(action.action_ts) : now,
    heard: pressed(value, name, fieldsOf(body.state?.values ?? {})),
    user: body.user.id,
    userTeam: guestTeam(body, here),
    channel,
    personal: isPersonal({ channel }),
    root: within ?? posted,
    within,
  })
  return {
    ...parsed,
    ...(body.trigger_id && { trigger: body.trigger_id }),
    ...(body.response_url && { responseUrl: body.response_url }),
    ...(body.container?.is_ephemeral && { alone: true as const }),
  }
}

/** The home is in no channel: what is pressed there belongs to the person's own conversation. */
function pressAtHome(body: ReturnType<typeof BlockActions.parse>, heard: Heard, here: Here, now: Date): Parsed {
  const [action] = body.actions
  const id = `slack:${here.workspace}:home:${body.view?.id}:${action?.action_ts ?? body.trigger_id}:${body.user.id}`
  const parsed = heardFrom({ here, id, at: now, heard, user: body.user.id, userTeam: guestTeam(body, here) })
  return { ...parsed, ...(body.trigger_id && { trigger: body.trigger_id }) }
}

function pressed(value: ReturnType<typeof Value.parse>, action: string, fields: Record<string, string>): Heard {
  if (value.form) return { kind: 'open-form', card: value.card, action }
  const choice = value.choice !== undefined ? { choice: value.choice } : {}
  return { kind: 'press', card: value.card, action, fields: { ...fields, ...choice } }
}

/**
 * The id holds a digest of what was filled in: sent again as it was, it is the same event; corrected after a refusal it
 * is another one, although Slack keeps the view's id and hash.
 */
function parseView(
  { view, ...body }: ReturnType<typeof ViewSubmission.parse>,
  here: Here,
  now: Date,
): Parsed | undefined {
  const origin = ModalOrigin.safeParse(json(view.private_metadata))
  if (!origin.success) return undefined
  const { card, action, thread, channel } = origin.data
  const values = view.state?.values ?? {}
  const fields = fieldsOf(values)
  const digest = createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 16)
  const id = `slack:${here.workspace}:view:${view.id}:${view.hash ?? ''}:${digest}`
  const heard: Heard = { kind: 'press', card, action, fields }
  const { event, user } = heardFrom({ here, id, at: now, heard, user: body.user.id, userTeam: guestTeam(body, here) })
  return { event: { ...event, thread: thread as ThreadKey }, user, channel, shown: Object.keys(values) }
}

function fieldsOf(values: Record<string, Record<string, unknown>>): Record<string, string> {
  const filled = Object.entries(values).flatMap(([field, elements]) => {
    const input = Input.safeParse(elements[inputName])
    const answer = input.success
      ? (input.data.value ?? input.data.selected_option?.value ?? input.data.selected_date)
      : undefined
    return answer === undefined ? [] : [[field, normaliseText(answer, longestField)] as const]
  })
  return Object.fromEntries(filled)
}

function carried(value: string | undefined) {
  const parsed = Value.safeParse(json(value ?? ''))
  return parsed.success ? parsed.data : undefined
}

/** Nothing for what is not JSON: the button is not one of ours. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
