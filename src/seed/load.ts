import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Desk } from '../desk/desk.ts'
import { importArticles } from '../desk/knowledge/importing.ts'
import { locate } from '../desk/knowledge/sources/locate.ts'
import type { Actor } from '../desk/people/actor.ts'
import type { DeskSettings } from '../desk/scope.ts'
import { addWorkingMinutes } from '../desk/sla/calendar.ts'
import type { PersonId, TeamId, TicketId } from '../platform/ids.ts'
import type { Db } from '../schema.ts'
import { seedCare } from './care.ts'
import type { SeedAct, SeedTicket } from './life.ts'
import { people, sites } from './people.ts'
import { quietly } from './quietly.ts'
import { teams } from './services.ts'
import { tickets } from './tickets.ts'

const personId = (slug: string): PersonId => `per_${slug}`
const teamId = (slug: string): TeamId => `tea_${slug}`

/** The articles stand beside the sources; the compiled code finds them from `dist` too. */
const articles = (language: 'fr' | 'en') => {
  const near = new URL(`./articles/${language}/`, import.meta.url)
  return fileURLToPath(existsSync(near) ? near : new URL(`../../../src/seed/articles/${language}/`, import.meta.url))
}

/** Fills an empty desk with the demonstration. Says whether it did: a desk that has people is left as it is. Nobody is notified. */
export async function seedDemo(db: Db, settings: DeskSettings, now: Date): Promise<boolean> {
  const known = await db.selectFrom('people').select('id').where('id', '=', personId(people[0].slug)).executeTakeFirst()
  if (known) return false
  for (const locale of ['fr', 'en'] as const) await seedArticles(db, locale, now)
  await seedPeople(db, now)
  const titles = await articleTitles(db)
  for (const ticket of tickets) await play(db, settings, ticket, { now, titles })
  await seedCare(db, settings, now, actorOf)
  return true
}

async function seedArticles(db: Db, locale: 'fr' | 'en', now: Date) {
  const source = await locate(articles(locale))
  if (!source.ok) throw new Error(`The demonstration’s articles cannot be read: ${source.why} ${source.detail}`)
  const options = { locale, zone: 'UTC', dryRun: false, missing: 'keep', now: () => now, onProgress: () => {} } as const
  const { failures } = await importArticles(db, source, options)
  if (failures[0]) throw new Error(`A demonstration article cannot be read: ${failures[0].from}: ${failures[0].why}`)
}

/** What was tried is told to agents by the titles that the requester was shown. */
async function articleTitles(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('article_versions as v')
    .innerJoin('articles as a', 'a.id', 'v.article_id')
    .select(['a.external_id', 'v.locale', 'v.title'])
    .where('v.current', '=', true)
    .execute()
  return new Map(rows.map(({ external_id, locale, title }) => [`${locale} ${external_id}`, title]))
}

async function seedPeople(db: Db, now: Date) {
  await db
    .insertInto('teams')
    .values(teams.map(({ slug, name, tier }) => ({ id: teamId(slug), slug, name_fr: name.fr, name_en: name.en, tier })))
    .execute()
  await db
    .insertInto('people')
    .values(
      people.map((person) => ({
        id: personId(person.slug),
        name: person.name,
        locale: person.locale,
        role: person.role,
        site: sites[person.site].name,
        time_zone: sites[person.site].zone,
        team_id: 'line' in person ? teamId(person.line) : null,
        created_at: now,
      })),
    )
    .execute()
  await db
    .insertInto('accounts')
    .values(
      people.map(({ slug, name }) => ({
        key: `web:local:${slug}` as const,
        person_id: personId(slug),
        name,
        avatar_url: null,
        profiled_at: now,
        created_at: now,
      })),
    )
    .execute()
}

/** Plays one ticket's life with the desk's own verbs, each at its own time, and tells nobody. */
async function play(
  db: Db,
  settings: DeskSettings,
  ticket: SeedTicket,
  { now, titles }: { now: Date; titles: ReadonlyMap<string, string> },
) {
  const opened = openedAt(ticket, settings, now)
  const requester = actorOf(ticket.requester)
  const at = <T>(who: Actor, when: Date, act: (desk: Desk) => Promise<T>) =>
    quietly(db, settings, { actor: who, at: when }, act)
  const source = `seed:${ticket.slug}`
  const outcome = await at(ticket.author ? actorOf(ticket.author) : requester, opened, async (desk) => {
    desk.triage.note(source, desk.triage.read(ticket.description))
    return desk.tickets.open({
      source,
      requester: requester.person,
      type: ticket.type,
      title: ticket.title,
      description: ticket.description,
      category: ticket.category,
      impact: ticket.impact,
      urgency: ticket.urgency,
      critical: ticket.critical,
      tried: ticket.tried?.map((slug) => titles.get(`${requester.locale} ${slug}`) ?? slug),
      thread: `web:local:@${ticket.requester}`,
    })
  })
  if (!outcome.done) throw new Error(`The demonstration ticket “${ticket.slug}” was refused: ${outcome.why}`)
  for (const step of ticket.life) {
    const when = addWorkingMinutes(settings.calendar.calendar, opened, step.after)
    if (when > now) break
    const by = 'by' in step ? actorOf(step.by) : requester
    await at(by, when, (desk) => doIt(desk, outcome.ticket.id, step))
  }
}

function doIt({ tickets: desk }: Desk, id: TicketId, step: SeedAct): Promise<unknown> {
  switch (step.act) {
    case 'claim':
      return desk.claim(id)
    case 'reply':
      return desk.reply(id, step.text)
    case 'note':
      return desk.note(id, step.text)
    case 'wait':
      return desk.wait(id)
    case 'says':
      return desk.comment(id, step.text)
    case 'escalate':
      return desk.escalate(id, step.tier, step.reason)
    case 'resolve':
      return desk.resolve(id, step.resolution)
    case 'confirm':
      return desk.close(id, 'confirmed')
    case 'reopen':
      return desk.reopen(id, step.reason)
    case 'cancel':
      return desk.close(id, 'cancelled')
    case 'rate':
      return desk.rate(id, step.rating, step.comment)
    default:
      return step satisfies never
  }
}

function actorOf(slug: string): Actor {
  const person = people.find((each) => each.slug === slug)
  if (!person) throw new Error(`The demonstration knows no “${slug}”`)
  return { person: personId(person.slug), name: person.name, role: person.role, locale: person.locale }
}

/** So many working days ago at that time of the desk's zone; never in the future. */
function openedAt({ daysAgo, at }: SeedTicket, settings: DeskSettings, now: Date): Date {
  const zone = settings.calendar.calendar.zone
  let day = new Date(now)
  for (let left = daysAgo; left > 0; ) {
    day = new Date(day.getTime() - 86_400_000)
    const weekday = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(day)
    if (weekday !== 'Sat' && weekday !== 'Sun') left--
  }
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(day)
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(day)
    .find(({ type }) => type === 'timeZoneName')!
    .value.replace('GMT', '')
  const opened = new Date(`${date}T${at}:00${offset || '+00:00'}`)
  return opened > now ? new Date(now.getTime() - 3_600_000) : opened
}
