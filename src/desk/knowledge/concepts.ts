/**
 * Words that mean the same thing to a service desk, English before the bar, French after it. A concept is indexed beside
 * the words themselves, so an exact word still counts for more than its synonym, and a question in one language can find
 * an article written in the other. Words are matched by their stem: one form of each is enough. Keep to words that are
 * interchangeable in a question; related words (« screen », « keyboard ») would make every answer look alike.
 */
const list = `
password, passcode, passphrase, pwd, pw | mot de passe, mdp, code secret, password, pwd
sign in, signin, log in, login, log on, logon | connexion, se connecter, connecter, ouvrir une session, identifier, authentifier
sign out, signout, log out, logout, log off | déconnexion, se déconnecter, fermer la session
two factor, 2 factor, two step, 2fa, mfa, multi factor, authenticator, authentication app, verification app, verification code, one time code | double authentification, double auth, deux facteurs, double facteur, deux étapes, mfa, 2fa, authenticator, code de validation, code de vérification, appli de validation, application de validation
account, profile | compte, profil
username, user name, login name | identifiant, nom d'utilisateur, pseudo
user | utilisateur
delete, remove, erase, wipe, get rid of | supprimer, effacer, enlever, retirer, suppression, effacement
close, deactivate | fermer, clôturer, clore, résilier
disable, turn off, switch off, deactivate | désactiver, éteindre, désactivation
enable, turn on, switch on, activate | activer, allumer, activation
add | ajouter, ajout
create, make, set up, setup | créer, création, mettre en place
change, modify, edit, alter, update | changer, modifier, modification, changement, mettre à jour
choose, select, pick | choisir, sélectionner, sélection
rename | renommer
reset | réinitialiser, réinitialisation
restore, recover, retrieve, undelete, get back | restaurer, récupérer, récupération, restauration
lose, lost, missing, misplace, disappear, vanish | perdre, perdu, perte, disparu, disparaître, égaré, introuvable
stolen, stole, theft, steal, thief, rob, burglary | volé, vol, voleur, cambriolage, cambrioler, dérobé
save, store, keep | enregistrer, conserver, garder, conservation, stocker, sauvegarder
backup, back up | sauvegarde, sauvegarder
download | télécharger, téléchargement
upload | téléverser, envoyer un fichier, mettre en ligne
install, installation | installer, installation
uninstall | désinstaller, désinstallation
copy, duplicate | copier, copie, dupliquer
move, transfer, migrate | déplacer, transférer, migrer, transfert
import | importer
export | exporter
share, sharing | partager, partage
send | envoyer, envoi
receive, get | recevoir, réception
forward, redirect | faire suivre, rediriger, redirection
print, printing | imprimer, impression
printer | imprimante
scan, scanner | numériser, scanner, scan, numérisation
file | fichier
document, doc | document
folder, directory | dossier, répertoire
spreadsheet, excel, sheet, workbook, xlsx | tableur, excel, feuille de calcul, classeur, xlsx
picture, image, photo, photograph, pic | image, photo, photographie
video, movie, clip | vidéo, film
screen, display, monitor, tv, television | écran, moniteur, télé, télévision, tv
screenshot, screen capture | capture d'écran, copie d'écran
keyboard | clavier
mouse | souris
touchpad, trackpad | pavé tactile, touchpad
headset, headphones, earphones, earbuds, airpods | casque, écouteurs, oreillette, airpods
microphone, mic | micro, microphone
sound, audio, volume | son, audio, volume
webcam, camera | webcam, caméra
computer, pc, desktop, workstation, machine | ordinateur, ordi, pc, poste de travail, machine
laptop, notebook, macbook | portable, ordinateur portable, ordi portable, laptop, macbook
phone, telephone, mobile, smartphone, cell, cellphone, handset, iphone, android, samsung | téléphone, tel, mobile, smartphone, portable, gsm, iphone, android, samsung
call, phone call | appel, appeler
contact, reach | contacter, joindre, contact
email, e-mail, mail | courriel, mail, e-mail, courrier électronique, mél, messagerie électronique
mailbox, inbox | boîte aux lettres, boîte de réception, boîte mail, bal
message | message
attachment, attach | pièce jointe, joindre
spam, junk, phishing, scam, fraud | spam, indésirable, pourriel, hameçonnage, phishing, arnaque, escroquerie, fraude
unwanted, unsolicited | indésirable, non sollicité
calendar, agenda, diary | calendrier, agenda
meeting, appointment | réunion, rendez-vous
address book, contacts | carnet d'adresses, contacts
wifi, wi-fi, wireless, wlan | wifi, wi-fi, sans fil
network | réseau
internet, web, online | internet, web, en ligne
offline | hors ligne
site, website, web site | site, site web, site internet
page, webpage | page
link, url, hyperlink | lien, url
browser | navigateur
search engine | moteur de recherche
search, find, look for, locate | rechercher, chercher, recherche, trouver
vpn, remote access | vpn, accès distant, accès à distance
remote work, work from home, telework | télétravail, travail à distance
server | serveur
disk, drive, hard disk, hard drive, ssd | disque, disque dur
usb stick, usb key, flash drive, thumb drive | clé usb
software, application, app, program, programme | logiciel, application, appli, programme, progiciel
update, upgrade | mise à jour, mettre à jour, mise à niveau
version, release | version
license, licence | licence
access, permission, right, authorisation, authorization | accès, droit, permission, autorisation, accéder
refuse, deny, denied, reject | refuser, refus, rejeter
forbid, ban, prohibit, block | interdire, interdiction, bloquer, blocage
allow, permit, authorise, authorize | autoriser, permettre, autorisé
request, ask, demand | demande, demander
complaint, complain | plainte, réclamation, se plaindre
reply, answer, respond, response | répondre, réponse
problem, issue, trouble, fault | problème, souci, panne, incident, dysfonctionnement
error, failure, bug | erreur, échec, bug, bogue
not work, isn t work, isnt work, doesn t work, doesnt work, don t work, dont work, won t work, wont work, stopped work, no longer work, broken, out of order, fail, down, dead | ne marche, marche pas, marche plus, ne fonctionne, fonctionne pas, fonctionne plus, en panne, panne, cassé, hs, en rade, mort, morte
work, function, run | marcher, fonctionner, fonctionnement
slow, slowly, lag, laggy, sluggish, takes forever, takes ages | lent, lente, lenteur, ralenti, ralentir, rame, ramer
freeze, freezing, froze, hang, frozen, stuck, unresponsive, not respond, stopped respond, doesn t respond, isn t respond | figé, bloqué, gelé, planté, plante, ne répond, répond plus, répond pas
crash | planter, plantage
restart, reboot | redémarrer, redémarrage, relancer
start, startup, start up, launch, boot, boot up, open, begin | démarrer, lancer, ouvrir, démarrage, commencer
shut down, shutdown, power off | éteindre, arrêter, arrêt
locked, lock, lockout, blocked | verrouillé, bloqué, verrouiller
unlock | déverrouiller, débloquer
encrypt, encryption | chiffrer, chiffrement, crypter
hack, compromise, breach | pirater, piratage, compromis
virus, malware, ransomware | virus, logiciel malveillant, rançongiciel
security, secure, safe | sécurité, sécuriser
privacy, confidentiality, private | confidentialité, vie privée, privé
personal data, personal information | donnée personnelle, donnée à caractère personnel, information personnelle
employee, staff, worker, colleague, coworker | employé, salarié, collaborateur, collègue, agent, personnel
employer, boss, manager, supervisor | employeur, patron, responsable, manager, chef
company, business, firm, organisation, organization | entreprise, société, organisme, organisation
customer, client | client
invoice, bill | facture
pay, payment | payer, paiement
buy, purchase, order | acheter, commander, achat, commande
leave, holiday, vacation, time off, day off, away | congé, vacances, absence, absent
expense, reimbursement, refund | note de frais, remboursement, rembourser
salary, payslip, pay slip, payroll | salaire, paie, bulletin de paie, fiche de paie
contract | contrat
badge, access card | badge, carte d'accès
home, house | domicile, maison, chez moi, habitation, logement
multiple, several, many, more than one | plusieurs, multiple
quick, fast, rapid, speed | rapide, vite, vitesse
size, big, large, huge, heavy | taille, gros, grand, lourd, volumineux
automatic, automatically, auto | automatique, automatiquement
simultaneous, simultaneously, same time, at once | simultané, simultanément, en même temps, à la fois
hide, conceal, invisible | cacher, masquer, invisible
show, display, view, see | afficher, voir, montrer, affichage, consulter
check, verify, know if | vérifier, contrôler, vérification, savoir si
monitor, track, watch, surveillance | surveiller, surveillance, contrôler
duration, how long | durée, combien de temps, délai, dure, durer
cost, price, fee | coût, prix, tarif, coûter
what is, what are, definition, meaning, define | qu'est ce que, qu'est ce qu, c'est quoi, définition, définir, que signifie, que veut dire
object, opt out, unsubscribe | opposer, opposition, désabonner, désinscrire
advertising, advertisement, ad, commercial, marketing | publicité, publicitaire, démarchage, prospection, commercial
language | langue
translate, translation | traduire, traduction
font, typeface | police
battery | batterie
charge, charging, charger, power adapter | charger, recharge, recharger, chargeur
shortcut | raccourci
settings, preferences, options, configuration, configure | paramètre, préférences, options, configuration, configurer, réglage, régler
dock, docking station, docking, usb hub, usb c hub, port replicator | dock, station d'accueil, hub usb, réplicateur de ports
projector, beamer | projecteur, vidéoprojecteur, vidéoproj, rétroprojecteur
meeting room, conference room, boardroom, board room | salle de réunion, salle de conférence, salle de conf, salle du conseil
presentation, slides, slide deck, powerpoint, ppt | présentation, diapo, diaporama, powerpoint, ppt
new starter, new joiner, joiner, new hire, hire, newcomer, new employee, new colleague, intern, trainee, apprentice, onboard, recruit | nouvel arrivant, nouvel embauché, nouveau collègue, nouvelle collègue, nouveau collaborateur, nouveau salarié, nouvel employé, recrue, recruter, stagiaire, alternant, apprenti, embauche, embaucher, onboarding
leaver, leaving the company, offboarding, resign | départ, démission, démissionner, offboarding
visitor, guest, outsider, contractor | visiteur, visiteuse, invité, intervenant, prestataire
out of office, auto reply, autoreply, automatic reply, auto response, automatic response, away message, vacation message | réponse automatique, réponse auto, message d'absence, absence du bureau
voicemail, voice mail, answering machine | messagerie vocale, répondeur, boîte vocale
space, storage, room left | espace, place, stockage
full, out of space, no space, saturated | plein, pleine, saturé, plus de place, plus d'espace
shared drive, network drive, shared folder, file share | lecteur réseau, lecteur partagé, dossier partagé, dossier commun, répertoire partagé, répertoire commun, partage réseau
shared mailbox, shared inbox, team mailbox, group mailbox, generic mailbox | boîte partagée, bal partagée, boîte générique, bal générique, boîte commune, boîte aux lettres partagée
sync, synchronise, synchronize, resync, refresh | synchroniser, synchronisation, synchro, actualiser, rafraîchir
pair, pairing | appairer, appairage, jumeler
by mistake, accidentally, by accident, unintentionally | par erreur, par accident, par mégarde, sans faire exprès, accidentellement
overwrite, overwritten, save over, saved over | écraser, écrasé
previous version, earlier version, old version | version précédente, ancienne version
suspicious, dodgy, fishy, shady, strange, weird, odd, fake, bogus | suspect, louche, douteux, bizarre, étrange, faux, frauduleux
certificate, not private, not secure, insecure, untrusted, not trusted | certificat, pas privé, pas sécurisé, non sécurisé
layout, qwerty, azerty | disposition, qwerty, azerty
queue, spooler | file d'attente, file d'impression, spouleur
replace, replacement, swap, exchange | remplacer, remplacement, échanger, échange
equipment, hardware, kit, gear | matériel, équipement
hear, audible | entendre, audible
crack, cracked, smashed, damaged | fissuré, fêlé, abîmé, endommagé
spill, spilled, spilt | renversé, renverser
bin, recycle bin, trash | corbeille, poubelle
`

export interface Concept {
  readonly name: string
  readonly words: Readonly<Record<'en' | 'fr', readonly string[]>>
}

const split = (words = '') => words.split(',').map((word) => word.trim())

export const concepts: readonly Concept[] = list
  .trim()
  .split('\n')
  .map((line) => {
    const [english, french] = line.split('|')
    const en = split(english)
    return { name: `=${en[0]!.replaceAll(' ', '-')}`, words: { en, fr: split(french) } }
  })

/** Concepts that say that something is wrong, not what: by themselves they are about no article. */
export const complaints: ReadonlySet<string> = new Set(['=not-work', '=problem', '=error', '=work'])
