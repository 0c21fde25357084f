import type { TriageTexts } from './triage-texts.en.ts'

const percent = (share: number | null) =>
  share === null ? 'non demandé' : `${(100 * share).toFixed(1).replace('.', ',')} %`

/** In French, with the non-breaking spaces that it wants. */
export const fr: TriageTexts = {
  stdin: 'répondre aux lignes JSON {"id","text"} par {"id","label","confidence","scores"} ; sans base de données',
  train: 'apprendre d’abord ce fichier de lignes {"text","label"} ; plusieurs fichiers avec des virgules, .gz aussi',
  dev: 'lignes {"text","label"} qui servent à régler le seuil',
  oos: 'l’étiquette de ce qui est hors sujet',
  stdinOrCommand: 'Donnez --stdin ou l’une des commandes. Ajoutez --help pour les voir.',
  models: 'lister les versions de ce que le triage a appris, avec leurs résultats ; dit laquelle est en vigueur',
  retrain:
    'apprendre maintenant les corrections des agents : comparées à la version actuelle sur des lignes qu’aucune n’a apprises',
  dryRun: 'comparer seulement, ne rien changer',
  rollback:
    'revenir à la version précédente, ou à celle qui est nommée (« seed » : celle qui est livrée avec le produit)',
  feedback:
    'ce que les agents pensent des brouillons de l’assistant et du triage : combien de fois chacun a été jugé bon',
  csv: 'chaque avis en CSV',
  ratio: (tool, good, bad) =>
    `${tool}\t${good + bad ? `${Math.round((100 * good) / (good + bad))} %` : '–'}\t+${good} -${bad}`,
  seed: 'seed : livrée avec le produit',
  inForce: 'en vigueur',
  lines: (learnt, heldOut) => `${learnt} lignes apprises, ${heldOut} mises de côté`,
  figures: (intent, category) => `intention ${percent(intent)}, catégorie ${percent(category)} de réponses justes`,
  present: (version, figures) => `Actuelle (${version}) : ${figures}`,
  next: (figures) => `Nouvelle : ${figures}`,
  switched: (version) => `La version ${version} est en vigueur. Pour annuler : guichet triage rollback`,
  notSwitched: {
    'too-few-lines': 'Rien à comparer encore : moins de 10 corrections d’agents sont mises de côté.',
    'nothing-new': 'Personne n’a rien corrigé depuis la dernière version.',
    'rolled-back': 'La dernière version a été annulée ; elle ne se réapprend que par la commande.',
    worse: 'Rien n’a changé : la nouvelle version aurait raison moins souvent.',
    overtaken: 'Rien n’a changé : quelqu’un d’autre a changé de version entre-temps.',
    'dry-run': 'Essai, rien n’a été changé ; la nouvelle version aurait été prise.',
  },
  rolledBack: (from, to) =>
    `Retour de ${from} à ${to}. La tâche quotidienne ne change plus rien jusqu’à « guichet triage retrain ».`,
  notRolledBack: {
    'already-seed': 'Il n’y a pas de version à annuler : la version livrée est en vigueur.',
    'already-active': 'Cette version est déjà en vigueur.',
    'no-such-version': 'Cette version n’existe pas. Voir : guichet triage models',
  },
}
