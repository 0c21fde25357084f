/**
 * What is said when the environment is unusable. It is here, not in src/texts, because the platform imports nothing and
 * because these sentences must come out even when everything else cannot start.
 */
export const causes = {
  fr: {
    unusable: 'la valeur n’est pas utilisable',
    twice: 'elle est donnée deux fois, directement et par son fichier (_FILE)',
    fileEmpty: 'le fichier indiqué est vide',
    fileUnreadable: 'le fichier indiqué ne peut pas être lu',
    missingBesideOthers: 'elle manque alors que d’autres du même groupe sont données',
    demoInPublic: 'elle laisserait n’importe qui, sur tout le réseau, se faire passer pour n’importe qui',
    openToTheNetwork: 'elle ouvrirait Teams à tout le réseau sans vérification',
    needsDatabase: 'elle demande une base PostgreSQL partagée, et DATABASE_URL est absente',
  },
  en: {
    unusable: 'the value cannot be used',
    twice: 'it is given twice, directly and by its file (_FILE)',
    fileEmpty: 'the file it names is empty',
    fileUnreadable: 'the file it names cannot be read',
    missingBesideOthers: 'it is missing while others of its group are given',
    demoInPublic: 'it would let anybody on the network be anybody',
    openToTheNetwork: 'it would open Teams to the whole network unchecked',
    needsDatabase: 'it needs a shared PostgreSQL database, and DATABASE_URL is absent',
  },
} as const

