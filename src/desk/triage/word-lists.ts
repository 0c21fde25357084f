import { phrases } from './phrases.ts'

/** The words behind impact, urgency and mood, both languages, accents removed: tables for a service manager to read and extend. */

/** "Hello everyone" counts nobody: greetings and thanks to a group are taken out before impact is read. */
export const salutations =
  phrases(`hello everyone | hi everyone | hey everyone | good morning everyone | hello everybody | hi everybody | thanks everyone
  thank you everyone | thanks everybody | hello to everyone | bonjour tout le monde | salut tout le monde | bonsoir tout le monde | coucou tout le monde
  merci tout le monde | hello tout le monde | bonjour l equipe | salut l equipe | hello our team`)

export const everyone =
  phrases(`everyone | everybody | nobody can | no one can | nobody is able | noone can | nobody has | no one has | anyone can work
  all users | all the users | all employees | all staff | all customers | all our customers | all clients | whole company | entire company
  company wide | companywide | whole site | entire site | whole office | entire office | whole building | entire building | all sites
  all offices | the whole plant | entire organisation | entire organization | all of our users | all of our customers | all departments
  for all of the company | hundreds of users | hundreds of people | every user | every employee | every site | across the company
  tout le monde | personne ne peut | personne ne peux | personne n arrive | personne n a | personne ne recoit | personne ne parvient
  plus personne ne | plus personne n | personne peut | tous les utilisateurs | tous les employes | tous les salaries | tous les collaborateurs
  tous les clients | tous nos clients | toute l entreprise | toute la societe | toute la boite | tout le site | tous les sites | tout l immeuble
  tout le batiment | tous les bureaux | toute l usine | tous les services | toutes les agences | toute l agence | toute la production
  l ensemble des | l ensemble du | tous les postes | toutes les equipes | des centaines d | tous nos utilisateurs | tout l etablissement
  aucun utilisateur | aucun salarie | aucun employe | no user can | no users can | none of the users | la production est a l arret
  production is stopped | production has stopped | production stopped | la production est arretee | la production s est arretee | production line | ligne de production | chaine de production`)

export const team =
  phrases(`server is down | servers are down | server down | website is down | website down | production is down | prod is down | prod server | production server
    serveur est down | serveur est en panne | serveur est tombe | serveur ne repond plus | serveurs sont | serveur de prod* | la prod est | site web est | site web down | notre site est | my team | our team | whole team | entire team | the team is | the team can* | the team has | for the team | our department | whole department | my department
  the department | our service | several colleagues | several people | several users | multiple users | multiple people | many people | many users
  many of us | all of us | we all | we are all | we re all | my colleagues | our colleagues | my coworkers | whole floor | entire floor | on our floor
  our office | the workshop | none of us | some colleagues | other colleagues | colleagues too | everyone in my team | everyone in our team
  everybody in my team | nobody in my team | no one in my team | nobody in our team | the sales team | the finance team | accounting team
  the store | the shop | our store | our shop | we are blocked | we re blocked | we are stuck | we re stuck | we can t work | we cannot work | we cant work
  toute l equipe | toute mon equipe | toute notre equipe | mon equipe | notre equipe | l equipe est | l equipe ne | l equipe n | l equipe compta* | l equipe commerciale | dans l equipe | nos equipes | notre service | tout le service
  mon service | le service compta* | le service rh | le service paie | le service commercial | le service client | plusieurs collegues | plusieurs personnes
  plusieurs utilisateurs | plusieurs postes | mes collegues | nos collegues | des collegues | on est tous | nous sommes tous | tout l etage
  tout le plateau | le plateau | tout le departement | notre departement | tout le magasin | le magasin | la boutique | l agence | l atelier
  on est bloque* | nous sommes bloque* | on ne peut plus | on peut plus | nous ne pouvons plus | on n arrive plus | aucun de nous | tous bloques
  tout le monde dans l equipe | tout le monde dans mon equipe | tout le monde dans mon service | tout le monde a l etage
  personne dans l equipe | personne dans mon equipe | personne dans le service | dix personnes | ten people | twenty people | vingt personnes`)

/** "Everyone in my team" is a team: these are read before the words for everyone. */
export const everyoneOfTeam =
  phrases(`everyone in my team | everyone in our team | everyone on my team | everyone on our team | everybody in my team
  everybody on my team | everybody in our team | nobody in my team | nobody on my team | no one in my team | no one on my team | nobody in our team
  everyone on the floor | everyone on our floor | everyone in my department | everyone in our department | everyone in my office
  tout le monde dans l equipe | tout le monde dans mon equipe | tout le monde dans notre equipe | tout le monde dans le service
  tout le monde dans mon service | tout le monde a l etage | tout le monde dans mon bureau | personne dans l equipe | personne dans mon equipe
  personne dans le service | personne dans mon service | personne dans notre equipe`)

