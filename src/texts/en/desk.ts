import { duration } from '../dates.ts'

/** Words of the trade, the same on every card, page and line of history. */
export const statusName = {
  new: 'New',
  'in-progress': 'In progress',
  waiting: 'Waiting for the requester',
  'on-hold': 'On hold',
  resolved: 'Resolved',
  closed: 'Closed',
}
export const typeName = { incident: 'Incident', 'service-request': 'Service request' }
export const categoryNames: Record<string, string> = {
  network: 'Network',
  email: 'E-mail',
  hardware: 'Hardware',
  printing: 'Printing',
  accounts: 'Accounts and access',
  software: 'Software',
  telephony: 'Telephony',
  data: 'Files and data',
  security: 'Security',
  workplace: 'Workplace',
}
export const categoryName = (category: string | null) => (category && categoryNames[category]) || 'Other'
/** A label and what it says, on one line. */
export const pair = (label: string, value: string) => `${label}: ${value}`
export const languageName = { fr: 'French', en: 'English' }
export const priorityName = { P1: 'P1 critical', P2: 'P2 high', P3: 'P3 normal', P4: 'P4 low' }

/** What is told of a ticket, and to whom. */
export const notices = {
  claimed: (agent: string) => `${agent} is on it.`,
  assignedToYou: (number: number, title: string) => `Ticket #${number} is now yours: ${title}`,
  escalated: (tier: number) => `Your ticket has been passed to the N${tier} line. You keep the same thread.`,
  waitingForYou: 'We need your answer to go on. The clock stands still meanwhile.',
  botIsBack: 'You are talking to the bot again. Write “a person” to get an agent back.',
  internal: 'internal',
  fromRequester: 'from the requester',
  publicReply: 'sent to the requester',
  edited: 'edited',
  editedWas: (old: string) => `edited; it was: ${old}`,
  deletedBy: (author: string) => `${author} deleted this message.`,
  /** Behind the name of a colleague who is called as an agent, or as the bot. */
  notOfTheDesk: (name: string) => `${name} (not IT)`,
  agentOf: (agent: string, number: number) => `${agent} (IT, #${number})`,
  reopenedForYou: (by: string, number: number) => `${by} reopened ticket #${number}. You keep the same thread.`,
  reopened: (by: string, reason: string) => `${by} reopened the ticket: ${reason}`,
  cancelledBy: (by: string) => `${by} cancelled the ticket.`,
  lowRating: (rating: number, comment: string) =>
    `Rated ${rating} of 5.${comment ? ` “${comment}”` : ''} A lead should call back.`,
  dueSoon: (number: number, minutes: number, clock: 'response' | 'resolution') =>
    `#${number}: ${clock === 'response' ? 'first answer' : 'solution'} due in ${duration(minutes)}.`,
  breached: (number: number, clock: 'response' | 'resolution') =>
    `#${number}: the time for the ${clock === 'response' ? 'first answer' : 'solution'} has passed.`,
  paged: (tier: number, number: number) => `Nobody has claimed #${number} in time. Calling the N${tier} line.`,
  pagedYou: (number: number, title: string) => `#${number} needs someone of your line now: ${title}`,
  escalatedTo: (by: string, tier: number, reason: string) => `${by} passes this to the N${tier} line: ${reason}`,
  onHold: (reason: string) =>
    `Your ticket is on hold: it waits for ${reason}. You will hear from us as soon as work goes on.`,
  passedToTeam: (team: string) => `Your ticket has been passed to the team “${team}”. You keep the same thread.`,
  givenToTeam: (by: string, team: string, reason: string) =>
    `${by} gives this to the team “${team}”${reason ? `: ${reason}` : '.'}`,
  yourTeamHas: (team: string, number: number, title: string) => `#${number} is now with your team “${team}”: ${title}`,
  unsent: (by: string) => `${by} took a reply back.`,
  woken: (why: 'due' | 'reply'): string =>
    why === 'due' ? 'No longer snoozed: its time has come.' : 'No longer snoozed: the requester has written.',
  wokenForYou: (number: number, title: string, why: 'due' | 'reply') =>
    `#${number} is back${why === 'reply' ? ': the requester has written' : ''}: ${title}`,
  mergedForYou: (number: number, into: number | undefined) =>
    `Your ticket #${number} is now handled together with ${into ? `your ticket #${into}` : 'others of the same cause'}. You keep this thread: what you write here is read.`,
  unmergedForYou: (number: number) => `Your ticket #${number} is handled on its own again.`,
  absorbed: (by: string, number: number) =>
    `${by} merged #${number} into this ticket. Its requester reads the public replies from now on.`,
  splitForYou: (number: number, title: string) =>
    `One of your messages is another matter and has become ticket #${number}: ${title}`,
  splitOff: (by: string, number: number) => `${by} made a ticket of its own of one message: #${number}`,
  freed: (minutes: number) =>
    `Nobody worked on it for ${duration(minutes)} of working time: it waits for anybody again.`,
  freedFromYou: (number: number, title: string, minutes: number) =>
    `#${number} was freed after ${duration(minutes)} without work on it: ${title}`,
  undone: 'The act was taken back.',
  notDelivered: (place: string, reason: string) => `A message could not be delivered to ${place}: ${reason}`,
  feedLine: (number: number, priority: string, category: string, what: string) =>
    `#${number} · ${priority} · ${category} · ${what}`,
  feed: {
    opened: 'opened',
    claimed: 'taken',
    assigned: 'assigned',
    prioritised: 'priority changed',
    escalated: 'escalated',
    replied: 'answered',
    resolved: 'resolved',
    reopened: 'reopened',
    closed: 'closed',
    breached: 'target missed',
  },
}