export const remedies = {
  fr: {
    other: 'Consultez .env.example, qui décrit chaque variable.',
    PORT: 'Donnez un nombre entier de 0 à 65535 (3000 par défaut, 0 pour n’importe quel port libre).',
    PUBLIC_URL: 'Donnez une adresse qui commence par http:// ou https://.',
    DATABASE_URL: 'Donnez postgres://utilisateur:motdepasse@hôte:5432/base, ou retirez-la pour la base embarquée.',
    DATABASE_POOL: 'Donnez un nombre de connexions entre 1 et 500.',
    DATABASE_PREPARED: 'Donnez on ou off (off derrière un répartiteur qui partage les connexions par transaction).',
    REDIS_URL: 'Donnez redis://hôte:6379 ou rediss://…, ou retirez-la.',
    REDIS_PREFIX: 'Donnez de 1 à 40 lettres, chiffres, tirets ou soulignés.',
    ROLES: 'Donnez web, worker ou web,worker.',
    LOG_LEVEL: 'Donnez fatal, error, warn, info, debug, trace ou silent.',
    DEFAULT_LOCALE: 'Donnez fr ou en.',
    TIME_ZONE: 'Donnez un fuseau IANA tel que Europe/Paris.',
    HOLIDAYS: 'Donnez un pays tel que FR, un pays et sa région tels que CA-QC, ou none.',
    TRUSTED_DIRECTORIES:
      'Donnez slack,teams ou retirez-la : les adresses de ces annuaires réuniraient alors les comptes.',
    FILE_MAX_MB: 'Donnez un nombre de mégaoctets entre 1 et 100 (20 par défaut).',
    FILE_DAYS: 'Donnez un nombre de jours entre 1 et 36500 (365 par défaut).',
    REPLY_UNDO_SECONDS:
      'Donnez un nombre entier de secondes (10 par défaut, 0 pour envoyer sans délai) pendant lesquelles une réponse publique peut être annulée.',
    ABANDONED_CLAIM_MINUTES:
      'Donnez un nombre entier de minutes ouvrées (0 par défaut, jamais) après lesquelles un ticket pris sans activité est libéré.',
    REACTIONS: 'Écrivez par exemple 👀=take,✅=resolve,🚨=urgent, ou off.',
    MESSAGES_PER_MINUTE:
      'Donnez un nombre entier de messages par minute et par compte (10 par défaut, 0 pour aucune limite).',
    MESSAGES_PER_DAY:
      'Donnez un nombre entier de messages par jour et par compte (200 par défaut, 0 pour aucune limite).',
    DEMO: 'Donnez on ou off ; on seulement avec un HOST local (127.0.0.1).',
    SLACK_BOT_TOKEN:
      'Donnez le jeton du robot, qui commence par xoxb- (page OAuth & Permissions de l’application Slack).',
    SLACK_SIGNING_SECRET: 'Donnez le secret de signature (page Basic Information de l’application Slack).',
    SLACK_APP_TOKEN: 'Donnez le jeton d’application, qui commence par xapp-, ou retirez-la pour recevoir par HTTP.',
    SLACK_API_URL: 'Donnez une adresse http(s), ou retirez-la pour l’adresse de Slack.',
    TEAMS_APP_ID: 'Donnez l’identifiant d’application du robot Azure, ou retirez tout le groupe TEAMS_.',
    TEAMS_APP_PASSWORD: 'Donnez le secret client du robot Azure, ou retirez tout le groupe TEAMS_.',
    TEAMS_TENANT_ID: 'Donnez un identifiant de tenant Azure, ou plusieurs séparés par des virgules.',
    SECRETS_KEY: 'Donnez 64 chiffres hexadécimaux (openssl rand -hex 32), ou laissez guichet connect en créer.',
    TEAMS_AUTH: 'Donnez on ou off.',
    OPENAI_BASE_URL: 'Donnez une adresse http(s), ou retirez-la.',
    LLM_DAILY_TOKENS: 'Donnez un nombre entier de jetons par jour (500000 par défaut, 0 pour aucun).',
    LLM_DAILY_CALLS: 'Donnez un nombre entier d’appels par jour (2000 par défaut, 0 pour aucun).',
  },
  en: {
    other: 'See .env.example, which describes every variable.',
    PORT: 'Give a whole number from 0 to 65535 (3000 by default, 0 for any free port).',
    PUBLIC_URL: 'Give an address that starts with http:// or https://.',
    DATABASE_URL: 'Give postgres://user:password@host:5432/database, or remove it for the embedded database.',
    DATABASE_POOL: 'Give a number of connections from 1 to 500.',
    DATABASE_PREPARED: 'Give on or off (off behind a pooler that shares connections by transaction).',
    REDIS_URL: 'Give redis://host:6379 or rediss://…, or remove it.',
    REDIS_PREFIX: 'Give 1 to 40 letters, digits, hyphens or underscores.',
    ROLES: 'Give web, worker or web,worker.',
    LOG_LEVEL: 'Give fatal, error, warn, info, debug, trace or silent.',
    DEFAULT_LOCALE: 'Give fr or en.',
    TIME_ZONE: 'Give an IANA zone such as Europe/Paris.',
    HOLIDAYS: 'Give a country such as FR, a country and its region such as CA-QC, or none.',
    TRUSTED_DIRECTORIES: 'Give slack,teams, or remove it: addresses of these directories would then join accounts.',
    FILE_MAX_MB: 'Give a number of megabytes between 1 and 100 (20 by default).',
    FILE_DAYS: 'Give a number of days between 1 and 36500 (365 by default).',
    REPLY_UNDO_SECONDS:
      'Give a whole number of seconds (10 by default, 0 to send at once) in which a public reply can be undone.',
    ABANDONED_CLAIM_MINUTES:
      'Give a whole number of working minutes (0 by default, never) after which a claim without activity is freed.',
    REACTIONS: 'Write for example 👀=take,✅=resolve,🚨=urgent, or off.',
    MESSAGES_PER_MINUTE: 'Give a whole number of messages a minute for one account (10 by default, 0 for no limit).',
    MESSAGES_PER_DAY: 'Give a whole number of messages a day for one account (200 by default, 0 for no limit).',
    DEMO: 'Give on or off; on only with a loopback HOST (127.0.0.1).',
    SLACK_BOT_TOKEN: 'Give the bot token, which starts with xoxb- (page OAuth & Permissions of the Slack app).',
    SLACK_SIGNING_SECRET: 'Give the signing secret (page Basic Information of the Slack app).',
    SLACK_APP_TOKEN: 'Give the app-level token, which starts with xapp-, or remove it to receive by HTTP.',
    SLACK_API_URL: 'Give an http(s) address, or remove it for Slack’s own.',
    TEAMS_APP_ID: 'Give the application id of the Azure bot, or remove the whole TEAMS_ group.',
    TEAMS_APP_PASSWORD: 'Give the client secret of the Azure bot, or remove the whole TEAMS_ group.',
    TEAMS_TENANT_ID: 'Give the id of an Azure tenant, or several separated by commas.',
    SECRETS_KEY: 'Give 64 hexadecimal digits (openssl rand -hex 32), or let guichet connect make them.',
    TEAMS_AUTH: 'Give on or off.',
    OPENAI_BASE_URL: 'Give an http(s) address, or remove it.',
    LLM_DAILY_TOKENS: 'Give a whole number of tokens per day (500000 by default, 0 for none).',
    LLM_DAILY_CALLS: 'Give a whole number of calls per day (2000 by default, 0 for none).',
  },
  /** Where the cause, not the variable, decides what to do. */
  frByCause: {
    twice: 'Retirez l’une des deux.',
    fileEmpty: 'Écrivez le secret dans ce fichier, ou retirez la variable.',
    fileUnreadable: 'Vérifiez le chemin et les droits de lecture.',
    openToTheNetwork: 'Mettez HOST sur 127.0.0.1, ou retirez TEAMS_AUTH=off.',
    needsDatabase: 'Donnez DATABASE_URL, ou retirez cette variable.',
  },
  enByCause: {
    twice: 'Remove one of the two.',
    fileEmpty: 'Write the secret into that file, or remove the variable.',
    fileUnreadable: 'Check its path and who may read it.',
    openToTheNetwork: 'Set HOST to 127.0.0.1, or remove TEAMS_AUTH=off.',
    needsDatabase: 'Give DATABASE_URL, or remove this variable.',
  },
} as const
