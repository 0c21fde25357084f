import { type Kysely, sql } from 'kysely'

/** The knowledge base (articles…) and the index that search reads (search…). Additive, like every migration. */
export async function up(db: Kysely<never>) {
  await articles(db)
  await learning(db)
  await searchIndex(db)
}

async function articles(db: Kysely<never>) {
  await sql`
    create table articles (
      id           text primary key check (id like 'art\_%'),
      external_id  text not null unique check (length(external_id) between 1 and 200),
      audience     text not null check (audience in ('public', 'employees', 'agents')),
      service      text,
      category     text,
      owner        text,
      source       text,
      created_at   timestamptz not null,
      withdrawn_at timestamptz
    )`.execute(db)
  await sql`
    create table article_versions (
      article_id   text not null references articles (id) on delete cascade,
      locale       text not null check (locale in ('fr', 'en')),
      version      integer not null check (version > 0),
      current      boolean not null,
      fingerprint  text not null,
      title        text not null check (length(title) between 1 and 500),
      lead         text not null,
      steps        jsonb not null,
      body         text not null,
      synonyms     jsonb not null,
      reviewed_on  date,
      review_by    date,
      published_at timestamptz not null,
      primary key (article_id, locale, version)
    )`.execute(db)
  await sql`create unique index article_versions_current on article_versions (article_id, locale) where current`.execute(
    db,
  )
  await sql`
    create table article_passages (
      article_id text not null,
      locale     text not null,
      version    integer not null,
      position   integer not null,
      heading    text,
      text       text not null,
      primary key (article_id, locale, version, position),
      foreign key (article_id, locale, version) references article_versions on delete cascade
    )`.execute(db)
}

async function learning(db: Kysely<never>) {
  await sql`
    create table article_aliases (
      id         text primary key check (id like 'ali\_%'),
      article_id text not null references articles (id) on delete cascade,
      locale     text not null check (locale in ('fr', 'en')),
      text       text not null check (length(text) between 1 and 500),
      key        text not null,
      state      text not null check (state in ('active', 'suspended', 'revoked')),
      learned_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      unique (article_id, locale, key)
    )`.execute(db)
  await sql`
    create table article_verdicts (
      id         bigint generated always as identity primary key,
      article_id text not null references articles (id) on delete cascade,
      locale     text not null check (locale in ('fr', 'en')),
      version    integer not null,
      query      text not null,
      key        text not null,
      rank       integer not null check (rank > 0),
      person_id  text not null,
      helped     boolean not null,
      given_at   timestamptz not null,
      unique (article_id, locale, key, person_id)
    )`.execute(db)
  await sql`create index article_verdicts_person on article_verdicts (person_id, given_at) where helped`.execute(db)
}

async function searchIndex(db: Kysely<never>) {
  await sql`
    create table search_entries (
      id         integer generated always as identity primary key,
      article_id text not null references articles (id) on delete cascade,
      locale     text not null check (locale in ('fr', 'en')),
      version    integer not null,
      audience   smallint not null,
      analysis   smallint not null,
      length     integer not null,
      stems      text not null,
      terms      integer[] not null,
      unique (article_id, locale)
    )`.execute(db)
  await sql`
    create table search_titles (
      id          integer generated always as identity primary key,
      entry_id    integer not null references search_entries (id) on delete cascade,
      kind        text not null check (kind in ('title', 'synonym', 'alias')),
      text        text not null,
      weight      real not null check (weight > 0 and weight <= 1),
      terms       integer[] not null,
      length      integer not null,
      grams       text[] not null,
      gram_length integer not null
    )`.execute(db)
  await sql`create index search_titles_entry on search_titles (entry_id)`.execute(db)
  // "C": the same order and the same equality whatever the language of the server.
  await sql`
    create table search_terms (
      id      integer generated always as identity primary key,
      locale  text not null,
      term    text collate "C" not null,
      entries integer not null,
      titles  integer not null,
      unique (locale, term)
    )`.execute(db)
  await sql`
    create table search_grams (
      locale  text not null,
      gram    text collate "C" not null,
      entries integer not null,
      primary key (locale, gram)
    )`.execute(db)
  await sql`
    create table search_spellings (
      locale  text not null,
      variant text collate "C" not null,
      term_id integer not null,
      primary key (locale, variant, term_id)
    )`.execute(db)
  await sql`
    create table search_postings (
      term_id      integer not null,
      audience     smallint not null,
      entry_id     integer not null,
      frequency    smallint not null,
      length       integer not null,
      title_length smallint not null,
      primary key (term_id, audience, entry_id) include (frequency, length, title_length)
    )`.execute(db)
  await sql`
    create table search_totals (
      locale       text primary key,
      entries      integer not null default 0,
      length       bigint not null default 0,
      titles       integer not null default 0,
      title_length bigint not null default 0,
      gram_length  bigint not null default 0
    )`.execute(db)
  await sql`insert into search_totals (locale) values ('fr'), ('en')`.execute(db)
}
