import type { Locale } from '../chat/locale.ts'
import type { Role } from '../desk/people/table.ts'
import type { TeamSlug } from './services.ts'

/** Where people work; the zone is what their dates are shown in. */
export const sites = {
  paris: { name: 'Paris', zone: 'Europe/Paris' },
  lyon: { name: 'Lyon', zone: 'Europe/Paris' },
  nantes: { name: 'Nantes', zone: 'Europe/Paris' },
  london: { name: 'London', zone: 'Europe/London' },
  dublin: { name: 'Dublin', zone: 'Europe/Dublin' },
  montreal: { name: 'Montréal', zone: 'America/Toronto' },
} as const
export type SiteSlug = keyof typeof sites

export interface SeedPerson {
  slug: string
  name: string
  role: Role
  locale: Locale
  site: SiteSlug
  /** Where they work in the company. */
  department: { fr: string; en: string }
  /** Their support line, for those who answer tickets. */
  line?: TeamSlug
}

const finance = { fr: 'Finance', en: 'Finance' }
const sales = { fr: 'Ventes', en: 'Sales' }
const marketing = { fr: 'Marketing', en: 'Marketing' }
const it = { fr: 'DSI', en: 'IT' }

/** The people of Novalys, a company that does not exist. */
export const people = [
  { slug: 'amina', name: 'Amina Benali', role: 'employee', locale: 'fr', site: 'paris', department: finance },
  { slug: 'thomas', name: 'Thomas Girard', role: 'employee', locale: 'fr', site: 'lyon', department: sales },
  {
    slug: 'claire',
    name: 'Claire Fontaine',
    role: 'employee',
    locale: 'fr',
    site: 'paris',
    department: { fr: 'Ressources humaines', en: 'Human resources' },
  },
  {
    slug: 'hugo',
    name: 'Hugo Mercier',
    role: 'employee',
    locale: 'fr',
    site: 'nantes',
    department: { fr: 'Logistique', en: 'Logistics' },
  },
  {
    slug: 'ines',
    name: 'Inès Robert',
    role: 'employee',
    locale: 'fr',
    site: 'paris',
    department: { fr: 'Juridique', en: 'Legal' },
  },
  { slug: 'julien', name: 'Julien Moreau', role: 'employee', locale: 'fr', site: 'lyon', department: marketing },
  { slug: 'sophie', name: 'Sophie Tremblay', role: 'employee', locale: 'fr', site: 'montreal', department: marketing },
  { slug: 'emily', name: 'Emily Carter', role: 'employee', locale: 'en', site: 'london', department: sales },
  {
    slug: 'james',
    name: 'James Whitfield',
    role: 'employee',
    locale: 'en',
    site: 'london',
    department: { fr: 'Produit', en: 'Product' },
  },
  {
    slug: 'priya',
    name: 'Priya Nair',
    role: 'employee',
    locale: 'en',
    site: 'dublin',
    department: { fr: 'Ingénierie', en: 'Engineering' },
  },
  {
    slug: 'oliver',
    name: 'Oliver Bennett',
    role: 'employee',
    locale: 'en',
    site: 'dublin',
    department: { fr: 'Relation client', en: 'Customer success' },
  },
  { slug: 'daniel', name: 'Daniel Okafor', role: 'employee', locale: 'en', site: 'london', department: finance },

  {
    slug: 'karim',
    name: 'Karim Haddad',
    role: 'agent',
    locale: 'fr',
    site: 'paris',
    department: it,
    line: 'service-desk',
  },
  {
    slug: 'alex',
    name: 'Alex Turner',
    role: 'agent',
    locale: 'en',
    site: 'london',
    department: it,
    line: 'service-desk',
  },
  {
    slug: 'manon',
    name: 'Manon Lefèvre',
    role: 'agent',
    locale: 'fr',
    site: 'lyon',
    department: it,
    line: 'workplace',
  },
  { slug: 'rahul', name: 'Rahul Mehta', role: 'agent', locale: 'en', site: 'dublin', department: it, line: 'network' },
  {
    slug: 'elodie',
    name: 'Élodie Marchand',
    role: 'agent',
    locale: 'fr',
    site: 'paris',
    department: it,
    line: 'infrastructure',
  },
  {
    slug: 'nathalie',
    name: 'Nathalie Vasseur',
    role: 'lead',
    locale: 'fr',
    site: 'paris',
    department: it,
    line: 'service-desk',
  },
  { slug: 'marc', name: 'Marc Delmas', role: 'admin', locale: 'fr', site: 'paris', department: it },
] as const satisfies readonly SeedPerson[]
export type PersonSlug = (typeof people)[number]['slug']
