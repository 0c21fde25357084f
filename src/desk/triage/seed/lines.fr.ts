import type { SeedCategories, SeedIntents } from './seed.ts'

/** French lines without a category, by intent. Written for Guichet; ` | ` and line ends separate them. */
export const intents: SeedIntents = {
  greeting: `bonjour | salut | bonsoir | coucou | bonjour à tous | bjr | hello | bonjour, il y a quelqu'un ? | salut le support | slt
    bonjour l'équipe informatique | bonjour, comment ça va ? | bonne journée à vous | bonjour madame | bonjour monsieur | re bonjour
    rebonjour | hey bonjour | bonjour le bot | bonjour, j'ai une question | bonjour le service informatique | bsr | salut ça va
    bonjour, vous êtes là ? | bonjour la dsi | coucou le guichet`,
  'how-to': `comment faire | comment je peux faire ça moi-même | où se trouve le mode d'emploi | est-ce qu'il existe un guide
    quelle est la procédure | où trouver la documentation | comment ça fonctionne | pouvez-vous m'expliquer comment on s'en sert
    quelles sont les étapes | je ne sais pas me servir de cette application | est-ce possible sur un mac | que veut dire ce message
    vous pouvez me montrer comment on fait | des conseils pour l'utiliser | sur quel bouton faut-il appuyer | c'est quoi la différence entre les deux versions
    c'est quoi la manip | quelle est la meilleure façon de l'envoyer | pouvez-vous m'expliquer les étapes | comment dois-je procéder | où voir mes réglages
    il y a un raccourci pour ça ? | comment fait-on d'habitude ici | je peux le faire depuis chez moi ?
    a-t-on le droit de l'utiliser | est-ce autorisé de l'installer soi-même | puis-je utiliser mon appareil perso | c'est permis de brancher le mien | c'est possible depuis l'étranger ?
    que faut-il faire quand quelqu'un part | que doit-on faire si ça arrive | lequel faut-il choisir | quelle version me faut-il | y a-t-il un moyen de revenir en arrière
    je peux m'en servir sur mon ordinateur personnel ? | qui décide de ça | il faut combien de temps pour en avoir un | est-ce qu'on peut le partager avec un fournisseur | on est censés le faire nous-mêmes ?`,
  incident: `ça ne marche pas | ça marche plus | c'est en panne | rien ne fonctionne | ne fonctionne plus depuis ce matin | j'ai un problème | j'ai une erreur
    un message d'erreur s'affiche | ça a encore planté | hier ça marchait, plus aujourd'hui | ça bugue depuis la mise à jour
    ça plante sans arrêt | il y a un souci | tout est bloqué | plus rien ne répond | toujours pas réparé !!! | toujours en panne | c'est très lent aujourd'hui
    je ne peux plus travailler | je suis bloqué | impossible de travailler | marche po | sa marche pas | ça s'ouvre pas | on est tous bloqués
    il y a une panne | gros souci ce matin | ça rame | ça se fige toutes les cinq minutes | j'ai tout perdu | erreur 500
    le site est inaccessible | le service est indisponible pour tout le monde
    ça ne fonctionne pas | toujours rien qui marche | encore en rade | ça se ferme tout seul | ça se coupe dès que je clique | ça ne finit jamais de charger | ça tourne dans le vide
    la page reste blanche | ça a disparu cette nuit | quelqu'un a effacé mon travail | je l'ai perdu | on me l'a volé | il est tombé et ne s'allume plus | introuvable depuis hier
    mon écran affiche n'importe quoi | on me dit fichier introuvable | on me dit que je ne suis pas autorisé | il refuse d'enregistrer | ça ne se met plus à jour depuis la semaine dernière
    je n'arrive plus à l'ouvrir | je ne le vois plus | je ne vois plus mes données | le bouton ne fait rien | l'appli me déconnecte | on a perdu la connexion au serveur | plus de son
    ça clique tout seul | il ne reconnaît pas ma carte | ça échoue à chaque fois | plus aucun signal | une odeur bizarre sort de l'appareil | les montants affichés sont faux | ça lâche sans arrêt
    encore bloqué | ça met une éternité à démarrer | ça rame tout le temps | c'est injoignable pour toute l'équipe | plus personne ne reçoit rien
    les messages ne partent pas | ça me réclame de l'argent | il n'y a plus de place dessus | ça dit que c'est plein | effacé par erreur | mes réglages ont disparu | ça bouge tout seul | l'affichage est bizarre depuis la mise à jour`,
  request: `j'ai besoin de quelque chose | je voudrais commander un article | je peux en avoir un nouveau | pouvez-vous me le mettre en place
    merci de l'installer | merci de m'ajouter | je souhaite avoir un accès | pouvez-vous me donner l'accès s'il vous plaît | il me faut un compte
    est-ce que quelqu'un peut me le créer | demande d'un nouveau poste | j'aimerais réserver | prévoir le nécessaire pour un nouvel arrivant
    nous avons une arrivée lundi | un stagiaire arrive la semaine prochaine, merci de tout préparer | peut-on en avoir deux de plus
    merci de commander | je voudrais changer le mien | serait-il possible d'en avoir un | merci de supprimer mon accès | demande de validation pour un achat
    pourrait-on en avoir quelques-uns | vous serait-il possible de m'en fournir un autre | demande d'accès pour ma collègue | merci de nous en fournir un | on va en manquer, merci d'en envoyer
    on n'en a presque plus, pouvez-vous en apporter | un remplacement serait bienvenu | vous pouvez m'ajouter au groupe | pouvez-vous l'installer sur ma machine | pourriez-vous étendre mes droits
    passer mon forfait au niveau supérieur | je souhaiterais m'abonner | il m'en faut un pour le télétravail | je viens d'arriver, il me faut un équipement complet | merci de le déplacer dans une autre pièce
    quelqu'un peut vérifier ce message pour moi | pouvez-vous regarder et me dire si c'est sûr | merci de reprendre mon ancien appareil | nous voulons en louer un pour une semaine | une licence svp
    merci de l'activer sur mon compte | ouvrir l'accès à notre partenaire svp | demande d'autorisation de l'utiliser | merci de le transférer à mon successeur | renouveler mon abonnement svp
    l'installer sur tous les ordinateurs de la salle | mettre ce programme sur nos machines | désactiver l'identifiant d'une personne partie | fermer le compte de quelqu'un qui part vendredi
    demande de prêt de matériel pour deux jours | en emprunter un pour la journée | donner l'accès à ma collègue | relever la limite pour notre projet
    je veux un accès pour travailler de chez moi | quelqu'un de nouveau commence la semaine prochaine, il lui faut tout | que mon responsable puisse le voir | un collègue doit pouvoir le lire aussi | mettez-moi sur la liste svp`,
  status: `où en est mon ticket | des nouvelles de ma demande | quel est le statut de mon ticket | du nouveau ? | quelqu'un a regardé mon problème ?
    statut svp | quand est-ce que ma demande sera traitée | c'est réparé ou pas encore | que devient mon ticket | mon incident avance ?
    j'attends toujours une réponse | avez-vous bien reçu ma demande | quelqu'un s'en occupe ? | encore combien de temps pour mon portable commandé
    une mise à jour de mon ticket svp | où en sommes-nous de ma demande d'accès | quand va-t-on regarder mon problème | ma demande est-elle validée
    quel délai pour mon ticket | mon ticket est-il affecté | toujours pas de nouvelles de mon ticket | des nouvelles de l'imprimante que j'ai signalée
    j'ai ouvert un ticket la semaine dernière, des nouvelles ? | je relance ma demande | pouvez-vous vérifier l'avancement de ma demande | qui s'occupe de mon ticket
    qui est l'agent sur mon ticket | je reviens vers vous pour ma demande de lundi
    qu'est devenu le problème signalé la semaine dernière | que se passe-t-il avec l'incident que j'ai déclaré | il y a eu une suite à mon signalement`,
  'my-tickets': `mes tickets | voir mes tickets | liste de mes tickets | quels sont mes tickets ouverts | mes demandes | montre-moi mes demandes
    afficher tous mes tickets | quels tickets ai-je en cours | mes incidents en cours | les tickets que j'ai ouverts | tout ce que j'ai signalé
    consulter mes tickets | affiche mes demandes | combien de tickets j'ai | l'historique de mes tickets | les tickets que j'ai créés le mois dernier
    toutes mes demandes en cours | mes anciens tickets | donne-moi la liste de mes tickets | voir mes demandes | mes ticket | mes signalements
    qu'est-ce que j'ai demandé jusqu'ici | ouvrir la liste de mes tickets | est-ce que j'ai des tickets ouverts | mes demandes en attente`,
  person: `je veux parler à une personne | parler à un humain | je peux parler à quelqu'un | passez-moi un humain | je veux une vraie personne
    parler à un agent | mettez-moi en relation avec un agent | j'ai besoin de parler à quelqu'un | passez-moi un technicien | rappelez-moi s'il vous plaît
    quelqu'un peut m'appeler | y a-t-il un humain à qui parler | je ne veux pas parler à un robot | une vraie personne svp
    je veux joindre le support | transférez-moi à un collègue | je préfère parler avec quelqu'un | un technicien peut me contacter ?
    je veux parler à un responsable | stop, donnez-moi un humain | discuter avec un vrai conseiller | il me faut une personne pas un robot
    quelqu'un de l'informatique peut-il me téléphoner | un humain svp | puis-je avoir quelqu'un au téléphone | je voudrais un interlocuteur
    y a-t-il un vrai agent | assez du bot, quelqu'un s'il vous plaît | je préfère en parler directement avec le support | un conseiller, ça suffit`,
  cancel: `annuler | stop | laisse tomber | laissez tomber | oubliez | annule ma demande | annulez le ticket | abandonner | merci d'annuler
    plus besoin | ce n'est plus nécessaire | j'ai changé d'avis | n'ouvrez pas de ticket | annule tout | on oublie | quitter | sortir | tant pis
    ne tenez pas compte de mon message | finalement non | vous pouvez le fermer, je n'en ai plus besoin | recommencer | on arrête là | retirez ma demande
    pas la peine finalement | je retire ma demande | oublie ça | fermez mon ticket | clôturez ma demande, je n'en ai plus besoin`,
  help: `aide | que sais-tu faire | aide-moi | comment tu fonctionnes | quelles sont tes commandes | qui es-tu | à quoi sert ce bot
    affiche le menu | qu'est-ce que je peux te demander | options | j'ai besoin d'aide | pouvez-vous m'aider | liste des commandes | tu sers à quoi | menu
    comment pouvez-vous m'aider | es-tu un robot | quels services proposez-vous | à l'aide | commandes | c'est quoi guichet | mode d'emploi du bot
    j'aurais besoin d'assistance | quelqu'un peut m'aider ? | que puis-je demander ici | un coup de main svp
    tu peux faire quoi pour moi | qu'est-ce que vous savez faire`,
  thanks: `merci | merci beaucoup | merci bien | mille mercis | un grand merci | mrc | super merci | merci infiniment | parfait merci
    génial, merci | c'est gentil | merci pour votre aide | vous êtes au top | beau travail | bravo | merci à vous | top merci | mci
    bon bot | merci, bonne journée | nickel, merci | excellent service | ok merci | merci pour votre réponse rapide
    je vous remercie | trop bien merci | merci à toute l'équipe | très utile, merci`,
  solved: `ça marche maintenant | c'est réglé | c'est résolu | problème résolu | ça fonctionne à nouveau | c'est reparti | résolu | tout est bon
    c'est bon pour moi | mon problème est résolu | j'ai trouvé la solution | finalement ça marche | c'est ok maintenant
    retour à la normale | l'imprimante imprime à nouveau | j'arrive à me connecter maintenant | j'ai réussi à réparer tout seul | le vpn est revenu | vous pouvez fermer mon ticket, ça marche
    oui ça a réglé le problème | c'est revenu tout seul | tout fonctionne bien | j'ai redémarré et ça marche | ça a marché | réglé | plus de souci
    plus de problème | tout est rentré dans l'ordre
    un redémarrage a suffi | après un redémarrage c'est bon | super, tout remarche`,
  'out-of-scope': `quel temps fera-t-il demain | raconte-moi une blague | qui a gagné le match hier soir | quelle est la capitale du pérou
    conseille-moi un bon restaurant | je t'aime | quel âge as-tu | chante-moi une chanson | que cuisiner ce soir | réserve-moi un vol pour madrid
    quelle heure est-il à tokyo | traduis cette phrase en espagnol | quel est le sens de la vie | quelle est la hauteur de la tour eiffel
    qui est le président | mets de la musique | quel est le cours du bitcoin | combien de jours de congés me reste-t-il | la paie tombe quand
    il y a une erreur sur ma fiche de paie | je peux poser mon vendredi | où est la pharmacie la plus proche | qu'est-ce qu'on mange à la cantine
    écris-moi un poème | comment perdre du poids | est-ce que tu crois en dieu | azerty uiop | bla bla bla | ta couleur préférée
    ma copine m'a quitté | horoscope du lion | comment on fait les crêpes | est-ce qu'il va pleuvoir | la bourse a chuté
    quel film regarder | mets un réveil à 7 h | combien coûte un taxi pour l'aéroport | mon chien est malade | joyeux anniversaire
    combien de calories dans une pomme | c'est quoi l'amour | qui a écrit les misérables | convertis 20 euros en dollars | comment on dit merci en chinois | comment faire un noeud de cravate
    tu aimes la pizza | les dernières nouvelles des élections | quelle distance entre londres et paris | c'est quand pâques cette année | je suis triste aujourd'hui | où partir en vacances
    comment faire pousser des tomates | tu peux me prêter de l'argent | mon voisin fait du bruit | le meilleur joueur de foot | quel jour on est | qui est ton père | dis-moi quelque chose de drôle
    comment obtenir un passeport | ma voiture est tombée en panne sur l'autoroute | trouve-moi un mari | les extraterrestres existent-ils | combien font 12 fois 9 | il y a quoi à la télé ce soir | j'ai faim | jolies chaussures
    payer ma facture d'électricité | il y a des bouchons ? | combien de temps vit un chat | à quelle heure ferme le supermarché | apprends-moi la guitare | lorem ipsum dolor | qsdf jklm | 42`,
}

