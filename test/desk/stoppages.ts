import type { Locale } from '../../src/chat/locale.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/**
 * Many people stopped, as they say it, and everyday messages that mention many people, or a stop, but not both. Written in
 * five batches, each before any look at what the tables made of it; what a batch missed was mended by kind, not by line.
 */
export const stoppages: Record<Locale, readonly string[]> = {
  en: lines(`
    The whole third floor has lost the network since 9:15
    None of the cash registers work, there is a queue out the door
    Nobody in dispatch can print labels, the trucks are waiting
    Phones are dead across the entire call centre
    We've had no internet at the Bristol site since lunch
    Everyone got logged out of Salesforce and can't get back in
    The ERP is down for all of us
    Our 12 reception PCs all show a blue screen
    email isn't going out for anyone in finance
    All three warehouses are unable to scan anything
    The payroll team can't open Sage, payday is tomorrow
    Production line 2 stopped because the MES terminal won't connect
    Teams is down company wide
    no one on site can badge in, people are standing outside
    The whole office is offline after the power cut
    Students can't log in anywhere on campus
    Half the department can't reach the shared drive any more
    the intranet is giving a 503 to everybody
    Customers are getting an error at checkout, no orders are coming in
    Our entire sales team has been kicked out of the CRM
    VPN is refusing every connection, all remote workers are stuck
    There's no dial tone on any phone in the building
    Every computer in the lab froze at the same time
    about 40 of us here and none can get to email
    the nurses can't get into the patient record system, on every ward
    Server room lost cooling and the file servers shut down, everything is unavailable
    Wifi's out in the whole building
    Is it just us? the accounts department has no access to SAP at all
    My colleagues and I can't log in to anything this morning
    The barcode scanners have all stopped, nobody can ship
    Nothing works at the Leeds branch, screens are black
    All our tills froze 10 min ago
    we are all locked out of our accounts
    the shop floor is at a standstill, no terminals respond
    The website is down and customers are calling us
    Multiple people on my team report Outlook won't open
    Our team of eight lost access to the project drive
    Whole team can't work, Citrix keeps throwing us off
    The hotline is unreachable, callers hear nothing
    Entire HR dept stuck, Workday spins forever
    hi, all of marketing is without email
    The lift phones, door readers and cameras on the north campus all went off at once
    My entire squad lost the VPN at the same moment
    we are 15 in the open space and nobody has network
    Everybody's screen is frozen
    Every single till in the Lyon store rejects cards
    the drivers aren't receiving their routes
    Our customers report that the app crashes at login
    Nobody's calls go through
    Three quarters of the helpdesk can't take calls
    The print server died and the whole of legal is stuck
    All users see "service unavailable"
    Payments are failing on the web shop
    the factory has ground to a halt, the PLC network is gone
    People keep getting disconnected from the wifi all over the building
    Same problem for everyone around me, no shared drive
    Both meeting floors lost power
    Neither I nor my colleagues can open the CRM
    Doctors have lost access to prescriptions
    the hotel front desk system is down, guests can't check in
    Nothing is coming through to our team mailbox and none of us can send
    All the scanners at gate B are dead, boarding is stopped
    several offices report that telephony is out
    No one in the building has internet
    Nobody can work, the file server is gone
    The entire company has lost access to Office 365
    URGENT!! whole production stopped, label printers not responding
    No one can log on this morning, domain seems down
    Our branch in Madrid is cut off from head office
    Since the update all the reps get a licence error and can't sell
    The ticketing machine in the lobby is down and 200 visitors are waiting
    everyone in customer service is getting kicked off the phones
    the internal chat is dead for the entire group
    payroll cannot be run, the server returns an error and 300 people won't be paid
    Every printer in the hospital stopped at noon
    Teachers can't start any class, the projectors and wifi are both out
    Complete blackout of the IT room, nothing responds
    I manage the night shift: 25 operators can't clock in
    no internet at all in the office, wired or wireless
    All of our external partners are locked out of the portal
    the CRM has been down for two hours and the sales floor is idle
    The booking system crashed; we have a line of customers and cannot serve them
    The whole of Europe has lost its mail
    None of the trucks can leave, the weighbridge software is frozen
    my whole department is getting "account disabled"
    We're ten people sitting here with black screens
    Not one of the agents hears the customer
    Widespread wifi outage
    the card readers refuse all payments in every shop
    wifi down for the entire warehouse pls help
    guys the tills are all dead
    Is Outlook down? my whole row can't connect
    cant badge anyone in at reception since 8
    Hi team, the phone lines at our Dublin office went silent and clients cannot reach us
    The people in HR and finance can't open any files on the S drive
    Nobody at all can get on the vpn
    since the power cut none of the screens in the control room come back
    all 60 classrooms offline
    we're all getting 'password incorrect', about twenty of us
    No one receives emails from outside any more
    My team and the one next door have no access to Jira
    The plant can't ship because SAP is not responding
    The lab's instruments no longer talk to the server, every analyst is stuck
    The customer service floor is dead in the water, no calls
    Massive problem: nothing prints anywhere in the building
    each person on the 4th floor sees 'no network'
    the accounting folks are stuck since the Sage server went away
    Our shop assistants can't take card payments
    the entire region is without phone service
    The internet is down in the entire office, nobody can work
    All staff are unable to log into Windows
    Email server down for the whole company
    Nobody in our department can access SharePoint
    Our production system has crashed and all lines have stopped
    None of the employees in Paris can connect to the VPN
    Everyone is getting a blue screen after last night's update
    We have lost all phone lines in the contact centre
    SAP is unavailable for all users since 8 am
    The whole sales department is offline
    Multiple users can't access their mailboxes
    network outage at headquarters, hundreds of people affected
    The printer on our floor is dead and 30 people depend on it for invoices
    payroll software down, the entire HR team is stuck
    Our customers can't log in to the portal
    the entire team has been locked out of the CRM since this morning
    Power failure in the data center, all services are down
    No one can join Teams meetings, not just me
    I'm not the only one: the whole floor lost wifi
    our shop can't take any payments
    all the workstations in the classroom refuse to start
    the ticketing system is not responding for any agent
    Big outage! No email, no phones, no internet anywhere on site
    Access to the file server has been lost by everyone in accounting
    People in the warehouse have no scanners working at all
    Every user who tries to open Outlook gets an error
    Colleagues all around me have the same problem: no network
    we cannot invoice anymore, the ERP is frozen for everybody
    The call center is paralysed
    The entire building has no electricity`),
  fr: lines(`
    Tout le troisième étage a perdu le réseau depuis 9h15
    Aucune caisse ne marche, la file d'attente s'allonge
    Personne à l'expédition n'arrive à imprimer les étiquettes, les camions attendent
    Les téléphones sont morts dans tout le centre d'appels
    On n'a plus internet sur le site de Nantes depuis midi
    Tout le monde s'est fait éjecter de Salesforce et impossible de revenir
    L'ERP est tombé pour nous tous
    Nos 12 postes de l'accueil affichent tous un écran bleu
    les mails ne partent plus pour personne à la compta
    Les trois entrepôts ne peuvent plus rien scanner
    L'équipe paie ne peut plus ouvrir Sage, les virements sont demain
    La ligne 2 est arrêtée parce que le terminal MES ne se connecte plus
    Teams est HS dans toute la société
    plus personne ne peut badger à l'entrée, il y a du monde dehors
    Tout le bureau est hors ligne depuis la coupure de courant
    Les étudiants ne peuvent se connecter nulle part sur le campus
    La moitié du service n'accède plus au lecteur partagé
    l'intranet renvoie une erreur 503 à tout le monde
    Les clients ont une erreur au moment de payer, on ne reçoit plus aucune commande
    Toute l'équipe commerciale a été déconnectée du CRM
    Le VPN refuse toutes les connexions, tous les télétravailleurs sont bloqués
    Plus de tonalité sur aucun téléphone du bâtiment
    Tous les ordinateurs de la salle ont gelé en même temps
    on est une quarantaine ici et aucun n'a de mails
    les infirmières n'ont plus accès au dossier patient, dans tous les services
    La salle serveur a surchauffé, les serveurs de fichiers se sont éteints, plus rien n'est disponible
    plus de wifi dans tout l'immeuble
    Il n'y a que nous ? la compta n'a plus du tout accès à SAP
    Mes collègues et moi n'arrivons à nous connecter à rien ce matin
    Les douchettes se sont toutes arrêtées, on ne peut plus expédier
    Rien ne marche à l'agence de Lille, les écrans sont noirs
    Toutes nos caisses sont figées depuis 10 min
    nos comptes sont verrouillés à tous
    l'atelier est à l'arrêt, plus aucun terminal ne répond
    Le site est en panne et les clients nous appellent
    Plusieurs personnes de mon équipe disent qu'Outlook ne s'ouvre plus
    Notre équipe de huit n'a plus accès au dossier du projet
    Toute l'équipe est au chômage technique, Citrix nous jette sans arrêt
    Le standard est injoignable, les appelants n'entendent rien
    Les RH sont complètement bloquées, Workday tourne dans le vide
    bonjour, tout le marketing est sans messagerie
    Les portiques et les caméras du campus nord se sont tous éteints d'un coup
    Tout mon plateau a perdu le VPN au même moment
    on est 15 dans l'open space et personne n'a de réseau
    L'écran de tout le monde est figé
    Chaque caisse du magasin de Lyon refuse les cartes
    les chauffeurs ne reçoivent plus leurs tournées
    Nos clients signalent que l'appli plante à la connexion
    Les appels de personne n'aboutissent
    Les trois quarts du support ne peuvent plus prendre d'appels
    Le serveur d'impression est mort et tout le juridique est bloqué
    Tous les utilisateurs voient « service indisponible »
    Les paiements échouent sur la boutique en ligne
    l'usine tourne au ralenti puis s'est arrêtée, le réseau des automates a disparu
    Les gens se font déconnecter du wifi sans arrêt dans tout le bâtiment
    Même problème pour tous ceux autour de moi, plus de lecteur partagé
    Les deux étages de réunion n'ont plus de courant
    Ni moi ni mes collègues n'arrivons à ouvrir le CRM
    Les médecins ont perdu l'accès aux ordonnances
    le logiciel de la réception est en panne, les clients ne peuvent pas s'enregistrer
    Rien n'arrive dans la boîte de l'équipe et aucun d'entre nous ne peut envoyer
    Tous les lecteurs de la porte B sont morts, l'embarquement est arrêté
    plusieurs agences signalent que la téléphonie est coupée
    Personne dans l'immeuble n'a internet
    Personne ne peut travailler, le serveur de fichiers a disparu
    Toute l'entreprise a perdu l'accès à Office 365
    URGENT !! toute la production est stoppée, les imprimantes d'étiquettes ne répondent pas
    Personne n'arrive à ouvrir sa session ce matin, le domaine a l'air tombé
    Notre agence de Madrid est coupée du siège
    Depuis la mise à jour tous les commerciaux ont une erreur de licence et ne peuvent plus vendre
    La borne de billetterie du hall est en panne et 200 visiteurs attendent
    tout le monde au service client se fait éjecter de la téléphonie
    la messagerie interne est morte pour tout le groupe
    la paie ne peut pas être lancée, le serveur renvoie une erreur et 300 personnes ne seront pas payées
    Toutes les imprimantes de l'hôpital se sont arrêtées à midi
    Les professeurs ne peuvent commencer aucun cours, les projecteurs et le wifi sont coupés
    Black-out complet de la salle informatique, plus rien ne répond
    Je gère l'équipe de nuit : 25 opérateurs ne peuvent pas pointer
    pas d'internet du tout au bureau, ni en filaire ni en wifi
    Tous nos partenaires externes sont bloqués hors du portail
    le CRM est tombé depuis deux heures et le plateau commercial ne fait rien
    Le logiciel de réservation a planté ; on a une file de clients et impossible de les servir
    Toute l'Europe est sans messagerie
    Aucun camion ne peut partir, le logiciel du pont-bascule est figé
    tout mon service a le message « compte désactivé »
    On est dix ici devant des écrans noirs
    Pas un seul conseiller n'entend le client
    Panne de wifi généralisée
    les terminaux de paiement refusent toutes les cartes dans chaque boutique
    wifi hs pour tout l'entrepôt svp aidez
    dites, les caisses sont toutes mortes
    Outlook est tombé ? toute ma rangée n'arrive pas à se connecter
    impossible de faire badger qui que ce soit à l'accueil depuis 8h
    Bonjour l'équipe, les lignes du bureau de Dublin sont muettes et les clients ne peuvent plus nous joindre
    Les gens des RH et de la finance ne peuvent ouvrir aucun fichier du lecteur S
    Absolument personne ne peut se connecter au vpn
    depuis la coupure aucun des écrans de la salle de contrôle ne se rallume
    les 60 salles de classe sont hors ligne
    on a tous « mot de passe incorrect », une vingtaine de personnes
    Personne ne reçoit plus de mails de l'extérieur
    Mon équipe et celle d'à côté n'ont plus accès à Jira
    L'usine ne peut plus expédier car SAP ne répond pas
    Les appareils du labo ne parlent plus au serveur, chaque analyste est bloqué
    Le plateau du service client est à l'arrêt complet, aucun appel
    Gros problème : rien ne s'imprime nulle part dans le bâtiment
    chaque personne du 4e étage voit « pas de réseau »
    les gens de la compta sont coincés depuis que le serveur Sage est parti
    Nos vendeurs ne peuvent plus encaisser par carte
    toute la région est sans téléphone
    Internet est coupé dans tout le bureau, personne ne peut travailler
    Tous les salariés sont dans l'impossibilité d'ouvrir Windows
    Serveur de messagerie en panne pour toute l'entreprise
    Personne dans notre service n'accède à SharePoint
    Notre système de production a planté et toutes les lignes sont arrêtées
    Aucun employé de Paris n'arrive à se connecter au VPN
    Tout le monde a un écran bleu depuis la mise à jour de cette nuit
    Nous avons perdu toutes les lignes téléphoniques du centre de contact
    SAP est indisponible pour tous les utilisateurs depuis 8 h
    Tout le service commercial est hors ligne
    Plusieurs utilisateurs n'ont plus accès à leur boîte mail
    panne réseau au siège, des centaines de personnes touchées
    L'imprimante de l'étage est morte et 30 personnes en dépendent pour les factures
    logiciel de paie en panne, toute l'équipe RH est bloquée
    Nos clients ne peuvent plus se connecter au portail
    toute l'équipe est bloquée hors du CRM depuis ce matin
    Panne électrique au datacenter, tous les services sont à terre
    Personne ne peut rejoindre les réunions Teams, pas que moi
    Je ne suis pas le seul : tout l'étage a perdu le wifi
    notre magasin ne peut plus encaisser
    tous les postes de la salle de cours refusent de démarrer
    l'outil de ticketing ne répond plus pour aucun agent
    Grosse panne ! Plus de mail, plus de téléphone, plus d'internet sur tout le site
    L'accès au serveur de fichiers est perdu pour toute la comptabilité
    À l'entrepôt les gens n'ont plus un seul scanner qui marche
    Chaque utilisateur qui ouvre Outlook reçoit une erreur
    Les collègues autour de moi ont tous le même problème : pas de réseau
    on ne peut plus facturer, l'ERP est figé pour tout le monde
    Le centre d'appels est paralysé
    L'immeuble entier n'a plus d'électricité`),
}

