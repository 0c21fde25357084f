import { englishIncidents } from './incidents.en.ts'
import { frenchIncidents } from './incidents.fr.ts'
import type { SeedTicket } from './life.ts'
import { englishRequests } from './requests.en.ts'
import { frenchRequests } from './requests.fr.ts'

/** Twenty-five tickets, past and present, oldest first: each is written in the language of its requester. */
export const tickets: readonly SeedTicket[] = [
  ...frenchIncidents,
  ...frenchRequests,
  ...englishIncidents,
  ...englishRequests,
].toSorted((a, b) => b.daysAgo - a.daysAgo || (a.at < b.at ? -1 : 1))
