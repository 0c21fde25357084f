import type { people } from './people.ts'

type PersonSlug = (typeof people)[number]['slug']

/** What was asked before today, so that the pages about the knowledge base have something to show. */
export interface SeedQuestion {
  by: PersonSlug
  text: string
  daysAgo: number
  /** Whether the article that was shown solved it; absent where nobody said. */
  helped?: boolean
}
export const questions: readonly SeedQuestion[] = [
  { by: 'amina', text: 'Personne ne m’entend dans mes réunions Teams', daysAgo: 6, helped: true },
  { by: 'thomas', text: 'On ne m’entend pas en réunion sur Teams', daysAgo: 4, helped: true },
  { by: 'hugo', text: 'Qui répare la machine à café du 3e étage ?', daysAgo: 5 },
  { by: 'ines', text: 'La machine à café du 3e étage est en panne', daysAgo: 2 },
  { by: 'claire', text: 'Peut-on réserver une voiture de service pour Lyon ?', daysAgo: 3 },
  { by: 'julien', text: 'mon ordinateur est très lent depuis la mise à jour', daysAgo: 1, helped: false },
  { by: 'emily', text: 'I dropped my phone, how do I move MFA to the new one?', daysAgo: 5, helped: true },
  { by: 'daniel', text: 'Who repairs the coffee machine on the 3rd floor?', daysAgo: 4 },
  { by: 'oliver', text: 'The coffee machine on the 3rd floor has stopped', daysAgo: 2 },
  { by: 'priya', text: 'certificate warning in the browser on our intranet', daysAgo: 1, helped: false },
]

/** Resolved tickets that are worth an article, each in its own words. */
export const worthAnArticle = ['outlook-agenda', 'teams-audio-james'] as const
