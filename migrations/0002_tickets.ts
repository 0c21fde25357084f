import { type Kysely, sql } from 'kysely'

/** Tickets, their history, their messages and the places that mirror them. The checks repeat the rules of the desk, so a bug cannot store nonsense. */
export async function up(db: Kysely<never>) {
  await sql`
    create table teams (
      id      text primary key check (id like 'tea\_%'),
      slug    text not null unique,
      name_fr text not null,
      name_en text not null,
      tier    integer not null check (tier between 1 and 3)
    )`.execute(db)
  await sql`
    create table tickets (
      id                 text primary key check (id like 'tkt\_%'),
      number             integer generated always as identity (start with 1001) unique,
      source             text not null unique,
      type               text not null check (type in ('incident', 'service-request')),
      requester_id       text not null references people (id),
      author_id          text not null references people (id),
      locale             text not null check (locale in ('fr', 'en')),
      title              text not null check (length(title) between 1 and 200),
      description        text not null,
      category           text,
      impact             text not null check (impact in ('one', 'team', 'everyone')),
      urgency            text not null check (urgency in ('low', 'medium', 'high')),
      priority           text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
      status             text not null default 'new'
                         check (status in ('new', 'in-progress', 'waiting', 'on-hold', 'resolved', 'closed')),
      tier               integer not null default 1 check (tier between 1 and 3),
      team_id            text references teams (id),
      assignee_id        text references people (id),
      handover           boolean not null default false,
      frustrated         boolean not null default false,
      tried              jsonb not null default '[]',
      facts              jsonb not null default '{}',
      resolution         text,
      rating             integer check (rating between 1 and 5),
      rating_comment     text,
      opened_at          timestamptz not null,
      first_response_at  timestamptz,
      resolved_at        timestamptz,
      closed_at          timestamptz,
      reopened           integer not null default 0,
      page_at            timestamptz,
      close_at           timestamptz,
      version            integer not null default 1,
      check (status <> 'in-progress' or assignee_id is not null)
    )`.execute(db)
  await sql`create index tickets_requester on tickets (requester_id, opened_at desc)`.execute(db)
  await sql`create index tickets_open on tickets (status, priority, opened_at) where status <> 'closed'`.execute(db)
  await sql`create index tickets_assignee on tickets (assignee_id) where status <> 'closed'`.execute(db)
  await sql`create index tickets_paging on tickets (page_at) where page_at is not null`.execute(db)
  await sql`create index tickets_closing on tickets (close_at) where close_at is not null`.execute(db)
  await sql`
    create table ticket_events (
      ticket_id text not null references tickets (id) on delete cascade,
      seq       integer not null,
      at        timestamptz not null,
      actor_id  text,
      kind      text not null,
      change    jsonb not null default '{}',
      primary key (ticket_id, seq)
    )`.execute(db)
  await sql`
    create table messages (
      id             text primary key check (id like 'msg\_%'),
      ticket_id      text not null references tickets (id) on delete cascade,
      seq            bigint not null default nextval('talk'),
      author_id      text not null references people (id),
      audience       text not null check (audience in ('public', 'internal')),
      text           text not null,
      source_thread  text,
      source_message text,
      at             timestamptz not null,
      edited_at      timestamptz,
      deleted_at     timestamptz
    )`.execute(db)
  await sql`create index messages_ticket on messages (ticket_id, seq)`.execute(db)
  await sql`create unique index messages_source on messages (source_thread, source_message) where source_message is not null`.execute(
    db,
  )
  await sql`
    create table message_versions (
      message_id text not null references messages (id) on delete cascade,
      text       text not null,
      until      timestamptz not null
    )`.execute(db)
  await sql`create index message_versions_message on message_versions (message_id)`.execute(db)
  await sql`
    create table mirrors (
      id        text primary key check (id like 'mir\_%'),
      ticket_id text not null references tickets (id) on delete cascade,
      kind      text not null check (kind in ('requester', 'agents', 'subscriber')),
      channel   text not null,
      thread    text,
      card      bigint,
      floor     text not null default 'queue' check (floor in ('bot', 'queue', 'person')),
      touched_at timestamptz not null,
      unique (ticket_id, kind, channel)
    )`.execute(db)
  await sql`create index mirrors_thread on mirrors (thread) where thread is not null`.execute(db)
  await sql`create index mirrors_card on mirrors (card) where card is not null`.execute(db)
  await sql`
    create table ratings (
      id         text primary key check (id like 'rat\_%'),
      person_id  text not null references people (id),
      thread     text not null,
      ticket_id  text references tickets (id) on delete cascade,
      part       text not null check (part in ('bot', 'human')),
      rating     integer not null check (rating between 1 and 5),
      comment    text,
      at         timestamptz not null
    )`.execute(db)
  await sql`
    create table subscriptions (
      id         text primary key check (id like 'sub\_%'),
      channel    text not null,
      filter     jsonb not null,
      person_id  text not null references people (id),
      created_at timestamptz not null,
      unique (channel, filter)
    )`.execute(db)
  await sql`
    create table announcements (
      id             text primary key check (id like 'ann\_%'),
      category       text not null,
      title_fr       text not null,
      title_en       text not null,
      keywords       text[] not null default '{}',
      since          timestamptz not null,
      next_update_at timestamptz,
      ended_at       timestamptz
    )`.execute(db)
  await sql`
    create table announcement_followers (
      announcement_id text not null references announcements (id) on delete cascade,
      person_id       text not null references people (id),
      thread          text not null,
      primary key (announcement_id, person_id)
    )`.execute(db)
}
