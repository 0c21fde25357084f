/** Why triage read a ticket as it did, in sentences for agents. */
export const why = {
  button: 'Why?',
  title: (number: number) => `How #${number} was read:`,
  fields: {
    type: 'Type',
    category: 'Category',
    service: 'Service',
    impact: 'Affected',
    urgency: 'Urgency',
    critical: 'At stake',
    priority: 'Priority',
  },
  critical: 'more than the people counted: the affected count one step higher',
  urgencyName: { low: 'low', medium: 'medium', high: 'high' } as Record<string, string>,
  because: {
    words: (found: string) => `the words “${found}”`,
    'stoppage-of-many': (found: string) => `“${found}”: many people are stopped`,
    command: (found: string) => `the words “${found}”`,
    model: () => 'learnt from earlier messages',
    'language-model': () => 'read by the language model',
    profile: () => 'the language of the profile',
    previous: () => 'the language of the message before',
    'below-threshold': () => 'like nothing that was learnt',
    asked: () => 'asked, or taken for granted',
    agent: (by: string) => `changed by ${by}`,
    matrix: () => 'affected × urgency, by the matrix',
  },
  confidence: (percent: number, band: 'sure' | 'likely' | 'unsure') =>
    `${percent} % (${{ sure: 'sure', likely: 'likely', unsure: 'unsure' }[band]})`,
  frustrated: (found: string) => `Frustrated: “${found}”`,
  fixed: (name: string, version: number) => `Given before: the fixed answer “${name}”, v${version}`,
  offered: (title: string, version: number, rank: number) =>
    `Offered before and did not help: “${title}”, v${version}, place ${rank}`,
  score: (percent: number, sure: boolean) =>
    `${percent} % of the best possible score (${sure ? 'shown as the answer' : 'one of a choice'})`,
  model: (version: string) => `Version of triage: ${version}`,
  noDecision: 'No decision of triage is stored for this ticket: nobody wrote to the bot for it.',
}
