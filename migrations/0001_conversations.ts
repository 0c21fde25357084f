import { type Kysely, sql } from 'kysely'

/**
 * People, what was heard from them, what they are owed. Additive, like every migration: processes of the version before
 * keep running while it is applied.
 */
export async function up(db: Kysely<never>) {
  // One sequence numbers both sides of a talk, so that a transcript has an order of its own.
  await sql`create sequence talk`.execute(db)
  await sql`
    create table people (
      id         text primary key check (id like 'per\_%'),
      name       text not null check (length(name) between 1 and 200),
      locale     text check (locale in ('fr', 'en')),
      time_zone  text,
      role       text not null default 'employee' check (role in ('employee', 'agent', 'lead', 'admin')),
      team_id    text,
      site       text,
      created_at timestamptz not null
    )`.execute(db)
  // The desk itself acts too: it pages, closes, reminds. Its history needs a name.
  await sql`insert into people (id, name, role, created_at) values ('per_guichet', 'Guichet', 'admin', now())`.execute(
    db,
  )
  await sql`
    create table accounts (
      key         text primary key,
      person_id   text not null references people (id),
      name        text,
      avatar_url  text,
      agent       boolean not null default false,
      profiled_at timestamptz,
      created_at  timestamptz not null
    )`.execute(db)
  await sql`create index accounts_person on accounts (person_id)`.execute(db)
  await sql`
    create table link_codes (
      code_hash  text primary key,
      account    text not null references accounts (key) on delete cascade,
      expires_at timestamptz not null,
      used_at    timestamptz
    )`.execute(db)
  await sql`create index link_codes_account on link_codes (account)`.execute(db)
  await sql`create table link_tries (account text not null, at timestamptz not null)`.execute(db)
  await sql`create index link_tries_account on link_tries (account, at)`.execute(db)
  await sql`create table places (key text primary key, reference jsonb not null, updated_at timestamptz not null)`.execute(
    db,
  )
  await sql`
    create table heard (
      id       text primary key check (length(id) <= 512),
      seq      bigint not null default nextval('talk'),
      thread   text not null,
      account  text not null,
      message  text,
      body     jsonb not null,
      at       timestamptz not null,
      heard_at timestamptz not null,
      outcome  text
    )`.execute(db)
  await sql`create index heard_thread on heard (thread, seq)`.execute(db)
  await sql`create index heard_message on heard (thread, message) where message is not null`.execute(db)
  await sql`
    create table conversations (
      thread    text primary key,
      person_id text not null references people (id),
      locale    text not null check (locale in ('fr', 'en')),
      flow      text,
      turn      text,
      data      jsonb,
      card      bigint,
      memory    jsonb not null default '{}',
      wakes_at  timestamptz,
      moved_at  timestamptz not null
    )`.execute(db)
  await sql`create index conversations_waking on conversations (wakes_at) where wakes_at is not null`.execute(db)
  await sql`
    create table outbox (
      seq          bigint primary key default nextval('talk'),
      lane         text not null,
      op           text not null check (op in ('post', 'update', 'remove', 'errand', 'begin')),
      thread       text,
      mirror_id    text,
      content      jsonb not null,
      target       bigint,
      ticket_id    text,
      message_id   text,
      created_at   timestamptz not null,
      attempts     integer not null default 0,
      not_before   timestamptz,
      lease        text,
      leased_until timestamptz,
      uncertain    boolean not null default false,
      posted       text,
      settled_at   timestamptz,
      failed       text
    )`.execute(db)
  await sql`create index outbox_owed on outbox (lane, seq) where settled_at is null`.execute(db)
  await sql`create index outbox_thread on outbox (thread, seq)`.execute(db)
  await sql`create index outbox_message on outbox (message_id) where message_id is not null`.execute(db)
  await sql`create index outbox_posted on outbox (posted) where posted is not null`.execute(db)
}
