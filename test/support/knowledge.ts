import type { ArticleDraft } from '../../src/desk/knowledge/article.ts'
import { upsertArticles } from '../../src/desk/knowledge/store.ts'
import type { Db } from '../../src/schema.ts'

export const now = new Date('2026-03-02T09:00:00Z')

/** A small base of our own writing, some of it in one language only. */
export const drafts: readonly ArticleDraft[] = [
  {
    externalId: 'vpn',
    locale: 'fr',
    audience: 'public',
    title: 'Se connecter au VPN',
    body: 'Le VPN ouvre le réseau interne depuis chez vous.\n\n1. Ouvrez l’application.\n2. Choisissez « Bureau ».\n3. Validez sur votre téléphone.',
    reviewedOn: '2026-01-15',
  },
  {
    externalId: 'vpn',
    locale: 'en',
    audience: 'public',
    title: 'Connect to the VPN',
    body: 'The VPN opens the internal network from home.\n\n1. Open the application.\n2. Choose “Office”.',
  },
  {
    externalId: 'password',
    locale: 'fr',
    audience: 'public',
    title: 'Réinitialiser son mot de passe',
    body: 'Un mot de passe oublié se réinitialise sur le portail.',
    synonyms: ['mot de passe expiré'],
  },
  {
    externalId: 'wifi',
    locale: 'en',
    audience: 'employees',
    title: 'Join the office Wi-Fi',
    body: 'Pick the network “office” and sign in with your account.',
  },
  {
    externalId: 'printer',
    locale: 'en',
    audience: 'employees',
    title: 'The printer does not print',
    body: Array.from({ length: 9 }, (_, at) => `${at + 1}. Step number ${at + 1}.`).join('\n'),
  },
  {
    externalId: 'access-denied',
    locale: 'en',
    audience: 'employees',
    title: 'Windows Update error 0x80070005',
    body: 'Error 0x80070005 means that access is denied. It was seen on SRV-01 and in C:\\temp.',
  },
  {
    externalId: 'vault',
    locale: 'en',
    audience: 'agents',
    title: 'Break-glass procedure of the vault',
    body: 'The envelope is in the safe of the operations room.',
  },
  {
    externalId: 'expenses',
    locale: 'en',
    audience: 'employees',
    title: 'Claim travel expenses',
    body: 'Send the receipts with the expenses form.',
  },
  {
    externalId: 'badge',
    locale: 'fr',
    audience: 'employees',
    title: 'Badge perdu',
    body: 'Prévenez l’accueil, qui désactive le badge et en remet un autre.',
  },
]

/** Stores drafts as an import does. */
export const store = (db: Db, given: readonly ArticleDraft[] = drafts, at = now) =>
  db.transaction().execute((tx) => upsertArticles(tx, given, at))
