import { Card, type Option } from '../../chat/card.ts'
import type { Locale } from '../../chat/locale.ts'
import { platformOf } from '../../chat/thread.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { type Texts, texts } from '../../texts/index.ts'
import { typedIn } from '../people/find.ts'
import { agents } from '../people/store.ts'
import { isMacro } from '../replies/canned.ts'
import { cannedReplies } from '../replies/store.ts'
import type { DeskSettings, Scope } from '../scope.ts'
import { type Team, teams } from '../teams/store.ts'
import { ticketCard } from './card.ts'
import { draftsOf, mayBeTakenBack } from './replying.ts'
import { viewTicket } from './view.ts'

/** The agents' card of a ticket as it is at this moment, in the language of its reader; without one, as several read it. */
export async function cardOf(
  db: Db,
  id: TicketId,
  locale: Locale,
  settings: DeskSettings,
  now: Date,
  reader?: PersonId,
) {
  const [view, groups, everyAgent, ready, drafts, held] = await Promise.all([
    viewTicket(db, id),
    teams(db),
    agents(db),
    cannedReplies(db),
    draftsOf(db, id, now, reader),
    mayBeTakenBack(db, id, now),
  ])
  if (!view) return undefined
  const t = texts[locale]
  const people = everyAgent.map(({ id, name }) => ({ value: id, label: name }))
  return ticketCard(view, {
    t,
    now,
    zone: settings.calendar.calendar.zone,
    assignees: [...teamOptions(groups, t), ...people],
    escalations: [
      ...Object.entries(t.agentCard.lines).map(([value, label]) => ({ value, label })),
      ...teamOptions(groups, t),
    ],
    replies: ready.map((canned) => ({
      value: canned.name,
      label: isMacro(canned) ? t.acts.macro(canned.title[locale]) : canned.title[locale],
    })),
    abandonedMinutes: settings.abandonedMinutes,
    model: settings.model,
    publicUrl: settings.publicUrl,
    shared: reader === undefined,
    ...drafts,
    held,
  })
}

/**
 * The same for one reader of a message that several see, in a language that is asked for. Slack never changes what one
 * person alone was shown: it says of when it is, and is there again at a press.
 */
export async function ownCardOf(scope: Scope, id: TicketId, locale: Locale) {
  const { tx, settings, now, actor } = scope
  const shown = await cardOf(tx, id, locale, settings, now, actor.person)
  if (!shown || platformOf(typedIn(scope)) !== 'slack') return shown
  const t = texts[locale]
  return new Card(shown.blocks)
    .text(t.acts.asItWas(t.at(now, settings.calendar.calendar.zone, now)), 'muted')
    .buttons({ [locale === 'fr' ? 'inFrench' : 'inEnglish']: t.acts.showAgain })
}

const teamOptions = (groups: readonly Team[], t: Texts): Option[] =>
  groups.map((team) => ({ value: team.id, label: t.acts.team(t.nameIn(team)) }))
