import { duration } from '../dates.ts'

/** What a ticket on hold waits for, as the requester reads it too. */
export const holdReasonName = {
  vendor: 'a supplier',
  change: 'a planned change',
  problem: 'the cause of a known problem to be removed',
  other: 'something outside the desk',
}
export const nameIn = (team: { name_fr: string; name_en: string }) => team.name_en

const listed = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')

/** The acts of the agents' card that stand behind “More”, and their forms. */
export const acts = {
  more: 'More',
  judge: 'Judge the assistant',
  judgeTitle: 'What do you think of it?',
  judgeWhat: 'Of what',
  tools: {
    summary: 'Summary',
    suggestion: 'Suggested reply',
    translation: 'Translation',
    triage: 'Triage of the ticket',
  },
  verdict: 'Verdict',
  verdicts: { good: '👍 Good', bad: '👎 Not good' },
  judgeComment: 'Comment',
  judgeHint: 'Seen by leads only, not on the ticket.',
  judged: 'Noted, thank you. It is not shown on the ticket.',
  redact: 'Take words out',
  redactTitle: 'Take words out for good',
  redactWords: 'These words',
  redactHint: 'At least 4 characters, as they are written. Empty: the whole message below.',
  redactMessage: 'Or a whole message',
  redacted: (messages: number) =>
    `Taken out of ${messages} ${messages === 1 ? 'message' : 'messages'}, of the ticket and of every copy. What its author wrote in the chat itself only they can delete.`,
  draftArticle: 'Draft an article',
  articleDrafted: (title: string) =>
    `A draft waits for a reviewer: “${title}”. Personal data was taken out; nobody reads it before it is published.`,
  noArticle: 'Neither the solution nor the replies hold a step to write down.',
  hold: 'Put on hold',
  holdFor: 'It waits for',
  holdNote: 'Details for agents',
  resume: 'Work goes on',
  assignHint: 'An agent or a whole team',
  escalateTo: 'To which line or team',
  team: (name: string) => `Team: ${name}`,
  /** The other language, by its own name: whoever reads it does not read this one. */
  inOtherLanguage: 'En français',
  undoReply: 'Take the reply back',
  undone: 'The reply was taken back. Its words are back in the Reply form.',
  replying: (names: readonly string[]) => `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} replying…`,
  snooze: 'Snooze',
  snoozeUntil: 'Until',
  snoozes: { hour: 'In 1 hour', tomorrow: 'Tomorrow 9:00', date: 'On this day, 9:00' },
  snoozeDay: 'Day',
  snoozedUntil: 'Snoozed until',
  unsnooze: 'Wake up now',
  merge: 'Merge into',
  unmerge: 'Take apart again',
  link: 'Link or unlink',
  number: 'Number of the other ticket',
  split: 'Split off',
  nothingToSplit: 'The requester has said nothing since the ticket was opened: there is nothing to split off.',
  splitMessage: 'The message that is another matter',
  mergedInto: (number: number) => `Merged into #${number}: what is said here is heard there.`,
  absorbs: (numbers: readonly number[]) => `Merged with this one: ${listed(numbers)}`,
  linkedTo: (numbers: readonly number[]) => `Linked: ${listed(numbers)}`,
  useReply: 'Ready reply or macro',
  useReplyGo: 'Use it',
  useReplyHint: 'A reply is put into the Reply form first. A macro (⚙) is done at once.',
  whichReply: 'Which one',
  macro: (title: string) => `⚙ ${title}`,
  proposed: 'The text is in the Reply form: look at it, change it, then send it.',
  macroDone: 'The macro has been done.',
  noDue: 'soon',
  solution: 'or this message solved it',
  freedAfter: (minutes: number) => `Freed again after ${duration(minutes)} of working time without work on it.`,
  allOfYou: { requester: 'everybody', number: 'your ticket', title: 'your request' },
}
