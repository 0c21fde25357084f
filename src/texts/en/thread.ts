import { fileSize } from '../dates.ts'

/** What is told of files, and of those who join a ticket's thread. */
export const files = {
  size: (bytes: number) => fileSize('en', bytes),
  /** The files of a message in its own line, before they have come. */
  names: (names: readonly string[]) => names.map((name) => `📎 ${name}`).join('\n'),
  open: 'Open the file',
  attach: 'Attach a file',
  attached: 'Files to send',
  drop: 'Drop files here',
  detach: (name: string) => `Remove ${name}`,
  uploading: (percent: number) => `${percent} %`,
  /** Where there is no link to it. */
  inConsole: 'It can be opened in the console.',
  waiting: 'on its way',
  gone: 'no longer kept',
  reasons: {
    empty: () => 'it is empty.',
    'too-large': (megabytes: number) => `it is larger than ${megabytes} MB.`,
    type: () =>
      'this kind of file is not taken. Pictures, PDF, office documents, text and archives without programs are.',
    gone: () => 'it is no longer there.',
    'not-allowed': () => 'the bot has no access to it. An administrator can check its permissions.',
    outside: () => 'it lies in another service. Send the file itself, not a link to it.',
    unreachable: () => 'it could not be fetched. Please send it again.',
    'too-many': () => 'too many files are waiting to be sent.',
  },
  notTaken: (name: string, reason: string) => `Your file “${name}” did not come through: ${reason}`,
  notReceived: (author: string, name: string, reason: string) =>
    `The file “${name}” from ${author} did not come through: ${reason}`,
  send: 'Send a file',
  sendTitle: 'Send a file to the requester',
  which: 'Which file of this ticket',
  words: 'Words with it',
}

/** Colleagues who were added to one ticket, and side conversations about it. */
export const participants = {
  nameOf: (name: string, number: number) => `${name} (#${number})`,
  fromParticipant: 'from a participant, public',
  added: (by: string, number: number, title: string) => `${by} added you to ticket #${number}: ${title}`,
  howTo: (number: number) =>
    `What you write here goes to everyone in the ticket. “leave ${number}” takes you out, “new request” is for something else.`,
  soFar: 'What was said so far:',
  earlier: (count: number) =>
    count === 1 ? '1 earlier message is not shown.' : `${count} earlier messages are not shown.`,
  joined: (name: string, by: string) => `${by} added ${name} to the ticket.`,
  left: (name: string) => `${name} is no longer part of the ticket.`,
  youLeft: (number: number) => `You no longer take part in ticket #${number}.`,
  youAreOut: (number: number) => `You are no longer part of ticket #${number}; nothing more of it comes here.`,
  done: (name: string, number: number) => `${name} now takes part in #${number}.`,
  removed: (name: string, number: number) => `${name} no longer takes part in #${number}.`,
  already: (name: string, number: number) => `${name} is part of #${number} already.`,
  notThere: (name: string, number: number) => `${name} takes no part in #${number}.`,
  whom: 'Name a person and a ticket, for example: add @Paul 1042',
  unknown: (name: string) => `I do not know “${name}”. Mention the person with @, or write the full name.`,
  several: (name: string) => `Several people are called “${name}”. Mention the one you mean with @.`,
  unreachable: (name: string) => `${name} has no account that I can write to.`,
  add: 'Add a colleague',
  addTitle: 'Add a colleague to this ticket',
  who: 'Full name',
  takePart: 'Participants',
}
export const side = {
  open: 'Ask another team',
  title: 'Side conversation',
  hint: 'The requester does not see it. Answers come back as internal notes.',
  to: 'Person (full name) or channel (#…)',
  words: 'What you ask',
  send: 'Ask',
  asks: (by: string, number: number) => `${by} (IT) asks about ticket #${number}:`,
  answerHere: 'Write your answer here: it goes to the agents of this ticket, and not to the requester.',
  into: (to: string, text: string) => `To ${to}, in a side conversation: ${text}`,
  from: 'side conversation',
  done: 'Asked. The answer comes here as an internal note.',
  whom: 'Name a person or a channel, a ticket, and your question, for example: side @Paul 1042 Is the switch yours?',
}
