import { drive } from './slack/driver.ts'
import { sender } from './slack/sender.ts'
import { serve } from './slack/server.ts'
import { ids, type Message, shownText, workspace } from './slack/state.ts'

export { shownText } from './slack/state.ts'
/** What Slack makes of a text as somebody typed it; `says` takes it as Slack delivers it. */
export const typed = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
export type SlackStandIn = Awaited<ReturnType<typeof slackStandIn>>

const patienceMs = 5000

/**
 * A Slack in this process: its Web API over HTTP, and people who write, press and fill in over signed requests.
 *
 *     const slack = await slackStandIn()
 *     …start the desk with slack.settings…
 *     slack.deliverTo('http://127.0.0.1:3000/slack/events')
 *     await slack.says('U1', slack.dm('U1'), 'my VPN is down')
 *     const card = await slack.sees('D1', 'VPN')          // waits for a message that shows this
 *     await slack.presses('U1', slack.dm('U1'), 'Not solved')
 */
export async function slackStandIn() {
  const slack = workspace()
  const server = await serve(slack)
  const signingSecret = 'a-signing-secret-of-tests'
  let target = ''
  const send = sender(() => target, signingSecret)

  /** Waits until `look` finds something; says what was there when it does not. */
  async function until<T>(look: () => T | undefined, complaint: () => string): Promise<T> {
    const deadline = Date.now() + patienceMs
    for (;;) {
      const change = server.changed()
      const found = look()
      if (found !== undefined) return found
      const left = deadline - Date.now()
      if (left <= 0 || !(await inTime(change, left))) throw new Error(complaint())
    }
  }
  const messages = (channel: string): Message[] => slack.channel(channel).messages
  const showing = (channel: string, words: string) =>
    messages(channel).findLast((message) => message.bot && shownText(message).includes(words))

  return {
    ...ids,
    apiUrl: `${server.url}/api`,
    botToken: 'xoxb-stand-in',
    signingSecret,
    /** What a desk is started with. */
    settings: { botToken: 'xoxb-stand-in', signingSecret, apiUrl: `${server.url}/api` },
    deliverTo: (url: string) => {
      target = url
    },
    send,
    fails: server.fails,
    /** The connection of a desk in Socket Mode (`appToken: 'xapp-…'`). */
    socket: server.socket,
    /** The messages of a channel with those in its threads, oldest first. */
    messages,
    /** Who said what in a channel and its threads, as it is shown now. */
    transcript: (channel: string) =>
      messages(channel).map((one) => `${one.bot ? 'bot' : one.user} | ${shownText(one).replaceAll('\n', '\n  ')}`),
    /** What was said before the desk could hear it, or where it cannot. */
    addsSilently: (channel: string, ...said: Message[]) => void slack.channel(channel).messages.push(...said),
    dm: (user: string) => slack.dm(user).id,
    ephemerals: slack.ephemerals,
    requests: slack.requests,
    /** What the bot has uploaded and shared, and what people have sent. */
    files: slack.files,
    /** The calls of one method so far. */
    calls: (method: string) => slack.requests.filter((request) => request.method === method),
    views: slack.views,
    pane: slack.pane,
    /** What a person's home tab shows, once it shows these words. */
    home: (user: string, words = '') =>
      until(
        () =>
          [slack.homes.get(user)]
            .flatMap((home) => (home ? [shownText({ blocks: home.blocks, text: '' })] : []))
            .find((text) => text.includes(words)),
        () => `The home of ${user} does not show “${words}”: ${JSON.stringify(slack.homes.get(user)?.blocks)}`,
      ),
    homeBlocks: (user: string) => slack.homes.get(user)?.blocks ?? [],
    /** The tokens that are good now: to add a workspace, to replace or to revoke one. */
    tokens: slack.tokens,
    person: (id: string, about: { real_name?: string; locale?: string; tz?: string } = {}) =>
      Object.assign(slack.person(id), about),
    /** Puts people into a channel without telling anybody; `joins` tells. */
    members: (channel: string) => slack.channel(channel).members,
    /** The newest message of the bot in a channel that shows these words, when it comes. */
    sees: (channel: string, words: string) =>
      until(
        () => showing(channel, words),
        () => `No message shows “${words}” in ${channel}:\n${messages(channel).map(shownText).join('\n---\n')}`,
      ),
    /** The same for a line that only this person sees. */
    whispered: (user: string, words: string) =>
      until(
        () => slack.ephemerals.findLast((one) => one.user === user && one.text.includes(words)),
        () => `Nobody whispered “${words}” to ${user}: ${JSON.stringify(slack.ephemerals)}`,
      ),
    until,
    ...drive({ slack, send, until, responses: `${server.url}/response` }),
    close: server.close,
  }
}

async function inTime(change: Promise<void>, ms: number) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  return Promise.race([change.then(() => true), late]).finally(() => clearTimeout(timer))
}
