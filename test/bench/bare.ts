import type { AddressInfo } from 'node:net'
import bolt from '@slack/bolt'
import pg from 'pg'

/**
 * What a careful developer would write in an afternoon: Bolt, one listener, nothing of ours. `BARE` says how much it does
 * before it acknowledges: `ack` nothing, `store` one transaction, `reply` the transaction and an answer by Slack's client.
 */
const does = process.env.BARE
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const receiver = new bolt.HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET!,
  processBeforeResponse: true,
})
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: process.env.SLACK_BOT_TOKEN!, botUserId: 'U0BOT', botId: 'B0BOT' }),
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL! },
})
app.message(async ({ message, body, client }) => {
  if (does === 'ack' || !('text' in message)) return
  await store(body.event_id, message.channel, message.text ?? '')
  if (does === 'reply') await client.chat.postMessage({ channel: message.channel, text: 'Your ticket is open.' })
})

/** A message, its ticket and the notice that is owed, or none of them: five round trips. */
async function store(event: string, channel: string, text: string) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into bare_messages (event, channel, text) values ($1, $2, $3)', [event, channel, text])
    const { rows } = await client.query('insert into bare_tickets (event, title) values ($1, $2) returning id', [
      event,
      text,
    ])
    await client.query('insert into bare_outbox (ticket, content) values ($1, $2)', [
      rows[0].id,
      JSON.stringify({ channel, text }),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

await pool.query(`
  create table if not exists bare_messages (event text primary key, channel text, text text, at timestamptz default now());
  create table if not exists bare_tickets (id bigserial primary key, event text unique, title text, status text default 'new');
  create table if not exists bare_outbox (id bigserial primary key, ticket bigint, content jsonb, sent_at timestamptz)`)
const server = await receiver.start(0)
process.stdout.write(`${JSON.stringify({ ready: true, port: (server.address() as AddressInfo).port })}\n`)
process.on('SIGTERM', () => process.exit(0))
