/** What the commands that connect Slack and Teams say to operators. This file is the shape; setup-texts.fr.ts must match it. */
export const en = {
  slack: 'the Slack app: its manifest, made of what the code handles',
  manifest: {
    command: 'print the manifest of the Slack app, or create the app with it',
    url: 'public address that Slack sends its requests to (PUBLIC_URL); without one: Socket Mode',
    socket: 'Socket Mode, although there is a public address',
    link: 'print a link that opens Slack with the manifest filled in',
    create: 'create the app, with a configuration token in SLACK_CONFIG_TOKEN',
    badUrl: (url: string) => `${url} is not an address that Slack can reach: it must start with https://`,
    noToken:
      'SLACK_CONFIG_TOKEN is missing. Generate a configuration token on https://api.slack.com/apps (it lasts 12 hours), and give it in the environment.',
    refused: (error: string, details: readonly string[]) =>
      `Slack refused the manifest: ${[error, ...details].join('; ')}`,
    created: (app: string, install: string) => `App ${app} created. Install it: ${install}`,
    next: 'Then: guichet connect slack',
    socketBecause: 'No public address given (--url or PUBLIC_URL), so this app uses Socket Mode.',
  },
  app: {
    name: 'Guichet',
    description: 'The IT service desk: ask, follow your tickets, reach a person. In French and English.',
    about:
      'Write what is wrong, in French or English. Guichet answers from the knowledge base and says where from, or opens a ticket and brings in a person. You follow the ticket here: status, replies, reopening and rating. Agents work from their own channel; what is internal stays internal.',
    command: { description: 'Ask the service desk', hint: 'my VPN is down | my tickets | status 1042 | help' },
    shortcuts: {
      guichet_ticket: { name: 'Create a ticket', description: 'Open a ticket for the author of this message' },
      guichet_ask: {
        name: 'Ask the service desk',
        description: 'Describe what you need; an answer or a ticket follows',
      },
    },
  },
}
