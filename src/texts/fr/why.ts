import type { why as english } from '../en/why.ts'

export const why: typeof english = {
  button: 'Pourquoi ?',
  title: (number) => `Comment le #${number} a été lu :`,
  fields: {
    type: 'Type',
    category: 'Catégorie',
    service: 'Service',
    impact: 'Concernés',
    urgency: 'Urgence',
    critical: 'Enjeu',
    priority: 'Priorité',
  },
  critical: 'plus que les personnes comptées : l’impact compte un cran de plus',
  urgencyName: { low: 'basse', medium: 'moyenne', high: 'haute' },
  because: {
    words: (found) => `les mots « ${found} »`,
    'stoppage-of-many': (found) => `« ${found} » : beaucoup de personnes sont arrêtées`,
    command: (found) => `les mots « ${found} »`,
    model: () => 'appris de messages précédents',
    'language-model': () => 'lu par le modèle de langage',
    profile: () => 'la langue du profil',
    previous: () => 'la langue du message précédent',
    'below-threshold': () => 'ne ressemble à rien de ce qui a été appris',
    asked: () => 'demandé, ou supposé',
    agent: (by) => `changé par ${by}`,
    matrix: () => 'concernés × urgence, par la matrice',
  },
  confidence: (percent, band) => `${percent} % (${{ sure: 'sûr', likely: 'probable', unsure: 'incertain' }[band]})`,
  frustrated: (found) => `Agacement : « ${found} »`,
  fixed: (name, version) => `Donnée avant : la réponse fixe « ${name} », v${version}`,
  offered: (title, version, rank) => `Proposé avant, sans effet : « ${title} », v${version}, place ${rank}`,
  score: (percent, sure) =>
    `${percent} % du meilleur score possible (${sure ? 'montré comme la réponse' : 'parmi un choix'})`,
  model: (version) => `Version du triage : ${version}`,
  noDecision: 'Aucune décision du triage n’est conservée pour ce ticket : personne n’a écrit au bot pour l’ouvrir.',
}
