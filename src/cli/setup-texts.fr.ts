import type { en } from './setup-texts.en.ts'

/** Les mêmes phrases en français. */
export const fr: typeof en = {
  slack: 'l’application Slack : son manifeste, tiré de ce que le code traite',
  manifest: {
    command: 'affiche le manifeste de l’application Slack, ou crée l’application avec lui',
    url: 'adresse publique où Slack envoie ses requêtes (PUBLIC_URL) ; sans adresse : Socket Mode',
    socket: 'Socket Mode, bien qu’il y ait une adresse publique',
    link: 'affiche un lien qui ouvre Slack avec le manifeste déjà rempli',
    create: 'crée l’application, avec un jeton de configuration dans SLACK_CONFIG_TOKEN',
    badUrl: (url) => `${url} n’est pas une adresse que Slack peut atteindre : elle doit commencer par https://`,
    noToken:
      'SLACK_CONFIG_TOKEN est absente. Générez un jeton de configuration sur https://api.slack.com/apps (il dure 12 heures) et donnez-le dans l’environnement.',
    refused: (error, details) => `Slack a refusé le manifeste : ${[error, ...details].join(' ; ')}`,
    created: (app, install) => `Application ${app} créée. Installez-la : ${install}`,
    next: 'Ensuite : guichet connect slack',
    socketBecause: 'Aucune adresse publique (--url ou PUBLIC_URL) : cette application utilise Socket Mode.',
  },
  app: {
    name: 'Guichet',
    description:
      'Le centre de services informatique : demander, suivre ses tickets, joindre une personne. En français et en anglais.',
    about:
      'Écrivez ce qui ne va pas, en français ou en anglais. Guichet répond depuis la base de connaissances en citant sa source, ou ouvre un ticket et fait venir une personne. Vous suivez le ticket ici : état, réponses, réouverture et avis. Les agents travaillent depuis leur propre canal ; ce qui est interne le reste.',
    command: {
      description: 'Demander au centre de services',
      hint: 'mon VPN est en panne | mes tickets | statut 1042 | aide',
    },
    shortcuts: {
      guichet_ticket: { name: 'Créer un ticket', description: 'Ouvrir un ticket pour l’auteur de ce message' },
      guichet_ask: {
        name: 'Demander de l’aide',
        description: 'Décrivez votre besoin ; une réponse ou un ticket suit',
      },
    },
  },
}
