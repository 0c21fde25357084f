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

const none =
  'no | none of our | none of our # | none of the | none of the # | any of our | any of the | not a single | not one'
const all = 'all | all our | all the | all of our | all of the | every | most | most of our | hundreds of | dozens of'
const people =
  'customer* | client* | user* | employee* | staff | colleague* | computer* | pc* | workstation* | laptop* | phone* | till* | screen* | store* | shop* | site* | branch* | terminal* | printer* | badge* | agent*'
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

const departments =
  'accounting | accounts | finance | hr | payroll | sales | marketing | legal | logistics | purchasing | support | customer service | reception | dispatch | production | engineering'
const groups = `team | floor | department | shift | workshop | warehouse | shop | store | ${departments}`
const services =
  'compta* | paie | rh | finance* | vente* | commercia* | marketing | juridique | logistique | achats | support | accueil | service client* | production | expedition*'
const groupes = `equipe | etage | plateau | service | departement | atelier | rayon | entrepot | magasin | boutique | ${services}`

/** "No customer", « plus aucun collaborateur »: nobody of a kind, which is a stoppage by itself. */
const nobody = [
  ...each(none, 'customer* | client* | users | employee* | staff | colleague*'),
  ...each('none of our | none of our # | none of the | not a single | any of our', people),
  ...each(aucun, 'client* | utilisateur* | salarie* | employe* | collaborateur* | collegue* | agent*'),
  ...each('plus aucun | plus aucune', gens),
  ...phrases(
    `nobody is able | nobody gets | nobody sees | nobody receives | nobody here | no one gets | no one sees | no one here | for anyone | for anybody
    | plus personne | personne ne recoit | personne ne voit | pour personne | chez personne | personne ici`,
  ),
]
/** Nobody of a part of the house. */
const nobodyOf = [
  ...each('nobody in | nobody at | no one in | no one at | noone in', departments),
  ...each('personne au | personne a la | personne a l | personne aux | personne en | personne chez', services),
]
/** What a place shares: who says that "we" have lost it does not speak of one desk. */
const shared =
  'internet | network | wifi | phone* | telephone* | email* | mail* | power | electricity | server* | vpn | reseau | messagerie | courant | electricite | serveur* | connexion | caisse*'
const weLost = each(
  'we have no | we ve no | we lost | we ve lost | we have lost the | we lost the | we have no more | on n a plus | on n a plus de | on n a plus d | nous n avons plus | nous n avons plus de | nous n avons plus d | on a perdu le | nous avons perdu le',
  shared,
)

export const crowd = [
  ...each(
    'all | all our | all the',
    'offices | locations | departments | teams | machines | floors | lines | services | servers',
  ),
  ...each(
    'toutes les | tous les | toutes nos | tous nos',
    'machines | lignes | services | equipes | serveurs | etages | batiments',
  ),
  ...each('site | batiment | usine | entreprise | societe | agence | siege | boite', 'entier | entiere | au complet'),
  ...each(
    'the office | our office | our site | the plant | the warehouse | the store',
    'has no | is without | lost | is cut off | has been cut off',
  ),
  ...each('le site | l agence | le magasin | le siege | l entrepot | l usine', 'n a plus | est sans | a perdu'),
  ...phrases(
    'general outage | major outage | global outage | total outage | panne generale | panne globale | panne totale | coupure generale | chez tout le monde | for everybody | pour tous | company-wide | site wide | sitewide',
  ),
  ...each(
    'down | dead | out | cut | coupe | coupee | en panne | hs | tombe',
    'everywhere | partout | on all sites | sur tous les sites',
  ),
  ...nobody,
  ...each(all, people),
  ...each(tous, gens),
  ...each(whole, places),
  ...each(tout, lieux),
]
/** A stoppage of many by itself. */
export const stopped = [...nobody, ...nobodyOf, ...weLost]
export const groupOf = [
  ...each('etage | equipe | service | departement | plateau | atelier', 'entier | entiere | au complet'),
  ...each('whole | entire | all of', groups),
  ...each('tout le | toute la | toute l | tout l', groupes),
  ...nobodyOf,
  ...weLost,
  ...each('l equipe', `${departments} | ${services}`),
  ...phrases('# of us | # people | # users | # colleagues | # employees | # agents | # workstations | # computers'),
  ...phrases(
    `several of us | some of us | half of us | half of the | half the | both of us | dozens of us | # personnes | # utilisateurs | # collegues | # salaries | # postes
    | # agents | on est # | nous sommes # | # d entre nous | plusieurs d entre nous | certains d entre nous | une dizaine d | une vingtaine d | une trentaine d
    | la moitie d | floor has no | floor has been | floor is without | floor is down | floor lost | etage n a plus | etage ne | etage est | etage sans
    | customers cannot | customers can t | customers cant | customers are unable | clients cannot | clients can t | nos clients ne | nos clients n | les clients ne | les clients n`,
  ),
  ...each(
    'website | web site | webshop | online shop | online store | site marchand | site web | site internet | boutique en ligne | site e commerce',
    'is down | is offline | is unreachable | isn t working | is not working | doesn t work | est down | est en panne | est hors ligne | ne repond | ne marche | ne fonctionne | est inaccessible | est tombe',
  ),
]

/** What stops, where many are meant, whatever it is: a denial beside a crowd is a stoppage. */
export const denied = phrases(
  `can t | cannot | cant | unable | no longer | anymore | any more | not going | do not arrive | don t arrive | doesn t arrive | without | gets through
  | ne peut | ne peuvent | ne peux | n arrive | n arrivent | ne parvien* | est sans | sont sans | n a plus | n ont plus | n avons plus | ne plus`,
)

/** What is lost for everybody the moment it is true for one. */
export const disaster = phrases(
  `ransom* | rancon* | cryptolocker | cyberattack* | cyber attack* | cyberattaque* | cyber attaque* | files are encrypted | files encrypted | encrypted our files | fichiers chiffres | fichiers cryptes
  | tout est chiffre | tout est crypte | datacenter is down | data centre is down | incendie dans la salle serveur`,
)

/** Ways to say that something stopped which the table of the trade does not have. */
export const lost = phrases(
  `dead | is cut | are cut | cut off | was cut | unusable | gone down | went down | has died | have died | gone dark | knocked out | gone | vanished | disappeared | black
  | disparu* | noir | noirs | mort | morte | morts | mortes | coupe* | injoignable* | inutilisable* | inaccessible* | plante | plantes | eteint* | en rade | en carafe | au point mort`,
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

/**
 * A clause whose subject is a place or a part of the house: "the Leeds office has no…", « le site de Lyon n’a plus… ». What
 * only stands in a place ("the office printer is…") does not count, so a verb or the place's name must follow.
 */
const partOfHouse =
  / \. (?!teams )(?:[a-z0-9]+ ){0,3}(?:office|site|plant|factory|warehouse|branch|store|shop|floor|team|department|agence|usine|entrepot|magasin|siege|etage|equipe|service|atelier|filiale|plateau)s? (?:in|at|of|on|de|d|du|des|a|has|have|is|are|can|cannot|cant|lost|got|n|ne|est|sont|ont|sans|without) /

export const houseIn = (text: string): string | undefined =>
  partOfHouse.exec(` .${text}`)?.[0].replace(' . ', '').trim()