export const one =
  phrases(`only me | just me | it s just me | only my computer | only my pc | my colleagues are fine | works for my colleagues
  works for everyone else | works for others | everyone else is fine | nobody else has this | nobody else has the problem | nobody else has the issue | que moi | seulement moi | juste moi | seul mon poste
  moi seul* | mes collegues n ont pas le probleme | mes collegues n ont pas ce probleme | chez mes collegues ca marche | ca marche pour les autres
  ca marche chez les autres | les autres n ont pas de probleme | ca marche pour tout le monde sauf moi | tout le monde sauf moi | everyone but me
  everyone except me | hear me | hears me | can see me | sees my camera | m entend* | me voit | me voient`)

export const stoppage =
  phrases(`down | is dead | outage | can t work | cannot work | cant work | unable to work | blocked | stuck | stopped working | stopped
  nothing works | not working | doesn t work | don t work | does not work | do not work | isn t working | aren t working | out of order | unreachable
  unavailable | no access | lost access | lost the network | no network | no internet | no email | can t connect | cannot connect | can t log in | cannot log in
  nobody can | no one can | noone can | nobody is able | no user can | no users can | none of us can | we can t | we cannot | we cant | at a standstill | offline | kicked out | locked out
  crashed | broken | frozen | failing | not responding | doesn t respond | won t start | won t open | no longer work* | has no | have no | without network
  can t access | cannot access | can t send | can t print | can t open | can t receive | can t reach | can t use | can t do anything | interrupted
  personne ne peut | personne ne peux | personne n arrive | personne ne parvient | personne ne recoit | plus personne ne | plus personne n
  aucun de nous ne | on ne peut | nous ne pouvons | on n arrive | en panne | panne | bloque* | ne marche plus | ne marche pas | ne marchent plus | ne marchent pas | marche plus | marche pas | ne fonctionne plus
  ne fonctionne pas | ne fonctionnent plus | ne fonctionnent pas | fonctionne plus | hors service | tombe | tombee | tombes | inaccessible* | indisponible*
  a l arret | arret* | plus rien | rien ne | ne repond plus | ne repond pas | ne repondent plus | coupe | coupee | coupure | plus de reseau | plus d internet
  plus d acces | pas d acces | plus acces | ne peut plus | ne peux plus | ne peuvent plus | ne pouvons plus | peut plus | impossible | n arrive plus | n arrive a
  n arrive pas a | n arrivent plus | n arrivent pas | ne peut travailler | ne peut se connecter | ne peut acceder | ne peut imprimer | ne recoit plus
  ne recoivent plus | a plante | ont plante | est mort | sont morts | perdu le reseau | perdu l acces | plus de mails | plus de messagerie | sans reseau
  ne demarre plus | ne s ouvre plus | hs | k o | deconnecte* | ejecte*`)

export const notUrgent =
  phrases(`not urgent | isn t urgent | nothing urgent | no urgency | no rush | no hurry | whenever you can | whenever you have | when you have time
  when you have a moment | when you get a chance | when possible | if you have time | at your convenience | low priority | take your time | not a priority
  can wait | it can wait | no emergency | not blocking | not blocked | i m not stuck | not critical | minor issue | pas urgent* | rien d urgent | pas d urgence
  aucune urgence | sans urgence | rien de presse | rien ne presse | pas presse* | quand vous aurez le temps | quand vous avez le temps | quand tu as le temps
  quand vous pouvez | quand vous pourrez | des que possible sans urgence | si vous avez le temps | a l occasion | a votre convenance | prenez votre temps
  peut attendre | pas prioritaire | pas bloquant* | pas bloque* | non bloquant* | non urgent* | pas grave | pas critique | a vos heures perdues`)

export const urgent =
  phrases(`urgent* | emergency | asap | as soon as possible | immediately | right now | right away | straight away | critical
  can t work | cannot work | cant work | unable to work | can t do my job | at a standstill | deadline* | within the hour | in an hour | in one hour | in 10 minutes
  in ten minutes | in half an hour | high priority | top priority | p1 | sev1 | i need it today | before noon | by noon | before the end of the day
  by end of day | by tonight | locked out | hacked | ransomware | data leak | stolen | i can t do anything | production | demo at | demo in | meeting at | meeting in
  presentation at | presentation in | board meeting | starts in | customer is waiting | client is waiting | losing sales | losing money | payroll run
  urgence | tres vite | au plus vite | des que possible | le plus vite possible | immediatement | tout de suite | sans delai | en urgence
  ne peux plus travailler | peux plus travailler | ne peut plus travailler | impossible de travailler | peux pas travailler | plus travailler | echeance
  dans une heure | dans l heure | d ici une heure | dans 10 minutes | dans dix minutes | dans une demi heure | avant midi | avant ce soir | d ici ce soir | ce matin meme
  pour aujourd hui | priorite haute | prioritaire | critique | pirate* | rancon* | ransomware | fuite de donnees | vole* | demo a | demo dans | reunion a | reunion dans
  presentation a | presentation dans | comite de direction | le client attend | clients attendent | a l arret | on perd des ventes | perte d argent | cloture comptable`)

