/** The words that `crowd-clauses.ts` builds clauses of, both languages, accents removed; a final `*` stands for any ending. */

export const people = `people | person | folks | user* | client* | customer* | employee* | staff | colleague* | coworker* | worker* | student* | teacher* | pupil*
  | nurse* | doctor* | driver* | cashier* | agent* | caller* | visitor* | guest* | patient* | technician* | operator* | engineer* | rep | reps
  | consultant* | contractor* | teammate* | analyst* | partner* | personnel | gens | personnes | ceux | utilisateur* | salarie* | employe*
  | collaborateur* | collegue* | etudiant* | eleve* | enseignant* | professeur* | infirmier* | medecin* | soignant* | chauffeur* | livreur*
  | caissier* | conseiller* | commerciaux | vendeur* | vendeuse* | technicien* | operateur* | ouvrier* | ingenieur* | appelant* | visiteur*
  | teletravailleur* | partenaire* | comptables | gestionnaires | secretaires`

export const tools = `computers | pcs | workstations | laptops | machines | phones | telephones | tills | registers | screens | terminals | printers | scanners
  | scales | readers | tablets | handsets | kiosks | servers | cameras | doors | lines | accounts | ordinateurs | postes | ecrans | caisses | imprimantes
  | douchettes | terminaux | lecteurs | tablettes | bornes | serveurs | portiques | lignes | comptes | copieurs | automates`
export const tool = `computer | pc | workstation | laptop | machine | phone | till | register | screen | terminal | printer | scanner | reader | tablet | handset
  | kiosk | server | line | ordinateur | poste | ecran | caisse | imprimante | douchette | lecteur | tablette | borne | serveur | portique | ligne | telephone`

export const places = `offices | sites | branches | stores | shops | floors | buildings | plants | factories | warehouses | wards | schools | clinics | teams
  | departments | depots | agences | magasins | boutiques | etages | batiments | usines | entrepots | ecoles | services | equipes | bureaux | ateliers`
export const place = `office | site | branch | store | shop | floor | building | plant | factory | warehouse | ward | school | clinic | campus | hospital | lab
  | company | organisation | organization | region | country | europe | world | headquarters | hq | group | agence | magasin | boutique | etage | batiment
  | immeuble | usine | entrepot | ecole | siege | hopital | societe | entreprise | boite | atelier | plateau | pays | groupe`
export const group = `team | squad | crew | department | dept | division | shift | unit | group | equipe | service | departement | pole | open space | direction`
export const departments = `accounting | accounts department | accounts | finance | hr | payroll | sales | marketing | legal | logistics | purchasing | dispatch
  | customer service | rh | compta* | paie | juridique | logistique | achats | expedition* | accueil | direction financiere`

/** What a whole house shares: nobody has one of their own. */
export const shared = `hotline | switchboard | call centre | call center | erp | crm | intranet | domain | booking system | ticketing machine | checkout
  | web shop | webshop | online store | server room | file server | file servers | print server | domain controller | production line | production lines
  | production | assembly line | front desk system | payments | orders | calls | website | telephony | standard | centre d appels | salle serveur
  | salle serveurs | serveur de fichiers | serveurs de fichiers | serveur d impression | ligne # | line # | chaine | paiements | commandes | appels
  | boutique en ligne | site marchand | telephonie | domaine | messagerie interne | borne`
export const supply = `internet | network | wifi | power | electricity | phone* | email* | reseau | courant | electricite | mail* | telephone*`

export const number = `# | three | four | five | six | seven | eight | nine | ten | twelve | fifteen | twenty | thirty | forty | fifty | dozen | dozens | hundreds | several
  | multiple | many | most | half | quarters | trois | quatre | cinq | sept | huit | neuf | dix | douze | quinze | vingt | trente | quarante | cinquante
  | dizaine | dizaines | quinzaine | vingtaine | trentaine | quarantaine | cinquantaine | centaine | centaines | plusieurs | moitie | quarts | plupart`
export const every = `all | every | each | both | whole | entire | none | tous | toutes | tout | toute | chaque | aucun | aucune | les deux | l ensemble`

/** What people cannot do, or keep suffering. */
export const cannot = `can t | cannot | cant | can no longer | could not | couldn t | are unable | aren t | are not | are stuck | are blocked | are locked
  | are without | are getting | have no | have lost | lost | don t | do not | keep | report* | complain* | get | getting`
/** What only people do: "the assistants can’t take…" speaks of people, "the files can’t be…" does not. */
export const deeds = `work | log | sign | connect | get* | access | open | print | use | send | see | take | receive | reach | order | pay | ship | scan
  | enter | badge | check | sell | call | invoice | process | do anything`
/** "Nobody told me": somebody complains, nothing stopped. */
export const indifferent = `told | tell* | answer* | care* | help* | like* | know* | said | say* | repl* | called | came | ever | else | but | is using | uses | wants | needs | was`
/** After "my whole" or « tout mon »: things of one person. */
export const ownThings = `screen | day | morning | week | month | time | thing | file* | folder* | document* | list* | process | page | system | computer | disk | drive
  | desktop | vie | travail | journee | matinee | semaine | temps | disque | dossier* | fichier* | ecran | boite | historique | bureau`

/** How a clause about a place or a shared system ends when it stopped. */
export const stop = `down | paralys* | crippled | a terre | stuck | blocked | locked | jammed | dead | out | off | offline | stopped | crashed | frozen | froze | broken | idle | gone | unreachable
  | unavailable | halted | without | lost | cannot | can t | no | has no | have no | won t | doesn t | don t | isn t | aren t | failing | fail | fails | refuses
  | refuse | refusent | tombe* | mort* | hs | fige* | plante* | arrete* | coupe* | bloque* | coince* | injoignable* | inaccessible* | indisponible* | stoppe*
  | en panne | a l arret | echoue* | echouent | sans | perdu* | ne | n | rien`
/** Words by which something stopped for many that say little of one person's things. */
export const halt = `paralys* | crippled | a terre | froze | frozen | freez* | gele* | fige* | locked | jammed | verrouille* | refus* | reject* | error* | erreur* | throwing | kicked | kicking | jette*
  | ejecte* | logged out | signed out | times out | spins | spinning | dans le vide | blue screen | ecran bleu | dial tone | tonalite | shut down | shut off | went off
  | is off | are off | are out | is out | out in | eteint* | fail* | echou* | aboutissent | hear nothing | chomage technique | halt | halted | disconnect*
  | deconnecte* | died | lost | perdu* | loses | crash* | plante* | without | nulle part | nothing | noirs | noires | no orders | no calls | cut | out of service | bloque* | coince*
  | se font | sont sans | est sans | disabled | desactive* | denied | expired | incorrect* | invalid* | stoppe* | idle | ne fait rien | outage | blackout | black out
  | impossible | hors ligne | hors service`

/** Somebody asks for something: where nothing has stopped, the people named are who it is for. */
export const asking = `want | wants | veut | veulent | how | where | which | who | what should | can you | could you | could all | could someone | can everyone | can all | please | is there any | does the
  | do all | i d like | i would like | we d like | we would like | would it | i need | i d need | needs | we need | comment | ou est | quel | quels | quelle | quelles
  | pouvez vous | pourriez vous | peut on | puis je | est ce que | est ce qu | est il | merci de | faudrait | voudrais | voudrions | aimerais | aimerions | besoin
  | combien | possible de | utilise t`

/** "Not just me": said of oneself, it counts the others. */
export const notAlone = `not just me | not only me | not the only one | not the only person | pas que moi | pas seulement moi | pas le seul | pas la seule | pas juste moi`
