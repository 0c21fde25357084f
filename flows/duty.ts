import { type Card, card } from '../src/chat/card.ts'
import type { Moment } from '../src/conversation/flow.ts'
import type { TeamView } from '../src/desk/duty/overview.ts'
import { momentNamed, spanNamed } from '../src/desk/duty/when.ts'
import { isAgent } from '../src/desk/people/actor.ts'
import { refusalWords } from '../src/desk/tickets/refusal.ts'
import type { Texts } from '../src/texts/index.ts'
import { answeredCard } from './swap.ts'

type Said = Pick<Moment<unknown, string>, 'desk' | 't' | 'now'>
type Words = (said: Said, rest: string) => Promise<Card>

/** What agents write about their duty, in both languages. Each stands alone or with the rest that it understands. */
const words: readonly { means: RegExp; does: Words }[] = [
  { means: /^(?:duty|on[ -]?call|garde|astreinte)$/iu, does: overview },
  { means: /^(?:duty|garde|astreinte)\s+(?<rest>@.+)$/iu, does: cover },
  { means: /^(?:away|absente?)$/iu, does: away },
  { means: /^(?:away|absente?)\s+(?:until|till|jusqu.{1,4}?)\s+(?<rest>.+)$/iu, does: awayUntil },
  { means: /^(?:away|absente?)\s+(?<rest>\S+\s.+)$/iu, does: awayBetween },
  { means: /^(?:back|de retour)$/iu, does: back },
  { means: /^(?:hand ?over|passer la main)(?:\s+(?:to\s+|à\s+)?(?<rest>\S.*))?$/iu, does: handOver },
  { means: /^(?:swap|échange)\s+(?:yes|oui)$/iu, does: acceptSwap },
  { means: /^(?:swap|échange)\s+(?:no|non)$/iu, does: declineSwap },
  { means: /^(?:swap|échanger?)\s+(?:with\s+|avec\s+)?(?<rest>@.+)$/iu, does: askSwap },
  { means: /^(?:take|prendre)\s+#?(?<rest>\d{1,9})$/iu, does: take },
  { means: /^(?:pass|passer)\s+#?(?<rest>\d{1,9})$/iu, does: pass },
]

/** An answer to words about the duty; nothing for other words, and for people who do not work at the desk. */
export async function duty(said: Said, typed: string): Promise<Card | undefined> {
  if (!isAgent(said.desk.actor)) return undefined
  for (const { means, does } of words) {
    const meant = means.exec(typed.trim().replace(/\s+/g, ' '))
    if (meant) return does(said, meant.groups?.rest ?? '')
  }
  return undefined
}

async function overview({ desk, t, now }: Said): Promise<Card> {
  const seen = await desk.duty.overview()
  if (!seen.done) return card(t.duty.agentsOnly)
  const teams = seen.teams.filter(({ duty }) => duty)
  if (!teams.length) return card(t.duty.none)
  const facts = Object.fromEntries(teams.map((view) => [t.nameIn(view.team), teamLine(view, t, now)]))
  const gone = [
    ...new Map(teams.flatMap(({ members }) => members).map((member) => [member.id, member])).values(),
  ].filter(({ awayUntil }) => awayUntil !== undefined)
  const until = (at: Date | null | undefined) => (at ? t.at(at, desk.zone, now) : undefined)
  const away = gone.map(({ name, awayUntil }) => t.duty.awayOne(name, until(awayUntil))).join(', ')
  return card(t.duty.title, 'title')
    .facts({ ...facts, [t.duty.awayNow]: away || undefined })
    .text(t.duty.how, 'muted')
}

function teamLine({ onCall, shifts, duty }: TeamView, t: Texts, now: Date): string {
  const zone = duty!.settings.zone
  const at = (time: Date) => t.at(time, zone, now)
  const first = onCall ? t.duty.team.onCall(onCall.name, onCall.until && at(onCall.until)) : t.duty.team.nobody
  const next = shifts.find(({ from, person }) => from > now && person !== onCall?.person)
  return next ? `${first} · ${t.duty.team.next(next.name, at(next.from))}` : first
}

/** `duty @Léa monday tuesday`: she has the duty of her team then. */
async function cover({ desk, t, now }: Said, rest: string): Promise<Card> {
  const zone = await desk.duty.zone()
  const all = rest.split(' ')
  for (let cut = 1; cut < all.length; cut++) {
    const span = spanNamed(all.slice(cut), now, zone)
    if (!span) continue
    const who = all.slice(0, cut).join(' ')
    const person = await desk.duty.find(who)
    if (typeof person === 'string') return card(t.duty.who(who))
    const seen = await desk.duty.overview()
    const teams = seen.done ? seen.teams : []
    const own = teams.find(({ duty, members }) => duty && members.some(({ id }) => id === person.id))
    const covered = own && (await desk.duty.cover(own.team.id, person.id, span))
    if (!covered?.done) return card(t.duty.cannotCover(person.name))
    return card(t.duty.covers(person.name, t.at(span.from, zone, now), t.at(span.to, zone, now)))
  }
  return card(t.duty.when(rest))
}

async function away({ desk, t }: Said): Promise<Card> {
  const gone = await desk.duty.away({})
  return card(gone.done ? t.duty.youAreAway(undefined) : t.duty.agentsOnly)
}

async function awayUntil({ desk, t, now }: Said, rest: string): Promise<Card> {
  const zone = await desk.duty.zone()
  const until = momentNamed(rest.split(' '), now, zone)
  const gone = until && (await desk.duty.away({ until }))
  if (!gone) return card(t.duty.when(rest))
  return card(gone.done ? t.duty.youAreAway(t.at(until, zone, now)) : t.duty.when(rest))
}

async function awayBetween({ desk, t, now }: Said, rest: string): Promise<Card> {
  const zone = await desk.duty.zone()
  const span = spanNamed(rest.split(' '), now, zone)
  const gone = span && (await desk.duty.away({ from: span.from, until: span.to }))
  if (!gone?.done) return card(t.duty.when(rest))
  return card(t.duty.youWillBeAway(t.at(span!.from, zone, now), t.at(span!.to, zone, now)))
}

async function back({ desk, t }: Said): Promise<Card> {
  const returned = await desk.duty.back()
  return card(returned.done && returned.was ? t.duty.youAreBack : t.duty.wereHere)
}

async function handOver({ desk, t }: Said, rest: string): Promise<Card> {
  const to = rest ? await desk.duty.find(rest) : undefined
  if (typeof to === 'string') return card(t.duty.who(rest))
  const handed = await desk.duty.handOver(to?.id)
  if (!handed.done) return card(t.duty.who(rest))
  return card(handed.passed ? t.duty.handedOver(handed.passed) : t.duty.nothingInHand)
}

/** `swap @Léa`, `swap @Léa 7/12`, `swap @Léa 7/12 for 14/12`: my shift of that day, for one of theirs. */
async function askSwap({ desk, t, now }: Said, rest: string): Promise<Card> {
  const zone = await desk.duty.zone()
  const [mine = '', theirs] = rest.split(/\s+(?:for|contre)\s+/iu)
  const back = theirs === undefined ? undefined : momentNamed(theirs.split(' '), now, zone)
  if (theirs !== undefined && !back) return card(t.duty.when(theirs))
  const { who, day } = personAndDay(mine, now, zone)
  const person = await desk.duty.find(who)
  if (typeof person === 'string') return card(t.duty.who(who))
  const asked = await desk.duty.askSwap(person.id, { day, back })
  if (asked.done) {
    const { swap, zone } = asked
    return card(t.duty.swap.asked(person.name, t.at(swap.from_at, zone, now), t.at(swap.to_at, zone, now)))
  }
  if (asked.why === 'no-shift') return card(t.duty.swap.noShift[asked.whose](person.name))
  return card(asked.why === 'no-team' ? t.duty.swap.noTeam(person.name) : t.duty.agentsOnly)
}

/** A name may have several words; what follows it may be a day. */
function personAndDay(words: string, now: Date, zone: string): { who: string; day: Date | undefined } {
  const all = words.split(' ')
  for (let cut = 1; cut < all.length; cut++) {
    const day = momentNamed(all.slice(cut), now, zone)
    if (day) return { who: all.slice(0, cut).join(' '), day }
  }
  return { who: words, day: undefined }
}

async function acceptSwap({ desk, t, now }: Said): Promise<Card> {
  return answeredCard(await desk.duty.answerSwap(true), t, now)
}
async function declineSwap({ desk, t, now }: Said): Promise<Card> {
  return answeredCard(await desk.duty.answerSwap(false), t, now)
}

async function take({ desk, t }: Said, number: string): Promise<Card> {
  const ticket = await desk.tickets.byNumber(Number(number))
  const taken = ticket && (await desk.tickets.claim(ticket.id))
  if (!taken) return card(t.status.unknown(Number(number)))
  return card(taken.done ? t.duty.taken(Number(number)) : refusalWords(taken, t))
}

async function pass({ desk, t }: Said, number: string): Promise<Card> {
  const ticket = await desk.tickets.byNumber(Number(number))
  const passed = ticket && (await desk.duty.pass(ticket.id))
  return card(passed?.done ? t.duty.passed(Number(number)) : t.duty.notOffered(Number(number)))
}
