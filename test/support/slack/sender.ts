import { createHmac } from 'node:crypto'

export interface Sending {
  /** Seconds by which the signature's time differs from now. */
  skew?: number
  headers?: Record<string, string>
  secret?: string
  contentType?: string
  /** Sends again as Slack does (at once, with its headers) while the answer is not a 2xx: up to this many times. */
  retries?: number
}
export interface Delivered {
  status: number
  /** The answer, when it is JSON. */
  body: Record<string, unknown> | undefined
  attempts: number
}

/** Signs and sends as Slack does. */
export function sender(url: () => string, signingSecret: string) {
  async function once(body: string, { skew = 0, headers, secret = signingSecret, contentType }: Sending) {
    const stamp = Math.floor(Date.now() / 1000) + skew
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`
    const answer = await fetch(url(), {
      method: 'POST',
      headers: {
        'content-type': contentType ?? 'application/json',
        'x-slack-request-timestamp': String(stamp),
        'x-slack-signature': signature,
        ...headers,
      },
      body,
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : undefined }
  }
  /** The body as it is, whatever it is. */
  async function raw(body: string, how: Sending = {}): Promise<Delivered> {
    let answer = await once(body, how)
    let attempts = 1
    for (; answer.status >= 300 && attempts <= (how.retries ?? 0); attempts++) {
      const retry = { 'x-slack-retry-num': String(attempts), 'x-slack-retry-reason': 'http_error' }
      answer = await once(body, { ...how, headers: { ...how.headers, ...retry } })
    }
    return { ...answer, attempts }
  }
  const form = { contentType: 'application/x-www-form-urlencoded' }
  return {
    raw,
    json: (body: unknown, how: Sending = {}) => raw(JSON.stringify(body), how),
    form: (fields: Record<string, string>, how: Sending = {}) =>
      raw(new URLSearchParams(fields).toString(), { ...form, ...how }),
    payload: (payload: unknown, how: Sending = {}) =>
      raw(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), { ...form, ...how }),
  }
}
