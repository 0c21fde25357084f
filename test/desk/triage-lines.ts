import type { Locale } from '../../src/chat/locale.ts'
import type { Category, Intent } from '../../src/desk/triage/labels.ts'

/**
 * Messages written for the tests only, in the words of people who are in a hurry, angry, polite or brief. None is a seed line
 * (a test checks that), so what is measured on them is what a new desk would see on its first day.
 */
export interface Said {
  readonly locale: Locale
  readonly text: string
  readonly intent: Intent
  readonly category?: Category
}

const table = (locale: Locale, intent: Intent, category: Category | undefined, lines: string): Said[] =>
  lines
    .split(/[|\n]/)
    .map((line) => line.trim())
    .map((text) => ({ locale, text, intent, ...(category && { category }) }))

export const said: readonly Said[] = [
  ...table(
    'en',
    'incident',
    'network',
    `cant get on the vpn since the update | wifi is super slow in building B | the internet connection drops during calls
    remote desktop over vpn times out | no connectivity at my docking desk`,
  ),
  ...table(
    'en',
    'incident',
    'email',
    `outlook keeps asking me to sign in | I stopped getting emails this morning | my inbox won't refresh | mails stuck in outbox again`,
  ),
  ...table(
    'en',
    'incident',
    'hardware',
    `my laptop turns off randomly | the left monitor stays dark | keyboard keys stuck after spilling tea | hinge of my notebook snapped
    pc beeps and doesn't start`,
  ),
  ...table(
    'en',
    'incident',
    'printing',
    `printer on floor 4 is jammed again | my document never comes out of the printer | the scanner gives an error | prints are all smudged`,
  ),
  ...table(
    'en',
    'incident',
    'accounts',
    `locked out of my account after the holidays | it says my credentials are wrong | the 2fa text message never arrives
    my login stopped working on monday`,
  ),
  ...table(
    'en',
    'incident',
    'software',
    `excel closes as soon as I paste something | the erp throws an exception when I save an order | teams won't launch since the last update
    photoshop says license invalid`,
  ),
  ...table(
    'en',
    'incident',
    'telephony',
    `people say my voice is cut on the phone | my work phone can't receive calls | the hotline number rings out`,
  ),
  ...table(
    'en',
    'incident',
    'data',
    `the folder with our contracts is gone | onedrive stopped syncing | someone overwrote my spreadsheet | cannot open files on the shared drive`,
  ),
  ...table(
    'en',
    'incident',
    'security',
    `I think I opened a fake invoice attachment | my bag with the laptop got stolen on the train | there is a virus warning that won't go away
    I typed my password on a page that looked fake`,
  ),
  ...table(
    'en',
    'incident',
    'workplace',
    `the beamer in meeting room 2 shows nothing | my access badge stopped opening the garage | it's freezing, the heating is off
    the conference room tv has no picture`,
  ),
  ...table(
    'en',
    'incident',
    undefined,
    `hi, it's not working again | since this morning nothing loads | getting a weird error, please look`,
  ),
  ...table(
    'en',
    'request',
    'network',
    `could we get wifi for our guests next tuesday | please open access to github from the lab network | I will work from home, I need vpn`,
  ),
  ...table(
    'en',
    'request',
    'email',
    `can you add Paul to the sales mailing list | we need a shared mailbox for recruitment | could my mailbox get more space`,
  ),
  ...table(
    'en',
    'request',
    'hardware',
    `I'd like a second screen for my desk | requesting a new mouse and keyboard | could I get a lighter laptop for travelling
    please order 3 headsets for the new team`,
  ),
  ...table(
    'en',
    'request',
    'printing',
    `can you set up the new printer on my computer | we are almost out of toner, please bring some`,
  ),
  ...table(
    'en',
    'request',
    'accounts',
    `please create a login for our trainee | I would need read access to the HR folder | could you reset my password please
    kindly remove Julie's access, she left`,
  ),
  ...table(
    'en',
    'request',
    'software',
    `could I get adobe acrobat pro | please install slack on the training machines | we'd like two more licences for autocad`,
  ),
  ...table(
    'en',
    'request',
    'telephony',
    `I need a company mobile for field work | can roaming be enabled for my stay in canada`,
  ),
  ...table(
    'en',
    'request',
    'data',
    `please restore the file budget.xlsx from last friday | we would like a new shared folder for marketing`,
  ),
  ...table(
    'en',
    'request',
    'security',
    `can someone check if this message is phishing | I'd like my usb stick encrypted`,
  ),
  ...table(
    'en',
    'request',
    'workplace',
    `could I get a visitor badge for thursday | please reserve the auditorium on the 12th | we need two more desks in our area`,
  ),
  ...table(
    'en',
    'how-to',
    undefined,
    `how can I set an automatic reply while on leave | where do I change my windows password | how do you print on both sides
    what's the way to share a calendar with my boss | how to connect my phone to the office wifi | how should I report spam
    can you tell me how to forward my desk phone | how do I book room 12 | how do I get an older version of my document`,
  ),
  ...table(
    'en',
    'status',
    undefined,
    `any news about my laptop request? | is my ticket being handled | status 1042 | what happened to the issue I reported on tuesday | any update on #2210?
    when will my account request be processed`,
  ),
  ...table(
    'en',
    'my-tickets',
    undefined,
    `show me all my tickets | what tickets have I opened | my open requests please | list of my incidents`,
  ),
  ...table(
    'en',
    'person',
    undefined,
    `I want to talk to a real human being | can I speak to someone from IT | third time I ask, this bot is useless, I want a person
    agent please | please connect me to a technician | talk to someone | HUMAN!!! | I need to speak with a person now`,
  ),
  ...table('en', 'cancel', undefined, `cancel | never mind then | forget about it | please cancel my ticket | stop`),
  ...table('en', 'help', undefined, `help | what can you do for me? | what are you able to do | show me the commands`),
  ...table(
    'en',
    'thanks',
    undefined,
    `thanks! | thank you very much for the help | cheers mate | great, thank you | thx a lot`,
  ),
  ...table(
    'en',
    'solved',
    undefined,
    `it's working again, thanks | that solved my problem | all fixed now | ok it works now`,
  ),
  ...table('en', 'greeting', undefined, `hello | good morning! | hi there :) | hey`),
  ...table(
    'en',
    'out-of-scope',
    undefined,
    `who will win the world cup | tell me something funny | what's a good recipe for lasagna | is it going to snow this weekend
    do you have a boyfriend | how far is the moon`,
  ),
  ...table(
    'fr',
    'incident',
    'network',
    `impossible de me mettre sur le vpn depuis la mise à jour | le wifi est hyper lent au bâtiment B | la connexion internet saute pendant les appels
    le bureau à distance par vpn tombe sans arrêt | plus de reseau a mon poste`,
  ),
  ...table(
    'fr',
    'incident',
    'email',
    `outlook me redemande mon mot de passe en boucle | je n'ai plus recu aucun mail depuis ce matin | ma boite de reception ne se rafraichit plus
    mes messages ne partent pas`,
  ),
  ...table(
    'fr',
    'incident',
    'hardware',
    `mon portable s'éteint tout seul | l'écran de gauche reste noir | des touches du clavier sont collées depuis que j'ai renversé du thé
    la charnière de mon pc a lâché | l'ordi bipe et ne s'allume pas`,
  ),
  ...table(
    'fr',
    'incident',
    'printing',
    `l'imprimante du 4e fait encore un bourrage | mon document ne sort jamais de l'imprimante | le scanner affiche une erreur | les impressions bavent`,
  ),
  ...table(
    'fr',
    'incident',
    'accounts',
    `mon compte est verrouillé depuis les vacances | on me dit que mes identifiants sont faux | le sms de double authentification n'arrive jamais
    je ne peux plus me connecter depuis lundi`,
  ),
  ...table(
    'fr',
    'incident',
    'software',
    `excel se ferme dès que je colle quelque chose | l'erp plante quand j'enregistre une commande | teams ne se lance plus depuis la dernière maj
    photoshop dit que la licence n'est pas valide`,
  ),
  ...table(
    'fr',
    'incident',
    'telephony',
    `ma voix est hachée au téléphone d'après mes clients | mon téléphone pro ne reçoit plus les appels | le numéro de la hotline sonne dans le vide`,
  ),
  ...table(
    'fr',
    'incident',
    'data',
    `le dossier des contrats a disparu | onedrive ne synchronise plus rien | quelqu'un a écrasé mon tableau | impossible d'ouvrir les fichiers du lecteur commun`,
  ),
  ...table(
    'fr',
    'incident',
    'security',
    `je crois que j'ai ouvert une fausse facture en pièce jointe | mon sac avec l'ordinateur a été volé dans le train
    une alerte virus ne veut pas partir | j'ai tapé mon mot de passe sur une page louche`,
  ),
  ...table(
    'fr',
    'incident',
    'workplace',
    `le projecteur de la salle 2 n'affiche rien | mon badge n'ouvre plus le garage | on gèle, le chauffage est coupé | la télé de la salle de conférence n'a pas d'image`,
  ),
  ...table(
    'fr',
    'incident',
    undefined,
    `bonjour, ça ne marche toujours pas | depuis ce matin rien ne charge | j'ai une erreur bizarre, vous pouvez regarder ?`,
  ),
  ...table(
    'fr',
    'request',
    'network',
    `pourrait-on avoir du wifi pour nos invités mardi prochain | merci d'ouvrir l'accès à github depuis le labo | je vais télétravailler, il me faudrait le vpn`,
  ),
  ...table(
    'fr',
    'request',
    'email',
    `pouvez-vous ajouter Paul à la liste de diffusion ventes | il nous faudrait une boîte partagée pour le recrutement | ma boite mail pourrait avoir plus de place ?`,
  ),
  ...table(
    'fr',
    'request',
    'hardware',
    `je voudrais un deuxième écran à mon poste | demande d'une souris et d'un clavier neufs | serait-il possible d'avoir un portable plus léger pour mes déplacements
    merci de commander 3 casques pour la nouvelle équipe`,
  ),
  ...table(
    'fr',
    'request',
    'printing',
    `vous pouvez installer la nouvelle imprimante sur mon ordinateur | on n'a presque plus de toner, merci d'en apporter`,
  ),
  ...table(
    'fr',
    'request',
    'accounts',
    `merci de créer un identifiant pour notre alternante | j'aurais besoin d'un accès en lecture au dossier RH | pourriez-vous réinitialiser mon mot de passe
    merci de supprimer les accès de Julie, elle est partie`,
  ),
  ...table(
    'fr',
    'request',
    'software',
    `je pourrais avoir adobe acrobat pro | merci d'installer slack sur les postes de formation | on voudrait deux licences autocad de plus`,
  ),
  ...table(
    'fr',
    'request',
    'telephony',
    `j'ai besoin d'un mobile de société pour le terrain | peut-on activer l'itinérance pour mon séjour au canada`,
  ),
  ...table(
    'fr',
    'request',
    'data',
    `merci de restaurer le fichier budget.xlsx de vendredi dernier | nous voudrions un nouveau dossier partagé pour le marketing`,
  ),
  ...table(
    'fr',
    'request',
    'security',
    `quelqu'un peut vérifier si ce message est du phishing | je voudrais faire chiffrer ma clé usb`,
  ),
  ...table(
    'fr',
    'request',
    'workplace',
    `un badge visiteur pour jeudi s'il vous plaît | merci de réserver l'auditorium le 12 | il nous faut deux bureaux de plus dans notre espace`,
  ),
  ...table(
    'fr',
    'how-to',
    undefined,
    `comment mettre une réponse automatique pendant mes congés | où est-ce que je change mon mot de passe windows | comment on imprime des deux côtés
    c'est quoi la manip pour partager un agenda avec mon chef | comment connecter mon téléphone au wifi du bureau | comment dois-je signaler un spam
    vous pouvez me dire comment renvoyer mon fixe | comment je réserve la salle 12 | comment récupérer une ancienne version de mon document`,
  ),
  ...table(
    'fr',
    'status',
    undefined,
    `des nouvelles pour ma demande d'ordinateur ? | est-ce que mon ticket est pris en charge | statut 1042 | que devient le problème que j'ai signalé mardi
    où en est mon ticket #2210 ? | quand ma demande de compte sera-t-elle traitée`,
  ),
  ...table(
    'fr',
    'my-tickets',
    undefined,
    `montre tous mes tickets | quels tickets j'ai ouverts | mes demandes en cours svp | la liste de mes incidents`,
  ),
  ...table(
    'fr',
    'person',
    undefined,
    `je veux parler à un véritable être humain | je peux parler à quelqu'un de l'informatique | ça fait trois fois que je demande, ce bot est nul, je veux une personne
    un agent svp | mettez-moi en relation avec un technicien | parler à quelqu'un | HUMAIN!!! | j'ai besoin de parler avec une personne maintenant`,
  ),
  ...table('fr', 'cancel', undefined, `annuler | bon laisse tomber | oubliez ça | merci d'annuler mon ticket | stop`),
  ...table(
    'fr',
    'help',
    undefined,
    `aide | qu'est-ce que tu peux faire pour moi ? | tu es capable de quoi | montre-moi les commandes`,
  ),
  ...table(
    'fr',
    'thanks',
    undefined,
    `merci ! | merci beaucoup pour votre aide | ça marche, merci | super, je vous remercie | mrc bcp`,
  ),
  ...table(
    'fr',
    'solved',
    undefined,
    `ça refonctionne, merci | ça a résolu mon problème | tout est réparé | c'est bon ça remarche`,
  ),
  ...table('fr', 'greeting', undefined, `bonjour | bonsoir ! | salut :) | coucou`),
  ...table(
    'fr',
    'out-of-scope',
    undefined,
    `qui va gagner la coupe du monde | raconte un truc drôle | une bonne recette de lasagnes ? | est-ce qu'il va neiger ce week-end
    tu as un copain | à quelle distance est la lune`,
  ),
]