const list = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')

/** The card that agents work with. */
export const agentCard = {
  requester: 'Requester',
  language: 'Language',
  priority: 'Priority',
  status: 'Status',
  category: 'Category',
  assignee: 'Agent',
  nobody: 'nobody yet',
  line: 'Line',
  responseDue: 'First answer by',
  resolutionDue: 'Solve by',
  left: (minutes: number) => (minutes >= 0 ? `${duration(minutes)} left` : `${duration(-minutes)} late`),
  paused: 'clock paused',
  tried: 'Already tried',
  earlier: (numbers: readonly number[]) => `Earlier tickets in five days: ${list(numbers)}`,
  alike: (numbers: readonly number[]) => `Similar: ${list(numbers)}`,
  cluster: (numbers: readonly number[], hours: number, perHour: number) =>
    `Looks like ${numbers.length} others within ${hours} h, +${perHour}/h: ${list(numbers)}. A major incident? A person decides.`,
  frustrated: 'The requester is frustrated: answer in person, do not send back to an article.',
  handover: 'Asked for a person.',
  rule: 'What is written in this thread stays internal. Reply sends to the requester.',
  claim: 'Claim',
  assign: 'Assign',
  assignTo: 'Assign to',
  reply: 'Reply',
  replyTitle: 'Public reply',
  replyLabel: 'Your answer to the requester',
  send: 'Send',
  note: 'Note',
  noteTitle: 'Internal note',
  noteLabel: 'For agents only',
  save: 'Save',
  prioritise: 'Priority',
  newPriority: 'New priority',
  reason: 'Reason',
  categorise: 'Category',
  escalate: 'Escalate',
  escalateTo: 'To which line',
  lines: { 1: 'N1 first line', 2: 'N2 second line', 3: 'N3 third line' },
  wait: 'Ask and wait',
  resolve: 'Resolve',
  resolution: 'What solved it',
  handBack: 'Give back to the bot',
  summary: 'Summary',
  suggestion: 'Suggest a reply',
  translation: 'Translate',
  drafting: 'The assistant is writing; its draft comes here as an internal message.',
  drafts: {
    summary: 'Summary, written by AI. Check it before you rely on it.',
    suggestion: 'Suggested reply, written by AI. Nothing was sent: check it, change it, then use Reply.',
    translation: 'Translation of the last message, made by AI.',
  },
  noDraft: 'The assistant gave no usable draft this time. Please go on without it.',
  byReaction: (emoji: string) => `Marked with ${emoji} on the ticket’s card.`,
  reopen: 'Reopen',
  cancel: 'Cancel',
  refusals: {
    'not-found': 'There is no such ticket.',
    'not-allowed': 'Only agents can do this. Nothing was changed.',
    'already-claimed': (by: string) => `${by} already has it.`,
    'not-from-here': (status: string) => `That is not possible while the ticket is “${status}”.`,
    empty: 'Something is missing: please fill in the field.',
    overtaken: (by: string, text: string) => `${by} wrote meanwhile: “${text}”. Send again if your reply still stands.`,
    'same-ticket': 'That is this very ticket, or one already joined to it.',
    'nothing-to-undo': 'There is nothing of yours to undo any more.',
  },
  done: 'Done.',
}
