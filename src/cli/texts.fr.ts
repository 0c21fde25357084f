import type { CliTexts } from './texts.en.ts'

/** Ce que la ligne de commande dit aux exploitants. La forme est celle de texts.en.ts. */
export const fr: CliTexts = {
  program: 'Guichet, le centre de services informatique dans la messagerie : Slack, Microsoft Teams et le web.',
  help: {
    usage: 'Utilisation :',
    options: 'Options :',
    commands: 'Commandes :',
    arguments: 'Arguments :',
    byDefault: '(par défaut\u00a0: ',
    helpOption: 'afficher cette aide',
    helpCommand: 'afficher l’aide d’une commande',
    version: 'afficher la version',
    lang: 'langue de ce qui est dit ici : fr ou en',
    json: 'répondre en JSON, pour les programmes',
  },
  commands: {
    start: 'démarrer le centre de services (base embarquée, sauf si DATABASE_URL est donnée)',
    migrate: 'amener la base de données au schéma de cette version',
    doctor: 'vérifier tout ce dont Guichet a besoin, avec un remède pour chaque défaut',
    kb: 'interroger et entretenir la base de connaissances',
    connect: 'connecter Slack ou Microsoft Teams : demande, vérifie, écrit .env',
    teams: 'créer le paquet d’application pour Microsoft Teams',
    slack: 'créer l’application Slack à partir de ce que le code traite',
    replies: 'réponses prêtes et macros',
    duty: 'qui est d’astreinte, équipes et plannings',
    triage: 'classer des demandes, une ligne JSON chacune',
    language: 'reconnaître le français et l’anglais, une ligne JSON chacune',
  },
  lines: {
    language: 'répondre aux lignes JSON {"id","text"} par {"id","lang","confidence"}',
    notAQuestion: (line, why) =>
      `La ligne ${line} n’est pas une question : ${why}. Chaque ligne est un objet JSON avec « id » et « text ».`,
    notAnExample: (file, line, why) =>
      `${file}, ligne ${line} : rien à apprendre (${why}). Chaque ligne est un objet JSON avec « text » et « label ».`,
    unreadable: (file, why) => `${file} ne peut pas être lu : ${why}`,
    nothingToLearn: (files) => `Il n’y a rien à apprendre dans ${files} : des lignes {"text","label"} sont attendues.`,
  },
  start: {
    reset: 'supprimer d’abord la base embarquée et tout ce qu’elle contient',
    port: 'port du serveur web (PORT)',
    deleted: (directory) => `Supprimé : ${directory}`,
    nothingToDelete: (directory) => `Rien à supprimer : ${directory} n’existe pas.`,
    resetIsForEmbedded:
      'DATABASE_URL est donnée : --reset ne supprime que la base embarquée, jamais celle d’un serveur.',
  },
  migrate: {
    status: 'dire seulement ce qui est appliqué et ce qui reste à faire',
    applied: (names) => `Appliqué : ${names.join(', ')}`,
    upToDate: 'Le schéma est à jour.',
    pending: (names) => `En attente : ${names.join(', ')}`,
    lockedByServer: (pid) => `Le processus ${pid} utilise la base ; il l’a migrée à son démarrage.`,
  },
  doctor: {
    node: (version) => `Node ${version}`,
    nodeRemedy: 'Installez Node 20.19 ou plus récent.',
    config: 'configuration lisible',
    embedded: (directory) => `base embarquée dans ${directory}`,
    inUse: (directory, pid) => `base embarquée dans ${directory}, utilisée par le processus ${pid}`,
    absent: (directory) => `base embarquée dans ${directory} : pas encore créée, le premier démarrage s’en charge`,
    server: (version) => `PostgreSQL ${version}`,
    serverTooOld: 'Utilisez PostgreSQL 13 ou plus récent.',
    unreachable: (detail) => `base de données injoignable : ${detail}`,
    unreachableRemedy: 'Vérifiez DATABASE_URL, et que le serveur tourne et accepte cette machine.',
    extension: (name) => `extension ${name} disponible`,
    extensionMissing: (name) => `extension ${name} absente`,
    extensionRemedy: 'Installez les modules contrib de PostgreSQL (paquet postgresql-contrib s’ils sont à part).',
    migrations: 'schéma à jour',
    pending: (names) => `schéma : ${names.length} en attente (${names.join(', ')})`,
    pendingRemedy: 'Elles sont appliquées au prochain démarrage, ou par : guichet migrate',
    newer: (names) => `schéma plus récent que cette version (${names.join(', ')})`,
    newerRemedy: 'Démarrez la version qui l’a créé, ou restaurez une sauvegarde.',
    clock: (seconds) => `horloges de cette machine et de la base à ${seconds} s l’une de l’autre`,
    clockRemedy: 'Synchronisez les deux horloges (NTP) : Slack refuse les requêtes décalées de 5 minutes.',
    invariants: (count) => `${count} règles vérifiées dans les données`,
    invariantBroken: (name, count, examples) =>
      `données contraires à une règle : ${name}, ${count} × (${examples.join(', ')})`,
    invariantRemedy:
      'Rien n’a été modifié. Gardez une sauvegarde et signalez cette ligne avec la version que vous utilisez.',
    delivered: 'rien de non remis ces 14 derniers jours',
    undelivered: (all, cards) =>
      `${all} non remis ces 14 derniers jours${cards ? `, dont ${cards} ${cards > 1 ? 'cartes de ticket' : 'carte de ticket'} que les agents n’ont pas vue${cards > 1 ? 's' : ''}` : ''}`,
    undeliveredRemedy: 'Voyez pourquoi sous « Envois » dans la console, réparez la cause et renvoyez-les de là.',
    redis: (version) => `Redis ${version}`,
    redisForgets: (settings) => `Redis peut perdre des tâches : ${settings.join(', ')}`,
    redisRemedy: 'Réglez appendonly yes et maxmemory-policy noeviction.',
    redisAbsent: (detail) => `Redis injoignable : ${detail}`,
    redisAbsentRemedy: 'Vérifiez REDIS_URL, ou retirez-la : les tâches sont alors gardées dans PostgreSQL.',
    disk: (free) => `${free} Go libres sur le disque`,
    diskRemedy: 'Libérez de la place : au moins 1 Go.',
    summary: (wrong, doubtful) =>
      wrong === 0 && doubtful === 0 ? 'Tout va bien.' : `${wrong} à réparer, ${doubtful} à regarder.`,
  },
  problems: {
    title: 'La configuration n’est pas utilisable :',
    one: (variable, cause, remedy) => `  ${variable} : ${cause}. ${remedy}`,
    end: 'Chaque variable est décrite dans .env.example.',
  },
  refusals: {
    'directory-in-use': ({ directory, pid, lockFile }) =>
      `Guichet tourne déjà sur ces données : ${directory} est utilisé par le processus ${pid}. ` +
      `Arrêtez-le d’abord. S’il n’existe plus, supprimez ${lockFile}.`,
    'directory-not-ours': ({ directory }) =>
      `${directory} contient des fichiers qui ne sont pas une base de Guichet ; rien n’a été modifié. Choisissez un autre DATA_DIR.`,
    'first-start-failed': ({ directory, detail }) =>
      `La base embarquée n’a pas pu être créée dans ${directory}. ${detail}`,
    'newer-schema': ({ migrations }) =>
      `La base a été migrée par une version plus récente de Guichet (${migrations.join(', ')}). ` +
      'Démarrez cette version, ou restaurez une sauvegarde antérieure.',
    'migration-failed': ({ migration, detail }) => `La migration ${migration} a échoué et a été annulée : ${detail}`,
    'database-unreachable': ({ detail }) =>
      `La base de données est injoignable : ${detail}. Vérifiez DATABASE_URL, ou retirez-la pour la base embarquée.`,
    'redis-may-lose-jobs': ({ settings }) =>
      `Redis peut perdre des tâches (${settings.join(', ')}). Réglez appendonly yes et maxmemory-policy noeviction.`,
    'no-free-port': ({ from, to }) => `Aucun port de ${from} à ${to} n’est libre. Donnez-en un autre avec --port.`,
  },
  usage: {
    unknownCommand: 'Cette commande n’existe pas. Voir : guichet --help',
    unknownOption: 'Cette option n’existe pas ici. Ajoutez --help pour voir celles qui existent.',
    missing: 'Il manque quelque chose dans la commande. Ajoutez --help pour voir ce qu’il faut.',
    tooMany: 'Il y a trop de mots dans la commande. Ajoutez --help pour voir ce qu’elle accepte.',
    badValue: 'Une valeur de la commande n’est pas utilisable. Ajoutez --help pour voir ce qu’elle accepte.',
  },
  unexpected: 'Il s’est passé quelque chose d’anormal :',
}
