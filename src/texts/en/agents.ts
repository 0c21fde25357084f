/** What a ticket on hold waits for, as the requester reads it too. */
export const holdReasonName = {
  vendor: 'a supplier',
  change: 'a planned change',
  problem: 'the cause of a known problem to be removed',
  other: 'something outside the desk',
}
export const nameIn = (team: { name_fr: string; name_en: string }) => team.name_en

/** The acts of the agents' card that stand behind “More”, and their forms. */
export const acts = {
  more: 'More',
  hold: 'Put on hold',
  holdFor: 'It waits for',
  holdNote: 'Details for agents',
  resume: 'Work goes on',
  assignHint: 'An agent or a whole team',
  escalateTo: 'To which line or team',
  team: (name: string) => `Team: ${name}`,
}
