import type { duty as english } from '../en/duty.ts'

export const duty: typeof english = {
  called: (name, number, until) =>
    `Appel pour le #${number} : ${name}, d’astreinte${until ? ` (relève : ${until})` : ''}.`,
  calledYou: (number, title) =>
    `Vous êtes d’astreinte et le #${number} a besoin de vous maintenant : ${title}\nÉcrivez « prendre ${number} » pour le prendre.`,
  calledFact: 'Appel',
  team: {
    onCall: (name, until) => (until ? `${name} (relève : ${until})` : name),
    nobody: 'personne n’est d’astreinte',
    next: (name, from) => `puis ${name} (début : ${from})`,
  },
  title: 'Astreinte',
  none: 'Aucune équipe n’a encore de planning. Un responsable le met en place dans la console, sous « Garde ».',
  awayNow: 'Absents',
  awayOne: (name, until) => (until ? `${name} (retour : ${until})` : name),
  how: 'Vous pouvez écrire : absent jusqu’à vendredi · de retour · garde @Léa lundi mardi · passer la main',
  agentsOnly: 'Seuls les agents peuvent faire cela. Rien n’a changé.',
  youAreAway: (until) =>
    until
      ? `Absence notée. Retour : ${until}. Rien ne vous est proposé d’ici là et vos tours passent au suivant.`
      : 'Absence notée jusqu’à ce que vous écriviez « de retour ». Rien ne vous est proposé d’ici là et vos tours passent au suivant.',
  youWillBeAway: (from, until) => `Absence notée. Début : ${from} ; retour : ${until}.`,
  youAreBack: 'Bon retour. Vos tours sont de nouveau à vous.',
  wereHere: 'Aucune absence n’était notée.',
  when: (words) =>
    `Je ne comprends pas quand « ${words} » tombe. Essayez : demain, vendredi 9h, 7/12, 2026-12-07 14:00. Il faut une date à venir.`,
  who: (name) =>
    `Je ne sais pas qui est « ${name} », ou plusieurs personnes portent ce nom. Mentionnez-la, ou écrivez le nom complet.`,
  covers: (name, from, to) => `${name} assure la garde. Début : ${from} ; fin : ${to}.`,
  cannotCover: (name) =>
    `${name} n’est dans aucune équipe qui a un planning, ou c’est à un responsable de le décider : vous ne pouvez inscrire que vous-même. Rien n’a changé.`,
}