export const ordinary: Record<Locale, readonly string[]> = {
  en: lines(`
    My mouse stopped working
    the payroll software shows error 500
    the CRM does not open on my laptop
    The coffee machine app on the whole floor shows last month's prices
    How do I add everyone in my team to a distribution list?
    Could all the users in the list below get access to the folder?
    The printer on the second floor is out of toner
    I can't log in to my laptop this morning
    Can you install Visio for the whole team?
    Please create accounts for 5 new employees starting Monday
    I'd like a second screen, all my colleagues have one
    Which sites can customers order from?
    My phone is dead, I think the battery is gone
    The meeting room screen flickers a bit
    I forgot my password
    Where do I find the staff directory?
    Everything works again, thanks everyone
    My Outlook is very slow since the update
    I need access to the customer database
    There's a typo on the website
    Can I work from another office next week?
    My badge doesn't open the car park
    Please remove all users from the old group
    My colleague has no access to SharePoint yet, he joined yesterday
    We would like to order 10 headsets for the support team
    Is there any planned outage this weekend?
    The network drive is missing on my pc since I changed desks
    All the icons on my desktop are gone
    What should I tell customers who ask for an invoice?
    my laptop fan is loud and everyone in the office hears it
    I cannot open one of the spreadsheets you sent to all staff
    Teams doesn't ring on my phone
    The team calendar shows the wrong time zone for me
    Could someone explain how the whole approval process works
    None of my bookmarks came over to the new computer
    I lost all my emails from last year
    We have a new colleague in the finance department, he needs a PC
    my screen went black, only mine
    Everyone says I should use the new vpn, how do I get it
    Nobody told me how to submit expenses
    The scanner in my office stopped working, no rush
    I don't have the whole list of shared mailboxes
    Would it be possible to book the whole building's projector for Friday?
    Can everyone on the project see my draft?
    my team lead can't approve my request
    I'd need a laptop for all new starters in May
    All good now, it was the cable
    There are two people named Martin in the directory, which one is right?
    please tell everybody that the training moved to room 4
    I can't print, the others can
    Our department needs three licences of Acrobat
    how many users can join a Teams call
    One of the screens in the meeting room stays black
    The company portal asks me for a code that I don't have
    Does the whole company use the same calendar tool?
    my customers would like a PDF version, can Word do that?
    I can't find the file that the team shared yesterday
    Some of the office plants block the projector
    My phone lost the company wifi profile
    I get an error when I open the team folder
    Outlook crashed twice today on my pc
    Is the Madrid office open on Monday?
    My printer refuses to print double-sided
    Teams keeps disconnecting me from calls
    I need to share a file with all our customers, what is the best way?
    My boss can't see my calendar
    I was logged out of the portal, what do I do?
    The screen of the second floor meeting room has a scratch
    one user asked me for a licence, whom do I send him to?
    I can't open the payroll slip of March
    could you restore the folder "All sites"? I deleted it by mistake
    We are 12 in the team and would like a shared mailbox
    my till drawer is stuck
    the server room key, who has it?
    I lost the badge that opens our building
    VPN won't connect from my home
    Website tells me my password is too short
    Please unlock the account of one of our drivers
    The office wifi is a bit slow on my laptop
    I can't connect to the office wifi
    My printer doesn't print and I have a meeting
    Please give the new team lead access to the CRM
    I lost my badge somewhere in the building
    the app store on my phone doesn't open
    I cannot log in to the CRM
    CRM password expired, how do I renew it?
    Can we get a bigger printer for the office?
    Our printer is out of paper
    The file "all users.xlsx" won't open on my pc
    my second screen is dead
    I was kicked out of the meeting twice
    The customer asked me to send a zip and Outlook blocks it
    My account is locked
    I need a new keyboard
    Can you add me to the sales team's mailing list?
    My colleague Anna can't open the attachment I sent her
    our team meeting was moved, how do I update all invitations?
    Could you reset the password of a user in my team?
    My headset is not recognised in Teams
    Where can employees download payslips?
    The projector in room 12 doesn't work
    I want to book a room for 30 people
    please give our 3 interns access to the wiki
    is the VPN down? I can't connect
    I can't find the office template anywhere
    My email signature disappeared
    my phone doesn't receive calls
    a customer cannot open the PDF I sent
    The department head wants a report of all laptops
    two of my files are missing
    I have no sound in meetings
    all my shortcuts vanished after the update
    what is the wifi password for guests?`),
  fr: lines(`
    Ma souris ne marche plus
    le logiciel de paie affiche une erreur 500
    le logiciel de dessin ne démarre pas sur mon poste
    L'appli de la machine à café de tout l'étage affiche les prix du mois dernier
    Comment ajouter toute mon équipe à une liste de diffusion ?
    Pouvez-vous donner accès au dossier à tous les utilisateurs de la liste ci-dessous ?
    L'imprimante du deuxième étage n'a plus de toner
    Je n'arrive pas à me connecter à mon portable ce matin
    Pouvez-vous installer Visio pour toute l'équipe ?
    Merci de créer les comptes de 5 nouveaux salariés qui arrivent lundi
    J'aimerais un deuxième écran, tous mes collègues en ont un
    Sur quels sites les clients peuvent-ils commander ?
    Mon téléphone est mort, la batterie je pense
    L'écran de la salle de réunion clignote un peu
    J'ai oublié mon mot de passe
    Où est l'annuaire du personnel ?
    Tout remarche, merci à tous
    Mon Outlook est très lent depuis la mise à jour
    J'ai besoin d'un accès à la base clients
    Il y a une faute d'orthographe sur le site web
    Puis-je travailler depuis une autre agence la semaine prochaine ?
    Mon badge n'ouvre pas le parking
    Merci de retirer tous les utilisateurs de l'ancien groupe
    Mon collègue n'a pas encore accès à SharePoint, il est arrivé hier
    Nous voudrions commander 10 casques pour l'équipe support
    Est-ce qu'une coupure est prévue ce week-end ?
    Je n'ai plus le lecteur réseau sur mon pc depuis que j'ai changé de bureau
    Toutes les icônes de mon bureau ont disparu
    Que dire aux clients qui demandent une facture ?
    le ventilateur de mon portable fait du bruit et tout le bureau l'entend
    Je n'arrive pas à ouvrir un des tableaux envoyés à tout le personnel
    Teams ne sonne pas sur mon téléphone
    Le calendrier de l'équipe m'affiche le mauvais fuseau horaire
    Quelqu'un peut m'expliquer comment marche tout le circuit de validation ?
    Aucun de mes favoris n'est passé sur le nouvel ordinateur
    J'ai perdu tous mes mails de l'an dernier
    Nous avons un nouveau collègue au service financier, il lui faut un PC
    mon écran est devenu noir, seulement le mien
    Tout le monde me dit d'utiliser le nouveau vpn, comment l'avoir ?
    Personne ne m'a dit comment faire une note de frais
    Le scanner de mon bureau ne marche plus, rien d'urgent
    Je n'ai pas toute la liste des boîtes partagées
    Est-il possible de réserver le projecteur de tout le bâtiment pour vendredi ?
    Est-ce que tout le monde sur le projet voit mon brouillon ?
    mon chef d'équipe ne peut pas valider ma demande
    Il me faudrait un portable pour chaque nouvel arrivant de mai
    Tout va bien maintenant, c'était le câble
    Il y a deux personnes nommées Martin dans l'annuaire, laquelle est la bonne ?
    merci de dire à tous que la formation est déplacée en salle 4
    Je n'arrive pas à imprimer, les autres y arrivent
    Notre service a besoin de trois licences Acrobat
    combien d'utilisateurs peuvent rejoindre une réunion Teams
    Un des écrans de la salle de réunion reste noir
    Le portail de l'entreprise me demande un code que je n'ai pas
    Toute la société utilise-t-elle le même agenda ?
    mes clients voudraient une version PDF, Word sait-il faire ?
    Je ne trouve pas le fichier que l'équipe a partagé hier
    Une partie des plantes du bureau gêne le projecteur
    Mon téléphone a perdu le profil wifi de l'entreprise
    J'ai une erreur quand j'ouvre le dossier de l'équipe
    Outlook a planté deux fois aujourd'hui sur mon pc
    Est-ce que l'agence de Madrid est ouverte lundi ?
    Mon imprimante refuse le recto verso
    Teams me déconnecte sans arrêt des appels
    Je dois partager un fichier avec tous nos clients, quel est le mieux ?
    Mon chef ne voit pas mon agenda
    J'ai été déconnecté du portail, que faire ?
    L'écran de la salle de réunion du deuxième étage est rayé
    un utilisateur me demande une licence, vers qui l'envoyer ?
    Je n'arrive pas à ouvrir le bulletin de paie de mars
    pouvez-vous restaurer le dossier « Tous les sites » ? je l'ai supprimé par erreur
    Nous sommes 12 dans l'équipe et aimerions une boîte partagée
    mon tiroir-caisse est bloqué
    la clé de la salle serveur, qui l'a ?
    J'ai perdu le badge qui ouvre notre immeuble
    Le VPN ne se connecte pas depuis chez moi
    Le site me dit que mon mot de passe est trop court
    Merci de débloquer le compte d'un de nos chauffeurs
    Le wifi du bureau est un peu lent sur mon portable
    Je n'arrive pas à me connecter au wifi du bureau
    Mon imprimante n'imprime pas et j'ai une réunion
    Merci de donner accès au CRM au nouveau chef d'équipe
    J'ai perdu mon badge quelque part dans le bâtiment
    le magasin d'applis de mon téléphone ne s'ouvre pas
    Je ne peux pas me connecter au CRM
    Mot de passe du CRM expiré, comment le renouveler ?
    Peut-on avoir une plus grande imprimante pour le bureau ?
    Notre imprimante n'a plus de papier
    Le fichier « tous les utilisateurs.xlsx » ne s'ouvre pas sur mon pc
    mon deuxième écran est mort
    J'ai été éjecté deux fois de la réunion
    Le client me demande un zip et Outlook le bloque
    Mon compte est verrouillé
    Il me faut un nouveau clavier
    Pouvez-vous m'ajouter à la liste de diffusion des commerciaux ?
    Ma collègue Anna ne peut pas ouvrir la pièce jointe que je lui ai envoyée
    notre réunion d'équipe est déplacée, comment mettre à jour toutes les invitations ?
    Pouvez-vous réinitialiser le mot de passe d'un utilisateur de mon équipe ?
    Mon casque n'est pas reconnu dans Teams
    Où les salariés téléchargent-ils leurs fiches de paie ?
    Le projecteur de la salle 12 ne marche pas
    Je voudrais réserver une salle pour 30 personnes
    merci de donner accès au wiki à nos 3 stagiaires
    le VPN est-il tombé ? je n'arrive pas à me connecter
    Je ne trouve nulle part le modèle de courrier du bureau
    Ma signature de mail a disparu
    mon téléphone ne reçoit pas les appels
    un client n'arrive pas à ouvrir le PDF que j'ai envoyé
    Le chef de service veut un état de tous les portables
    deux de mes fichiers manquent
    Je n'ai pas de son en réunion
    tous mes raccourcis ont disparu après la mise à jour
    quel est le mot de passe wifi pour les invités ?`),
}
