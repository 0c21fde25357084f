import { type Kysely, sql } from 'kysely'

/**
 * What an optional embedding model makes of articles and of questions. `bits`: the signs of the vector, by which near ones
 * are found without an extension; `vector`: little-endian float32 of length 1, by which they are compared.
 */
export async function up(db: Kysely<never>) {
  await sql`
    create table article_embeddings (
      article_id text not null references articles (id) on delete cascade,
      locale     text not null check (locale in ('fr', 'en')),
      version    integer not null,
      model      text not null,
      digest     text not null,
      dimensions integer not null check (dimensions > 0),
      bits       bit varying not null,
      vector     bytea not null,
      primary key (article_id, locale)
    )`.execute(db)
  await sql`
    create table question_embeddings (
      digest   text primary key,
      vector   bytea not null,
      asked_at timestamptz not null
    )`.execute(db)
  await sql`create index question_embeddings_asked on question_embeddings (asked_at)`.execute(db)
}
