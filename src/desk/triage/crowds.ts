import { phrases } from './phrases.ts'

/**
 * Many people, said by rule rather than by list: a word that counts (no, all, whole) before a word for people, their tools
 * or their place. French nouns begin as written, so one stem covers singular and plural.
 */
const split = (words: string) => words.split('|').map((word) => word.trim())
const each = (first: string, second: string) =>
  phrases(
    split(first)
      .flatMap((one) => split(second).map((other) => `${one} ${other}`))
      .join('|'),
  )

const none = 'no | none of our | none of the | not a single | not one'
const all = 'all | all our | all the | all of our | all of the | every | most | most of our | hundreds of | dozens of'
const people =
  'customer* | client* | user* | employee* | staff | colleague* | computer* | pc* | workstation* | laptop* | phone* | till* | screen* | store* | shop* | site* | branch* | terminal* | printer* | badge*'
const aucun = 'aucun | aucune | plus aucun | plus aucune'
const tous = 'tous les | toutes les | tous nos | toutes nos | l ensemble de nos | la plupart des | des centaines de'
const gens =
  'client* | utilisateur* | salarie* | employe* | collaborateur* | collegue* | poste* | ordinateur* | pc* | telephone* | caisse* | ecran* | magasin* | boutique* | site* | agence* | termin* | imprimante* | badge*'

const whole = 'whole | entire | all of the | across the'
const places =
  'site | office | building | plant | factory | warehouse | branch | company | organisation | organization | production | call centre | call center | hospital | school | campus | headquarters | region | country | network'
const tout = 'tout le | toute la | toute l | tout l'
const lieux =
  'site | bureau | batiment | immeuble | usine | entrepot | agence | etablissement | siege | campus | hopital | ecole | production | societe | entreprise | region | pays | reseau | boite | filiale'

const groups =
  'team | floor | department | accounting | finance | hr | payroll | sales | marketing | legal | logistics | purchasing | support | shift | workshop'
const groupes =
  'equipe | etage | plateau | service | departement | compta* | paie | rh | finance* | vente* | marketing | juridique | logistique | achats | support | atelier | rayon'

/** "No customer", « plus aucun collaborateur »: nobody of a kind, which is a stoppage by itself. */
export const nobody = [
  ...each(none, 'customer* | client* | users | employee* | staff | colleague*'),
  ...each(aucun, 'client* | utilisateur* | salarie* | employe* | collaborateur* | collegue*'),
  ...phrases(
    'nobody is able | nobody gets | nobody sees | nobody receives | no one gets | no one sees | plus personne | personne ne recoit | personne ne voit',
  ),
]
export const crowd = [
  ...nobody,
  ...each(all, people),
  ...each(tous, gens),
  ...each(whole, places),
  ...each(tout, lieux),
]
export const groupOf = [
  ...each('whole | entire | all of', groups),
  ...each('tout le | toute la | toute l | tout l', groupes),
]

/** What is lost for everybody the moment it is true for one. */
export const disaster = phrases(
  `ransomware | rancongiciel* | files are encrypted | files encrypted | encrypted our files | fichiers chiffres | fichiers cryptes
  | tout est chiffre | tout est crypte | demande de rancon | ransom note | datacenter is down | data centre is down | incendie dans la salle serveur`,
)

/** Ways to say that something stopped which the table of the trade does not have. */
export const lost = phrases(
  `dead | is cut | are cut | cut off | was cut | unusable | gone down | went down | has died | have died | gone dark | knocked out
  | mort | morte | morts | mortes | coupe* | injoignable* | inutilisable* | inaccessible* | plante | plantes | eteint* | en rade | en carafe | au point mort`,
)

export const soon = [
  ...each(
    'in | within | dans | d ici',
    '5 minutes | 5 min | five minutes | cinq minutes | 10 minutes | 10 min | 15 minutes | 15 min | fifteen minutes | quinze minutes | un quart d heure | 20 minutes | 30 minutes',
  ),
  ...phrases(
    'customer call | client call | call with a client | call with a customer | on a call with | appel client* | un client au telephone',
  ),
]
