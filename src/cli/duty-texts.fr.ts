import type { en } from './duty-texts.en.ts'

export const fr: typeof en = {
  list: 'qui est d’astreinte maintenant puis ensuite, qui est absent, combien de tickets chacun a en main',
  export: 'imprimer équipes, membres, plannings et tours en JSON, à modifier puis importer',
  import: 'reprendre équipes, membres, plannings et tours d’un fichier JSON ; tout ou rien',
  team: 'le fichier est un calendrier iCal (.ics) des gardes de cette équipe',
  imported: (shifts) => (shifts > 1 ? `${shifts} gardes reprises.` : `${shifts} garde reprise.`),
  noFile: (file) => `${file} n’est pas lisible.`,
  noSuchTeam: (slug) => `Rien n’a été repris : il n’y a pas d’équipe « ${slug} ».`,
  noCalendar: (file) => `Rien n’a été repris : ${file} n’est pas le calendrier iCal d’un planning.`,
  nobodyNamed: (event) =>
    `Rien n’a été repris : l’événement « ${event} » ne nomme aucun membre de l’équipe, ou plusieurs. Son nom complet doit figurer dans le titre ou parmi les invités.`,
  none: 'Aucune équipe n’a de garde. Écrivez un fichier comme « guichet duty export » l’imprime, puis importez-le.',
  noTeam: 'Il n’y a pas encore d’équipe.',
  onCall: (name, until) => (until ? `d’astreinte : ${name} (relève : ${until})` : `d’astreinte : ${name}`),
  nobody: 'personne n’est d’astreinte',
  next: (name, from) => `ensuite : ${name} (début : ${from})`,
  member: (name, open, most) => `${name} : ${open} en main${most ? ` sur ${most} au plus` : ''}`,
  away: (until) => (until ? `absence (retour : ${until})` : 'absence'),
  applied: (teams) => (teams > 1 ? `${teams} équipes reprises.` : `${teams} équipe reprise.`),
  notJson: (file) => `${file} n’est pas lisible comme JSON.`,
  broken: (place) =>
    `Rien n’a été repris. À corriger : ${place}. « guichet duty export » montre à quoi ressemble un fichier.`,
  unknown: (name) =>
    `Rien n’a été repris : personne, ou plusieurs personnes, portent le nom « ${name} ». On connaît quelqu’un dès qu’il a écrit au bot ; un compte comme slack:T1:U2 est toujours sans ambiguïté.`,
  refused: (what) =>
    `Rien n’a été repris : ${what} n’est pas possible. Un planning demande un fuseau comme Europe/Paris et des membres de l’équipe qui travaillent au support, chacun une fois.`,
}
