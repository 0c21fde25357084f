const list = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')
const tickets = (count: number) => (count === 1 ? '1 report' : `${count} reports`)
const people = (count: number) => (count === 1 ? '1 person follows' : `${count} people follow`)

/** A major incident: many reports of one cause, one lead, one message to all. */
export const incident = {
  /** What a known problem is called before its lead words it better. */
  problem: (what: string) => `Problem with ${what}`,
  title: (problem: string) => `Major incident: ${problem}`,
  description: (by: string, numbers: readonly number[]) => `Declared by ${by} from ${list(numbers)}.`,
  declare: 'Declare major incident',
  paged: (by: string, number: number, title: string) => `${by} declared a major incident, #${number}: ${title}`,
  link: 'Link to an incident',
  linkTo: 'Major incident',
  unlink: 'Not this incident',
  withdraw: 'Not an incident after all',
  resolveAll: 'Resolve all',
  update: 'Update all',
  updateTitle: 'One update for everybody',
  updateEn: 'In English',
  updateFr: 'In French',
  updateHint: 'One language is enough; both are better.',
  next: 'Next update in',
  nextIn: { 15: '15 min', 30: '30 min', 60: '1 h', 120: '2 h', 0: 'not planned' },
  reword: 'Wording',
  rewordTitle: 'What people are told it is',
  leads: (reports: number, followers: number, next: string | undefined) =>
    `Major incident: ${tickets(reports)}, ${people(followers)}.${next ? ` Next update ${next}.` : ''}`,
  belongs: (number: number) => `Belongs to the major incident #${number}.`,
  under: (number: number, title: string) => `#${number} · ${title}`,
  updateDue: (number: number) => `An update on the major incident #${number} is due.`,
  updated: (by: string, told: number, words: string) =>
    `${by} told ${told === 1 ? '1 person' : `${told} people`}: ${words}`,
  reported: (author: string, number: number) => `${author} (#${number})`,
  /** To requesters and followers. */
  told: (title: string, since: string, number: number) =>
    `Your ticket #${number} is part of a known problem: ${title}, since ${since}. We are working on it for everybody; you need not do anything.`,
  willTell: 'I will tell you here of every progress.',
  news: (title: string, words: string) => `News of “${title}”: ${words}`,
  latest: (words: string) => `Latest: ${words}`,
  following: 'You follow it already. I will tell you here of every progress.',
  unlinked: (number: number) =>
    `Your ticket #${number} is a matter of its own after all: an agent looks at it separately.`,
  withdrawn: (title: string) => `“${title}” is not one problem of everybody after all.`,
  goesOn: (number: number) => `Your ticket #${number} goes on by itself.`,
  over: (title: string, words: string) => `“${title}” is solved: ${words}`,
  back: 'Does it work again for you?',
  still: 'Does your problem remain?',
  glad: 'Good. Thank you for your patience.',
  ownTicket: (number: number) =>
    `I am sorry. Your ticket #${number} is open, with everything that was said. An agent answers here.`,
  notBack: 'It does not work again after the major incident.',
  followed: (number: number) => `Followed the major incident #${number}`,
}
