/** What `guichet duty` says to operators. This file is the shape; duty-texts.fr.ts must match it. */
export const en = {
  list: 'who is on call now and next, who is away, how many tickets each has in hand',
  export: 'print teams, members, rotas and turns as JSON, to edit and import again',
  import: 'take over teams, members, rotas and turns from a JSON file; all of it or nothing',
  team: 'the file is an iCal calendar (.ics) of this team’s shifts',
  imported: (shifts: number) => (shifts === 1 ? '1 shift was taken over.' : `${shifts} shifts were taken over.`),
  noFile: (file: string) => `${file} cannot be read.`,
  noSuchTeam: (slug: string) => `Nothing was taken over: there is no team “${slug}”.`,
  noCalendar: (file: string) => `Nothing was taken over: ${file} is no iCal calendar of a rota.`,
  nobodyNamed: (event: string) =>
    `Nothing was taken over: the event “${event}” names none of the team’s members, or several. Their full name must stand in its title or among its guests.`,
  none: 'No team has a duty yet. Write a file as “guichet duty export” prints it, and import it.',
  noTeam: 'There is no team yet.',
  onCall: (name: string, until: string | undefined) =>
    until ? `on call: ${name}, until ${until}` : `on call: ${name}`,
  nobody: 'nobody is on call',
  next: (name: string, from: string) => `next: ${name}, from ${from}`,
  member: (name: string, open: number, most: number | undefined) =>
    `${name}: ${open} open${most ? ` of at most ${most}` : ''}`,
  away: (until: string | undefined) => (until ? `away until ${until}` : 'away'),
  applied: (teams: number) => (teams === 1 ? '1 team was taken over.' : `${teams} teams were taken over.`),
  notJson: (file: string) => `${file} cannot be read as JSON.`,
  broken: (place: string) =>
    `Nothing was taken over. Mend this: ${place}. “guichet duty export” prints what a file looks like.`,
  unknown: (name: string) =>
    `Nothing was taken over: nobody, or several people, are called “${name}”. Somebody is known once they have written to the bot; an account such as slack:T1:U2 is always clear.`,
  refused: (what: string) =>
    `Nothing was taken over: ${what} cannot be. A rota needs a zone such as Europe/Paris and people who are members of the team and work at the desk, each once.`,
}
