import { firstPhrase, phrases, plain } from './phrases.ts'

/**
 * Words that name a service, the most specific first; accents removed. Keys are what the service catalogue of the seed data
 * uses. A desk adds the names of its own services; nothing is guessed beyond these words.
 */
export const serviceWords = {
  vpn: phrases(`vpn | globalprotect | anyconnect | forticlient | remote access | acces distant | teletravail`),
  wifi: phrases(`wifi | wi fi | wlan | eduroam | sans fil | wireless`),
  'shared-mailbox': phrases(`shared mailbox | boite partagee | bal partagee | boites partagees`),
  calendar: phrases(`calendar | agenda | calendrier`),
  email: phrases(
    `outlook | email* | e mail* | mail | mails | mailbox | boite mail | messagerie* | courriel* | exchange | thunderbird | gmail`,
  ),
  teams: phrases(`teams | ms teams`),
  'video-conference': phrases(`visio* | video conference | videoconference | zoom | webex | google meet`),
  sharepoint: phrases(`sharepoint`),
  onedrive: phrases(`onedrive | one drive`),
  'file-share': phrases(
    `shared drive | network drive | shared folder | file share | lecteur reseau | lecteur partage | dossier partage | partage reseau | disque reseau`,
  ),
  backup: phrases(`backup | sauvegarde | restore | restaurer | restauration`),
  printing: phrases(`printer* | print | printing | imprim* | impression* | copieur* | copier | scanner* | toner`),
  mfa: phrases(`mfa | 2fa | authenticator | two factor | double authentification | double facteur`),
  password: phrases(`password* | mot de passe | mots de passe | mdp | passphrase`),
  'single-sign-on': phrases(`sso | single sign on | okta | azure ad | entra`),
  erp: phrases(`sap | erp | sage | oracle ebs | dynamics | odoo`),
  crm: phrases(`crm | salesforce | hubspot`),
  office: phrases(`excel | word | powerpoint | office 365 | microsoft 365 | office | onenote | visio pro`),
  'business-intelligence': phrases(`power bi | powerbi | tableau software | qlik | business objects`),
  'mobile-phone': phrases(
    `smartphone* | iphone* | android | mobile | portable pro | sim card | carte sim | cell phone`,
  ),
  telephony: phrases(
    `desk phone | telephone | phone | softphone | voicemail | messagerie vocale | standard telephonique | hotline | call centre | call center`,
  ),
  intranet: phrases(`intranet | portal | portail`),
  internet: phrases(`internet | web access | acces web | proxy | firewall | pare feu`),
  workstation: phrases(
    `laptop* | computer* | pc | ordinateur* | ordi | portable | workstation | poste de travail | mac | macbook | docking station | station d accueil | ecran | monitor | keyboard | clavier | souris | mouse`,
  ),
  badge: phrases(`badge* | access card`),
  'meeting-room': phrases(
    `meeting room* | salle de reunion | boardroom | conference room | projector | videoprojecteur`,
  ),
} as const satisfies Record<string, readonly string[]>

export type Service = keyof typeof serviceWords

/** A messagerie is e-mail in French, unless it is a voice that it keeps. */
const foremost = { telephony: phrases(`voicemail | messagerie vocale`) } as const

/** The service a message names, with the words that name it; undefined when it names none of the known ones. */
export function serviceIn(text: string): { service: Service; found: string } | undefined {
  const message = plain(text)
  for (const [service, words] of [...Object.entries(foremost), ...Object.entries(serviceWords)]) {
    const found = firstPhrase(message, words)
    if (found) return { service: service as Service, found }
  }
  return undefined
}
