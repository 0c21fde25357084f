import type { Happened } from '../../../src/desk/tickets/history.ts'
import type { Line, TicketView } from '../../../src/desk/tickets/view.ts'
import type { Texts } from '../../../src/texts/index.ts'
import { filesShown, signs, spoken } from './blocks.ts'
import type { Reading } from './chat.ts'
import { avatar, type Html, html, icon, nothing, time } from './html.ts'

/** One message of the ticket. An internal one looks and reads differently at first sight: colour, lock, word. */
export function message(line: Line, was: string | undefined, { ticket }: TicketView, { t, zone, now }: Reading): Html {
  const w = t.console.desk
  const internal = line.audience === 'internal'
  const kind = internal ? 'internal' : line.byRequester ? 'requester' : 'public'
  const guest = internal ? t.side.title : t.participants.fromParticipant
  const desk = internal ? w.internal : line.byRequester ? w.fromRequester : w.toRequester
  const words = line.byGuest ? guest : desk
  return html`<li class="entry message ${kind}" id="s-${line.seq}">
    ${avatar(line.author)}
    <div class="body">
      <p class="meta"><strong>${line.author}</strong><span class="kind">${internal ? icon('lock') : nothing}${words}</span>${time(
        line.at,
        t.at(line.at, zone, now),
      )}${line.edited && !line.deleted ? html`<em>${w.edited}</em>` : nothing}</p>
      ${
        line.deleted
          ? html`<p class="words gone">${w.removed}</p>`
          : html`${line.text ? html`<p class="words" lang="${line.byRequester ? ticket.locale : ''}">${spoken(line.text)}</p>` : nothing}${filesShown(line.files, t)}`
      }
      ${signs(line.signs.map(({ emoji, by }) => `${emoji} ${by}`))}
      ${was && !line.deleted ? html`<p class="was"><small>${w.was}</small> <del>${was}</del></p>` : nothing}
    </div>
  </li>`
}

/** One deed: a quiet line between the words. */
export const happened = (event: Happened, { t, zone, now }: Reading): Html =>
  html`<li class="entry deed" id="e-${event.seq}"><span><strong>${event.actor ?? t.console.desk.system}</strong> ${deed(event, t)}</span>${time(
    event.at,
    t.at(event.at, zone, now),
  )}${typeof event.change.reason === 'string' && event.change.reason ? html`<q>${event.change.reason}</q>` : nothing}</li>`

const aboutAnother = ['merged', 'unmerged', 'absorbed', 'released', 'linked', 'unlinked', 'split'] as const
const isAboutAnother = (kind: string): kind is (typeof aboutAnother)[number] =>
  (aboutAnother as readonly string[]).includes(kind)

function deed({ kind, change, given }: Happened, t: Texts): string {
  const words = t.console.desk.history
  const after = change.after as Record<string, unknown> | undefined
  const before = change.before as Record<string, unknown> | undefined
  const team = change.team as Record<Texts['language'], string> | undefined
  if ((kind === 'assigned' || kind === 'escalated') && team) return words.assignedTeam(team[t.language])
  if (kind === 'assigned') return words.assigned(given ?? '?')
  if (kind === 'offered' || kind === 'offer-expired') return words[kind](given ?? '?')
  if (kind === 'handed-over') return words.handedOver(given ?? undefined, whyOf(change, t))
  if (kind === 'paged' && change.step) return words.step(Number(change.step), Number(change.round), toldOf(change, t))
  if (kind === 'held') return words.held(t.holdReasonName[after?.hold_reason as keyof Texts['holdReasonName']] ?? '')
  if (kind === 'prioritised') return words.prioritised(String(before?.priority ?? '?'), String(after?.priority ?? '?'))
  if (kind === 'categorised') return words.categorised(t.categoryName(String(after?.category ?? '')))
  if (kind === 'escalated') return words.escalated(Number(after?.tier ?? change.tier ?? 2))
  if (kind === 'rated') return words.rated(Number(change.rating ?? 0))
  const other = Number(change.number ?? change.into ?? change.from ?? 0)
  if (other && isAboutAnother(kind)) return words[kind](other)
  const plain: Record<string, string | object> = words
  const known = Object.hasOwn(plain, kind) ? plain[kind] : undefined
  return typeof known === 'string' ? known : kind
}

const whyOf = ({ why }: Happened['change'], { duty }: Texts) =>
  duty.brief.why[why as keyof Texts['duty']['brief']['why']] ?? ''
const toldOf = ({ tell }: Happened['change'], t: Texts) => {
  const { told } = t.console.desk.history
  return told[tell as keyof typeof told] ?? ''
}
