import { duration } from '../dates.ts'

/** Who has the duty: on-call rotas, absences, offers by turn, shifts that end, escalation step by step. */
export const duty = {
  called: (name: string, number: number, until: string | undefined) =>
    `Called for #${number}: ${name}, on call${until ? ` until ${until}` : ''}.`,
  calledYou: (number: number, title: string) => `You are on call, and #${number} needs you now: ${title}`,
  calledFact: 'Called',
  team: {
    onCall: (name: string, until: string | undefined) => (until ? `${name}, until ${until}` : name),
    nobody: 'nobody is on call',
    next: (name: string, from: string) => `then ${name} from ${from}`,
  },
  title: 'On call',
  none: 'No team has a rota yet. A lead sets one up in the console, under Duty.',
  awayNow: 'Away',
  awayOne: (name: string, until: string | undefined) => (until ? `${name} (until ${until})` : name),
  how: 'You can write: away until Friday · back · duty @Léa monday tuesday · swap @Karim 7/12 · handover',
  agentsOnly: 'Only agents can do this. Nothing was changed.',
  youAreAway: (until: string | undefined) =>
    until
      ? `You are away, and back on ${until}. Nothing is offered to you meanwhile, and your turns go to the next.`
      : 'You are away until you write “back”. Nothing is offered to you meanwhile, and your turns go to the next.',
  youWillBeAway: (from: string, until: string) => `Noted: you are away from ${from}, and back on ${until}.`,
  youAreBack: 'Welcome back. Your turns are yours again.',
  wereHere: 'You were not away.',
  when: (words: string) =>
    `I do not understand when “${words}” is. Try: tomorrow, Friday 9:00, 7/12, 2026-12-07 14:00. It must be in the future.`,
  who: (name: string) => `I do not know who “${name}” is, or there are several. Use a mention, or the full name.`,
  covers: (name: string, from: string, to: string) => `${name} has the duty from ${from} to ${to}.`,
  cannotCover: (name: string) =>
    `${name} is in no team with a rota, or that is for a lead to say: you can only put yourself in. Nothing was changed.`,
  offered: (number: number, title: string, until: string) =>
    `It is your turn: #${number} is offered to you until ${until}. ${title}`,
  take: 'I take it',
  pass: 'Pass it on',
  taken: (number: number) => `#${number} is yours.`,
  passed: (number: number) => `#${number} goes to the next.`,
  notOffered: (number: number) => `#${number} is not offered to you any more. Nothing was changed.`,
  teamTold: (team: string, number: number) => `Nobody has taken #${number} yet: the team “${team}” is called.`,
  deskTold: (number: number) => `Nobody has taken #${number} yet: everybody at the desk is called.`,
  stillWaits: (number: number, title: string) => `#${number} still waits for somebody: ${title}`,
  stale: (number: number, title: string, minutes: number) =>
    `You have #${number}, and nothing was done on it for ${duration(minutes)} of working time: ${title}`,
  brief: {
    title: (number: number, from: string, to: string | undefined, why: string) =>
      to ? `#${number} goes from ${from} to ${to}: ${why}` : `#${number} is free again, ${from} had it: ${why}`,
    why: {
      'shift-end': 'the shift has ended.',
      away: 'away for a while.',
      asked: 'handed over.',
      left: 'no longer at the desk.',
      moved: 'in another team now.',
    },
    matter: 'Matter',
    state: 'State',
    lastAsked: 'last from the requester',
    lastAnswered: 'last said to the requester',
    lastNote: 'last note',
    nothingPromised: 'Nothing has been said to the requester yet.',
  },
  swap: {
    question: (by: string, from: string, to: string) => `${by} asks you to take a shift: from ${from} to ${to}.`,
    inReturn: (from: string, to: string) => `In return, yours is taken: from ${from} to ${to}.`,
    forNothing: 'Nothing is asked in return. You can also write “swap yes” or “swap no”.',
    accept: 'Accept',
    decline: 'Decline',
    accepted: (from: string, to: string) => `The shift is yours: from ${from} to ${to}.`,
    declined: 'Declined. Whoever asked is told; nothing changes.',
    none: 'Nobody has asked you to swap a shift.',
    over: 'That question is over: it was answered, or the shift is no longer the same. Nothing was changed.',
    asked: (name: string, from: string, to: string) =>
      `${name} was asked to take your shift from ${from} to ${to}. It stays yours until they accept; they are reminded once.`,
    answered: (name: string, yes: boolean, from: string) =>
      yes ? `${name} takes your shift of ${from}.` : `${name} cannot take your shift of ${from}. It stays yours.`,
    unanswered: (from: string) => `Nobody answered your question about the shift of ${from}. It was yours.`,
    noShift: {
      own: (_: string): string => 'You have no shift then.',
      theirs: (name: string): string => `${name} has no shift then.`,
    },
    noTeam: (name: string) => `You and ${name} share no team with a rota.`,
  },
  handedOver: (count: number) =>
    count === 1 ? '1 ticket was handed over, with a brief.' : `${count} tickets were handed over, each with a brief.`,
  nothingInHand: 'There is nothing in your hands to hand over.',
}

/** A ticket that an agent opens for somebody else. */
export const behalf = {
  by: 'Opened by',
  opened: (number: number, name: string) => `Ticket #${number} is open for ${name}, who was told.`,
  openedForYou: (by: string) => `${by} opened a ticket for you:`,
  who: 'For somebody else (agents)',
  whoHint: 'Their full name; empty: for yourself',
}
