/** Who has the duty: on-call rotas, absences, offers by turn, shifts that end, escalation step by step. */
export const duty = {
  called: (name: string, number: number, until: string | undefined) =>
    `Called for #${number}: ${name}, on call${until ? ` until ${until}` : ''}.`,
  calledYou: (number: number, title: string) =>
    `You are on call, and #${number} needs you now: ${title}\nWrite “take ${number}” to take it.`,
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
  how: 'You can write: away until Friday · back · duty @Léa monday tuesday · handover',
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
}
