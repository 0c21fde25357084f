/** What the start says on the terminal. */
export const started = {
  title: 'Guichet is ready.',
  console: (address: string) => `Console    ${address}/`,
  workerOnly: 'Worker only: no web address.',
  busy: (port: number) => `           (port ${port} was busy, this is the next free one)`,
  data: (place: string) => `Data       ${place}`,
  signIn: (link: string) => `Sign in    ${link} (once, within 10 minutes)`,
  seeded: 'Demo       people, articles and tickets were loaded',
  stop: 'Stop       Ctrl+C (nothing is lost)',
  reset: 'Start over npm start -- --reset',
}