/** One person stopped: high, unless the same person says that it can wait. */
export const halted = phrases(
  `blocked | blocking | i m stuck | i am stuck | completely stuck | totally stuck | bloque* | bloquant*`,
)

/** A customer, a very important person or a fixed hour turn one stopped user into more than one person's trouble. */
export const critical =
  phrases(`client demo* | customer demo* | demo for a client | demo for a customer | demo with a client | demo to a client | customer is waiting
  customers are waiting | client is waiting | clients are waiting | in front of the client | in front of a customer | client meeting | customer meeting
  board meeting | for the ceo | the ceo | our ceo | the director s | executive committee | losing sales | losing customers | the general manager
  demo client* | demo chez un client | demo pour un client | demonstration client* | rendez vous client | reunion client* | presentation client*
  le client attend | les clients attendent | clients attendent | client qui attend | devant le client | devant un client | comite de direction | codir | comex
  directeur general | directrice generale | la direction generale | le pdg | la pdg | le dg | la dg | on perd des ventes | on perd des clients`)

export const frustration =
  phrases(`third time | 3rd time | fourth time | 4th time | fifth time | nth time | how many times | again and again | over and over | once again
  useless | ridiculous | unacceptable | pathetic | fed up | sick of | sick and tired | had enough | waste of time | wasting my time | worst | terrible | awful
  incompetent | stupid | idiot* | joke of | are you kidding | wtf | what the hell | what the fuck | fuck* | shit* | bullshit | crap | disgrace* | scandal*
  nobody answers | nobody cares | nobody helps | no one answers | still no answer | still no reply | still waiting | for days | for weeks | doesn t understand me | don t understand me
  you don t listen | never works | nothing ever works | angry | furious | annoyed | frustrated | frustrating | i give up | hopeless | appalling
  troisieme fois | 3e fois | 3eme fois | quatrieme fois | 4e fois | 4eme fois | cinquieme fois | enieme fois | combien de fois | x fois | encore et encore
  inutile* | sert a rien | sers a rien | servez a rien | ridicule | inacceptable* | inadmissible* | nul* a chier | c est nul | est nulle | trop nulle | vraiment nulle | ras le bol | ral le bol | marre
  j en peux plus | perte de temps | perdre mon temps | perds mon temps | pire | lamentable | honteux | honte | incompeten* | stupide | debile | c est une blague
  vous vous moquez | foutez de | se fout de | merde* | putain | bordel | scandaleux | personne ne repond | personne ne m aide | tout le monde s en fout
  toujours pas de reponse | toujours aucune reponse | toujours rien | depuis des jours | depuis des semaines | depuis une semaine | comprends rien | comprenez rien | comprend rien
  ne comprend rien | jamais rien ne marche | ca ne marche jamais | en colere | furieux | furieuse | enerve* | agace* | frustre* | j abandonne | desespere* | n importe quoi`)

/** Somebody has let a stranger in, or may have: each minute counts, whatever the tone. */
export const exposed =
  phrases(`clicked on | clicked the link | clicked a link | clicked it | opened the attachment | opened an attachment | typed my password | entered my password
  gave my password | gave them my password | gave away my password | gave my credentials | entered my credentials | typed my credentials | gave my card
  logged into my account | signed into my account | someone else is using my account | hacked | compromised | encrypted | data leak | virus
  j ai clique | ai clique sur | j ai ouvert la piece jointe | j ai ouvert une piece jointe | saisi mon mot de passe | tape mon mot de passe | entre mon mot de passe
  donne mon mot de passe | donne mes identifiants | saisi mes identifiants | donne mon code | donne ma carte | connecte a mon compte | utilise mon compte
  pirate | piratee | compromis | compromise | fuite de donnees`)

/** A device, or files, that somebody else may hold. */
export const stolen =
  phrases(`ransom* | rancon* | files are encrypted | files were encrypted | fichiers chiffres | fichiers cryptes | stolen | was robbed | has been robbed | lost my laptop | lost my work laptop | lost my computer | lost my phone | lost my work phone | lost my tablet
  left my laptop | left my phone | m a vole | m ont vole | vole mon | vole ma | s est fait voler | me suis fait voler | fait voler | ordinateur vole | portable vole
  telephone vole | pc vole | perdu mon ordinateur | perdu mon portable | perdu mon pc | perdu mon telephone | perdu ma tablette | oublie mon ordinateur dans
  oublie mon portable dans | oublie mon telephone dans`)
