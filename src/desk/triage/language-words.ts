/** Words that hold sentences together, accents removed. Those that both languages write alike are left out ("on", "a", "plus"). */
const french = `je tu il elle nous vous ils elles j l d qu n c m s t ai as est es sont suis etes sommes ont avez avons ete etait
  le la les un une des du de au aux ce cet cette ces ca cela mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
  et ou mais donc car ni que qui quoi dont quel quelle quels quelles quand comment pourquoi combien si ne pas rien jamais
  aucun aucune personne toujours encore deja tres trop peu beaucoup bien mal avec sans pour par dans sur sous chez vers entre
  depuis avant apres pendant contre selon lors puis ensuite aussi alors ainsi comme peut peux pouvez peuvent puis-je pourrais
  pourriez veut veux voulez voudrais souhaite dois doit devez faut fait faire fais marche fonctionne arrive va vais allez vont
  bonjour bonsoir salut merci svp stp oui non voici voila lequel laquelle y en me te se moi toi lui eux soi quelqu quelque
  quelques tout toute tous toutes meme autre autres chaque plusieurs jusqu lorsque puisque etre avoir serait seraient sera
  avais avait aurait aurais eu pu du vu mis fois ici hier demain aujourd hui maintenant rien parce afin`

const english = `i you he she it we they my your his her its our their me him us them mine yours the an this that these those
  is are was were be been being am do does did done have has had having will would should could can cannot may might must
  shall don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn ain and or but so because if then than
  what which who whom whose when where why how not never always already still yet very too much many few with without for
  by in at of to from into onto over under between since before after during against about again also there here some any
  no yes please thanks thank hello hey hi get gets got getting make makes need needs want wants give take let anyone someone
  everyone nobody anything something nothing everything ve ll re dont cant wont doesnt isnt im ive just only every other
  another each both more most up down out off it's need trying tried keep keeps like such until while as on`

// "on", "as", "me", "or", "does" … stand in one list or, when frequent in both languages, weigh less than a proof.
const both = `on me as or no in d s t m n en an pour si car a`.split(' ')
const weak = new Set(both)

/** +1: surely French; −1: surely English; nearer to zero where the other language writes the word too. */
export const functionWords: ReadonlyMap<string, number> = (() => {
  const words = new Map<string, number>()
  for (const word of french.split(/\s+/)) words.set(word, weak.has(word) ? 0.3 : 1)
  for (const word of english.split(/\s+/)) {
    const already = words.get(word)
    words.set(word, already === undefined ? (weak.has(word) ? -0.3 : -1) : 0)
  }
  return words
})()

/** Everyday words of an office and its computers that only one of the languages writes: hints, like the words of the seed lines. */
export const everydayWords = {
  en: `support number care customer delivery order payment question answer issue trouble management settings tools device
    player recommendation manage edit search find list page link button window folder file drive screen sound power color
    language keyboard shortcut backup upgrade update download upload share sharing delete remove restore sign login logout user
    password username feature option version release mail mailing group member owner address contact phone call text message
    send receive read write open close start stop turn switch change move copy paste save lost found missing wrong right best
    better good bad poor great nice happy sorry sure maybe perhaps today tomorrow yesterday week month year day night time
    work working worked job office desk home house room building floor team people man woman name account bank card money
    cost price free buy sell pay paid bill store shop book movie music song game play run runs running tell told show say said
    know think look see come go back first last next new old long short big small high low fast slow full empty flip coin
    head tail fun fact joke story weather food drink water milk eat cook flight travel car train bus ticket hotel trip
    quality rating refund cancel cancellation return wallet bonus team player contest point match score offer discount coupon
    firewall browser spam virus hacked broken fails failing failed crash crashed crashes stuck freeze frozen blank`,
  fr: `numero soin cliente livraison commande paiement reponse probleme souci gestion parametres outils appareil reseau
    lecteur gerer modifier recherche trouver liste lien bouton fenetre dossier fichier disque ecran son couleur impression
    langue clavier raccourci sauvegarde mise niveau telecharger televerser partager partage supprimer enlever restaurer
    utilisateur utilisatrice motdepasse identifiant fonctionnalite groupe membre proprietaire adresse telephone appel texte
    envoyer recevoir lire ecrire ouvrir fermer demarrer arreter allumer eteindre changer deplacer copier coller enregistrer
    perdu trouve manquant faux vrai meilleur meilleure bon bonne mauvais mauvaise content desole sur semaine mois annee an
    jour nuit heure minute travail travailler bureau maison piece batiment etage equipe gens homme femme nom prenom compte
    banque carte argent cout prix gratuit acheter vendre payer facture magasin livre film musique chanson jeu jouer dire dit
    montrer savoir penser regarder voir venir aller retour premier premiere dernier derniere prochain nouveau nouvelle
    ancien vieux long court grand petit haut bas rapide lent plein vide loi donnees droit droits salarie salaries employeur
    entreprise site declaration declarer demande demander plainte durees conservation vie privee mineurs ecole surveillance
    logiciel ordinateur portable imprimante souris messagerie courriel navigateur casse bloque plante figee fige panne
    souris clic milieu gauche droite utiliser activer desactiver ajouter creer graphique graphiques mettre installer`,
} as const
