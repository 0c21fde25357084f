import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sql } from 'kysely'
import { accountKey } from '../../src/chat/thread.ts'
import type { PersonId } from '../../src/platform/ids.ts'
import type { Db } from '../../src/schema.ts'
import { type Persona, personas } from './personas.ts'
import type { WebPorts } from './ports.ts'

type Clocked = Pick<WebPorts, 'db' | 'now'>

/** OWASP ASVS 5.0 V7.3: a session ends after this long without use, and in any case after this long. */
export const idleMinutes = 30
export const absoluteHours = 12
const linkMinutes = 10

/** 128 random bits: nobody guesses one in ten minutes. Only its hash is stored, so a copy of the database opens nothing. */
const newToken = () => randomBytes(16).toString('base64url')
const hash = (token: string) => createHash('sha256').update(`guichet-session ${token}`).digest('hex')

/** Makes a one-time link for this person; the path goes behind the console's address. */
export async function signInPath({ db, now }: Clocked, person: PersonId): Promise<string> {
  const token = newToken()
  const expires = new Date(now().getTime() + linkMinutes * 60_000)
  await sql`insert into sign_in_links (token_hash, person_id, expires_at) values (${hash(token)}, ${person}, ${expires})`.execute(
    db,
  )
  return `/sign-in/${token}`
}

/** Whom a link would sign in, without using it up: mail scanners and previews open links too. */
export async function linkHolder({ db, now }: Clocked, token: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select p.name from sign_in_links l join people p on p.id = l.person_id
    where l.token_hash = ${hash(token)} and l.used_at is null and l.expires_at > ${now()}`.execute(db)
  return rows[0]?.name
}

/** Uses a link up and opens a session with a token of its own. Nothing for a link that is used, expired or made up. */
export async function openSession({ db, now }: Clocked, link: string): Promise<string | undefined> {
  const at = now()
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ person_id: PersonId; name: string }>`
      update sign_in_links l set used_at = ${at} from people p
      where p.id = l.person_id and l.token_hash = ${hash(link)} and l.used_at is null and l.expires_at > ${at}
      returning l.person_id, p.name`.execute(tx)
    const holder = rows[0]
    if (!holder) return undefined
    await ensureAccount(tx, holder, at)
    const token = newToken()
    await sql`insert into sessions (token_hash, person_id, created_at, seen_at)
              values (${hash(token)}, ${holder.person_id}, ${at}, ${at})`.execute(tx)
    return token
  })
}

/** Whoever signs in has an account on the web, so that they can talk there; its key is their own id. */
async function ensureAccount(db: Db, { person_id, name }: { person_id: PersonId; name: string }, at: Date) {
  const known = await db
    .selectFrom('accounts')
    .select('key')
    .where('person_id', '=', person_id)
    .where('key', 'like', 'web:%')
    .executeTakeFirst()
  if (known) return
  await db
    .insertInto('accounts')
    .values({ key: accountKey('web', 'local', person_id), person_id, name, created_at: at })
    .execute()
}

/** `__Host-` binds the cookie to this host over TLS; plain HTTP, on this machine, cannot have it. */
const plainName = 'guichet_session'
const secureName = `__Host-${plainName}`

export function giveSession(c: Context, token: string) {
  const secure = c.req.header('origin')?.startsWith('https:') ?? false
  setCookie(c, secure ? secureName : plainName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: absoluteHours * 3_600,
  })
}

const tokenOf = (c: Context) => getCookie(c, secureName) ?? getCookie(c, plainName)

/** The person of this request's session, if it is alive; being seen keeps it so. The role is read anew each time. */
export async function personaOfSession({ db, now }: Clocked, c: Context): Promise<Persona | undefined> {
  const token = tokenOf(c)
  if (!token) return undefined
  const at = now()
  const { rows } = await sql<{ person_id: PersonId }>`
    update sessions set seen_at = ${at}
    where token_hash = ${hash(token)}
      and seen_at > ${new Date(at.getTime() - idleMinutes * 60_000)}
      and created_at > ${new Date(at.getTime() - absoluteHours * 3_600_000)}
    returning person_id`.execute(db)
  const holder = rows[0]
  if (!holder) return undefined
  const { employees, agents } = await personas(db, holder.person_id)
  return [...employees, ...agents][0]
}

/** Ends the session on the server, not only in this browser. */
export async function endSession({ db }: Clocked, c: Context) {
  const token = tokenOf(c)
  if (token) await sql`delete from sessions where token_hash = ${hash(token)}`.execute(db)
  deleteCookie(c, plainName, { path: '/' })
  deleteCookie(c, secureName, { path: '/', secure: true })
}

/** What signs the cookies of the demonstration: made once, the same in every process and after every restart. */
export async function cookieSecret(db: Db): Promise<string> {
  const fresh = randomBytes(32).toString('base64url')
  await sql`insert into web_secrets (name, value) values ('cookie', ${fresh}) on conflict (name) do nothing`.execute(db)
  const { rows } = await sql<{ value: string }>`select value from web_secrets where name = 'cookie'`.execute(db)
  return rows[0]!.value
}
