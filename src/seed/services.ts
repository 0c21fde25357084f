import type { Tier } from '../desk/teams/table.ts'
import type { Category } from '../desk/triage/labels.ts'

export interface SeedTeam {
  slug: string
  name: { fr: string; en: string }
  tier: Tier
}

/** The lines of the demonstration company: one desk that answers, two teams behind it, one that is called last. */
export const teams = [
  { slug: 'service-desk', name: { fr: 'Centre de services', en: 'Service desk' }, tier: 1 },
  { slug: 'workplace', name: { fr: 'Postes et applications', en: 'Workplace and applications' }, tier: 2 },
  { slug: 'network', name: { fr: 'Réseau et téléphonie', en: 'Network and telephony' }, tier: 2 },
  { slug: 'infrastructure', name: { fr: 'Infrastructure et sécurité', en: 'Infrastructure and security' }, tier: 3 },
] as const satisfies readonly SeedTeam[]
export type TeamSlug = (typeof teams)[number]['slug']

export interface SeedService {
  slug: string
  name: { fr: string; en: string }
  category: Category
  /** Who is asked first, and who when that line cannot: the N1, N2 and N3 of this service. */
  lines: readonly [TeamSlug, TeamSlug, TeamSlug]
}

/** What IT offers. Every article and every ticket of the demonstration names one of these. */
export const services = [
  {
    slug: 'vpn',
    name: { fr: 'Accès distant (VPN)', en: 'Remote access (VPN)' },
    category: 'network',
    lines: ['service-desk', 'network', 'infrastructure'],
  },
  {
    slug: 'wifi',
    name: { fr: 'Réseau et Wi-Fi', en: 'Network and Wi-Fi' },
    category: 'network',
    lines: ['service-desk', 'network', 'infrastructure'],
  },
  {
    slug: 'messaging',
    name: { fr: 'Messagerie et agendas', en: 'Mail and calendars' },
    category: 'email',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'workstation',
    name: { fr: 'Ordinateurs et écrans', en: 'Computers and screens' },
    category: 'hardware',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'printing',
    name: { fr: 'Impression et numérisation', en: 'Printing and scanning' },
    category: 'printing',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'identity',
    name: { fr: 'Comptes et authentification', en: 'Accounts and sign-in' },
    category: 'accounts',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'software-catalogue',
    name: { fr: 'Catalogue de logiciels', en: 'Software catalogue' },
    category: 'software',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'office',
    name: { fr: 'Suite bureautique', en: 'Office applications' },
    category: 'software',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'business-applications',
    name: { fr: 'Applications métier', en: 'Business applications' },
    category: 'software',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'collaboration',
    name: { fr: 'Réunions et casques', en: 'Meetings and headsets' },
    category: 'telephony',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'telephony',
    name: { fr: 'Téléphonie', en: 'Telephony' },
    category: 'telephony',
    lines: ['service-desk', 'network', 'infrastructure'],
  },
  {
    slug: 'file-sharing',
    name: { fr: 'Dossiers et partage de fichiers', en: 'Folders and file sharing' },
    category: 'data',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'security',
    name: { fr: 'Sécurité informatique', en: 'IT security' },
    category: 'security',
    lines: ['service-desk', 'network', 'infrastructure'],
  },
  {
    slug: 'browser',
    name: { fr: 'Navigation web', en: 'Web browsing' },
    category: 'security',
    lines: ['service-desk', 'network', 'infrastructure'],
  },
  {
    slug: 'meeting-rooms',
    name: { fr: 'Salles de réunion', en: 'Meeting rooms' },
    category: 'workplace',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'onboarding',
    name: { fr: 'Arrivées et départs', en: 'Joiners and leavers' },
    category: 'workplace',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
  {
    slug: 'service-desk',
    name: { fr: 'Procédures du centre de services', en: 'Service desk procedures' },
    category: 'workplace',
    lines: ['service-desk', 'workplace', 'infrastructure'],
  },
] as const satisfies readonly SeedService[]
export type ServiceSlug = (typeof services)[number]['slug']