/** French lines of each category, by intent. */
export const categories: SeedCategories = {
  network: {
    incident: `le wifi ne marche pas | plus d'internet au bureau | le vpn ne se connecte pas | erreur vpn 809 | le réseau est très lent
      mon vpn ne marche plus depuis ce matin | impossible de me connecter au vpn depuis chez moi | le wi-fi coupe sans arrêt | pas de réseau sur ma prise | internet est coupé | le vpn se déconnecte toutes les dix minutes
      impossible d'accéder à l'intranet | connexion instable au 3e étage | câble ethernet non détecté | l'accès distant tombe en timeout
      les sites ne s'affichent pas | mon portable ne voit pas le wifi de l'entreprise | erreur dns en ouvrant l'intranet | tout le site a perdu le réseau
      le proxy bloque tout`,
    request: `il me faut un accès vpn | un code wifi invité pour un visiteur svp | ouvrir le port 443 du pare-feu pour notre serveur
      je voudrais un câble réseau à mon bureau | raccorder la nouvelle salle au réseau | merci de débloquer ce site web
      on aurait besoin du wifi à l'entrepôt | demande d'adresse ip fixe pour le scanner`,
    'how-to': `comment se connecter au vpn | comment rejoindre le wifi invité | quel est le mot de passe wifi des visiteurs | comment configurer le vpn sur mon téléphone
      où trouver mon adresse ip | comment utiliser internet en déplacement`,
  },
  email: {
    incident: `outlook ne s'ouvre pas | je ne reçois plus mes mails | mes messages restent dans la boîte d'envoi | la messagerie est en panne | outlook plante au démarrage
      ma boîte mail est pleine | impossible d'envoyer une pièce jointe | mes mails reviennent en erreur | outlook me demande sans arrêt le mot de passe | l'agenda ne se synchronise pas
      la boîte partagée a disparu | la recherche outlook ne trouve rien | outlook est figé | j'ai reçu un avis de non-remise
      mon collègue ne reçoit pas mes courriels | outlook ne marche plus | ma signature a disparu | les invitations de réunion n'arrivent pas`,
    request: `créer une boîte partagée pour la compta | merci de m'ajouter à la liste de diffusion | je voudrais l'accès à la boîte support
      créer un alias de messagerie | agrandir ma boîte mail svp | rediriger vers moi les mails de mon ancien collègue | créer une liste de diffusion pour le projet
      donner accès à mon agenda à mon assistante | me retirer de la liste tout le personnel`,
    'how-to': `comment mettre un message d'absence | comment rappeler un mail envoyé | comment partager mon agenda | comment ajouter une signature dans outlook
      comment archiver les anciens mails | comment avoir mes mails sur mon téléphone | comment créer une règle dans outlook | comment réserver une salle dans outlook`,
  },
  hardware: {
    incident: `mon portable ne démarre plus | mon écran est noir | le clavier ne marche pas | la souris est cassée | mon ordinateur est très lent | écran bleu
      mon pc redémarre tout seul | la batterie ne charge plus | la station d'accueil n'est pas reconnue | deuxième écran non détecté | le ventilateur fait beaucoup de bruit
      j'ai renversé du café sur mon portable | la webcam ne fonctionne pas | pas de son dans mon casque | mon ordi fait un bruit bizarre | l'écran clignote
      le chargeur est mort | le portable chauffe trop | les ports usb ne marchent pas | ordinateur bloqué au démarrage | mon écran est fissuré | mon pc rame`,
    request: `j'ai besoin d'un nouvel ordinateur | est-ce que je peux avoir un deuxième écran | commander un casque svp | je voudrais une souris ergonomique | remplacer mon vieux pc
      il me faudrait une station d'accueil | un portable pour un stagiaire | je souhaite un écran plus grand | commander un adaptateur usb-c | emprunter un portable pour un déplacement
      un clavier azerty svp`,
    'how-to': `comment brancher un deuxième écran | comment changer la résolution de l'écran | comment faire pivoter l'affichage | comment nettoyer mon clavier
      comment utiliser la station d'accueil | comment appairer un casque bluetooth`,
  },
  printing: {
    incident: `l'imprimante n'imprime pas | bourrage papier | l'imprimante est hors ligne | mes impressions restent dans la file | plus de toner dans l'imprimante
      les pages sortent blanches | le scanner n'envoie pas sur ma messagerie | des traits noirs sur les impressions | impossible d'imprimer depuis mon portable
      le copieur du 2e étage est en panne | le lecteur de badge de l'imprimante ne me reconnaît pas | rien ne sort de l'imprimante
      l'imprimante affiche erreur 49 | elle n'imprime qu'en noir et blanc | l'imprimante d'étiquettes ne marche plus | le scan vers dossier échoue | l'imprimante a disparu de ma liste
      les impressions sont très lentes`,
    request: `installer l'imprimante sur mon poste | il nous faut une cartouche de toner | ajouter l'imprimante du 3e étage | je voudrais le droit d'imprimer en couleur
      commander du papier pour l'imprimante | peut-on avoir une imprimante dans notre bureau | déplacer l'imprimante en salle 204 | besoin d'un accès au traceur
      enregistrer mon badge sur le copieur`,
    'how-to': `comment imprimer en recto verso | comment ajouter une imprimante | comment scanner vers ma messagerie | comment imprimer en couleur | comment annuler une impression
      comment changer le toner | où est l'imprimante la plus proche | comment imprimer depuis mon téléphone`,
  },
  accounts: {
    incident: `j'ai oublié mon mot de passe | mdp oublié | mot de passe oublié | mon compte est bloqué | je n'arrive pas à me connecter | mot de passe expiré | mon mot de passe est refusé | je ne reçois pas le code mfa
      j'ai perdu authenticator en changeant de téléphone | échec de connexion | accès refusé | ma session se ferme sans arrêt | windows est verrouillé et refuse mon code
      le sso ne fonctionne pas | identifiants invalides | le lien de réinitialisation ne marche pas | mon compte a été désactivé | j'ai perdu mes droits d'accès
      impossible de m'identifier sur le portail`,
    request: `réinitialiser mon mot de passe svp | merci de débloquer mon compte | créer un compte pour un nouvel employé | il me faut l'accès au partage finance
      j'ai besoin des droits administrateur sur mon pc | donnez-moi l'accès en écriture au dossier | retirer l'accès d'un collègue parti | supprimer le compte d'un ancien salarié
      prolonger le compte de notre prestataire | changer mon nom de famille dans l'annuaire | je voudrais un accès au crm | m'ajouter au groupe de sécurité
      demande de droits sap`,
    'how-to': `comment changer mon mot de passe | comment activer la double authentification | comment enregistrer authenticator sur un nouveau téléphone
      comment débloquer moi-même mon compte | quelles sont les règles de mot de passe | où changer ma photo de profil | comment demander l'accès à une application`,
  },
  software: {
    incident: `excel plante quand j'ouvre un fichier | word est figé | sap ne démarre pas | l'application affiche une erreur | teams plante sans arrêt
      la mise à jour a échoué | la licence a expiré | le logiciel se ferme tout seul | l'erp est en panne | chrome ne s'ouvre pas | le crm est très lent
      la macro ne fonctionne plus | adobe demande une activation | l'installation échoue avec l'erreur 1603 | mise à jour windows bloquée à 30 pour cent
      l'agent antivirus bloque mon application | l'appli ne répond pas | le rapport power bi ne s'actualise pas | l'application web renvoie une erreur 500
      le logiciel de paie ne se lance pas | notre portail client est tombé`,
    request: `installer photoshop svp | il me faut une licence visio | puis-je avoir power bi pro | installer python sur mon poste | je voudrais microsoft project
      passer office à la dernière version svp | j'ai besoin d'autocad sur ma station | désinstaller ce logiciel svp | il nous faut dix licences zoom
      déployer la nouvelle version sur mon pc | acheter un abonnement figma`,
    'how-to': `comment installer une application | comment faire un tableau croisé dynamique dans excel | comment mettre à jour teams | comment enregistrer une réunion teams
      comment convertir un document word en pdf | où télécharger office | comment partager mon écran en réunion | quelle version d'office avons-nous
      comment vider le cache du navigateur | comment changer la langue de word`,
  },
  telephony: {
    incident: `mon téléphone fixe ne sonne pas | pas de tonalité | je ne peux pas passer d'appels | les appels coupent après une minute | mon mobile pro ne capte pas
      la messagerie vocale ne marche pas | on ne m'entend pas au téléphone | la ligne est coupée | mon iphone est cassé | carte sim non reconnue
      les lignes du centre d'appels sont coupées | l'écran de mon smartphone est fissuré | le standard ne répond plus | le softphone ne s'enregistre pas
      l'audioconférence est morte | le renvoi d'appel ne fonctionne pas | pas de données mobiles à l'étranger`,
    request: `il me faut un téléphone professionnel | commander une nouvelle carte sim | renvoyer mon poste fixe vers mon mobile | nouveau numéro pour notre équipe
      activer l'itinérance pour mon voyage à l'étranger | je voudrais un nouveau smartphone | augmenter mon forfait data | transférer mon numéro sur le nouveau téléphone
      créer une ligne pour le nouvel arrivant | ajouter un menu vocal à la hotline`,
    'how-to': `comment renvoyer mes appels | comment configurer ma messagerie vocale | comment transférer un appel | comment appeler à l'étranger depuis mon poste fixe
      quel est mon numéro de poste | comment changer l'annonce de mon répondeur | comment utiliser l'audioconférence | comment débloquer ma sim avec le code puk`,
  },
  data: {
    incident: `j'ai supprimé un fichier par erreur | mes fichiers ont disparu | le lecteur partagé est inaccessible | onedrive ne se synchronise pas | fichier corrompu
      le disque réseau est plein | j'ai perdu mes documents | sharepoint est en panne | un dossier a disparu du partage | je n'arrive pas à ouvrir le fichier partagé
      la base de données est indisponible | la sauvegarde a échoué cette nuit | le lecteur z a disparu | fichier verrouillé par un autre utilisateur | le rapport affiche de mauvaises données
      fichier excel endommagé | dossier dropbox vide`,
    request: `restaurer un fichier supprimé svp | remettre la version d'hier du dossier | j'ai besoin de plus d'espace de stockage | créer un dossier partagé pour le projet
      créer un site teams pour notre service | augmenter le quota de notre lecteur | il me faut une extraction de la base | archiver l'ancien dossier projet
      copier mes données sur le nouveau pc | récupérer un document dans la sauvegarde`,
    'how-to': `comment restaurer une version précédente d'un fichier | comment partager un dossier avec un collègue | comment connecter un lecteur réseau
      où dois-je enregistrer mes fichiers | combien d'espace ai-je sur onedrive | comment envoyer un gros fichier | comment synchroniser sharepoint avec mon pc
      comment sauvegarder mes fichiers`,
  },
  security: {
    incident: `j'ai cliqué sur un lien suspect | j'ai reçu un mail de phishing | je crois que j'ai un virus | on m'a volé mon portable | j'ai perdu mon téléphone
      mon compte a été piraté | message de rançon à l'écran | quelqu'un s'est connecté à mon compte | une fenêtre bizarre me demande de payer | alerte antivirus
      j'ai donné mon mot de passe sur un faux site | mail douteux du directeur qui demande un virement | clé usb perdue avec des données clients | fuite de données
      logiciel malveillant détecté sur mon pc | connexion inconnue depuis l'étranger sur mon compte | hameçonnage dans ma boîte | j'ai envoyé des données confidentielles à la mauvaise personne`,
    request: `merci de vérifier cette pièce jointe | pouvez-vous vérifier si ce mail est légitime | chiffrer ma clé usb svp | demande d'audit de sécurité de notre appli
      renouveler le certificat de notre site | il me faut un disque chiffré | autoriser cet expéditeur bloqué | analyser mon pc contre les virus svp
      effacer mon ancien téléphone svp`,
    'how-to': `comment signaler un mail d'hameçonnage | comment reconnaître une arnaque | comment chiffrer un fichier | comment envoyer un document confidentiel en sécurité
      que faire des spams | comment verrouiller mon écran | où signaler un incident de sécurité`,
  },
  workplace: {
    incident: `le vidéoprojecteur de la salle de réunion ne marche pas | la visioconférence de la salle 5 est en panne | mon badge n'ouvre pas la porte
      pas de son en salle de réunion | l'écran de la salle du conseil reste noir | la climatisation est en panne | la lumière de mon bureau clignote
      ma chaise de bureau est cassée | plus de courant à mon bureau | l'ascenseur est en panne | fuite d'eau dans la salle serveur
      la machine à café est cassée | le panneau de réservation de salle est figé | le chauffage ne marche pas au premier | la barrière ne s'ouvre pas avec mon badge
      la caméra du tableau blanc n'affiche rien`,
    request: `il me faut un badge pour un visiteur | nouveau badge svp, j'ai perdu le mien | réserver la grande salle pour vendredi | déménager mon bureau au deuxième étage
      préparer un bureau pour la nouvelle recrue | je voudrais une place de parking | commander un bureau assis-debout | il nous faut des chaises pour une formation
      demande de casier | installer le matériel pour un événement à l'auditorium | une clé du local de stockage svp`,
    'how-to': `comment réserver une salle de réunion | comment utiliser le vidéoprojecteur | comment lancer une visio dans la salle | où récupérer mon badge
      comment réserver une place de parking | comment réserver un bureau pour demain | à qui demander des fournitures`,
  },
}
