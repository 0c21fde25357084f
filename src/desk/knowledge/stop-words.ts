import type { Locale } from '../../chat/locale.ts'

// Lists of our own: PostgreSQL's French list lacks « les » and « où », and neither of its lists knows the words that people
// wrap a request in (« j'aimerais savoir s'il est possible de… », "is there any way to…"), which say nothing about the answer.
const english = `
a an the this that these those some any each every either both all
i me my mine myself you your yours yourself he him his she her hers it its itself we us our ours they them their theirs one ones
am is are was were be been being do does did doing done have has had having will would shall should can could may might must cannot
and or but nor so if then than because while as of at by for with about into to from in on again
how what when where which who whom whose why whether there here
not no yes don doesn didn isn aren wasn won couldn wouldn t s d m ll re ve
just also too very really only even still
want wants wanted wish like please possible way ways able know need needs help anyone somebody someone hi hello thanks thank`

const french = `
le la les l un une des du de d au aux a en y dans par pour chez vers entre
je j tu il elle on nous vous ils elles me m te t se s moi toi lui leur leurs eux mon ma mes ton ta tes son sa ses notre nos votre vos
ce c cet cette ces ca cela ceci celui celle ceux celles ci la
et ou mais donc or ni car si que qu qui quoi dont quand comment pourquoi combien quel quelle quels quelles lorsque lorsqu puisque parce
est es suis sommes etes sont etre ete etait etaient etais sera seront serait soit ai as avons avez ont avoir eu avait avais aurait fait
puis peux peut pouvez peuvent pouvoir pourrait pourrais faut faudrait dois doit devez devoir veux veut voulez vouloir voudrais voudrait
souhaite souhaiterais aimerais ne n pas plus oui non tres bien aussi meme alors comme
savoir possible merci bonjour svp plait aide`

// Words that every matter can be told with: they say when, how often, how much and how annoying, seldom what it is about.
const lightEnglish = `
get gets got getting go goes going gone come comes came coming take takes took taking keep keeps kept keeping give gives gave given giving
put puts putting let lets make makes made making say says said saying tell tells told telling think thinks thought guess seem seems seemed
try tries tried trying happen happens happened happening appear appears become becomes look looks looking mean means wonder wondering
going gonna gotta ought tend supposed allowed
time times day days today tomorrow yesterday tonight morning afternoon evening night week weeks weekend month months year years
hour hours minute minutes min mins second seconds sec moment while since ago until till before after during monday tuesday wednesday
thursday friday saturday sunday now soon later early late already yet again always never often sometimes usually once twice anymore
suddenly recently currently every everytime whenever constantly randomly
thing things stuff something anything nothing everything someone everyone nobody none people person guy guys
new old big little good bad great nice fine right wrong real same different other others another first last next more most much less
many few lot lots bit enough almost whole half own such certain specific particular
up down out off over back away around along through across under above between without within
else maybe perhaps probably actually basically apparently obviously exactly simply quite pretty rather anyway instead
sorry pls plz asap urgent urgently damn bloody stupid fucking bleeding please dear hey morning regards kind cheers
etc eg ie via per idea kind sort type case example reason question matter best better easy easily properly correctly
zero two three four five six ten dozen`
const lightFrench = `
aller va vais vas vont allez allait allons venir vient viens viennent venu venez prendre prend prends prennent pris mettre met mets mettent mis
donner donne donnez donnent faire fais faites font faisait dire dit dis disent tenir tient laisser laisse passer passe passent rester reste restent
sembler semble essayer essaie essaye essayer tente tenter arriver arrive arrivent trouve trouver croire crois croit penser pense
devenir devient rendre rend sortir sort partir parti
temps fois jour jours journee aujourd hui demain hier matin midi soir semaine semaines mois an ans annee annees heure heures minute minutes min
seconde secondes moment instant depuis avant apres pendant durant lundi mardi mercredi jeudi vendredi samedi dimanche maintenant bientot tard tot
deja encore toujours jamais souvent parfois soudain subitement recemment actuellement constamment chaque quelquefois
chose choses truc trucs machin quelque quelques rien tout tous toute toutes personne quelqu gens monde
nouveau nouvel nouvelle nouveaux nouvelles ancien ancienne anciens vieux vieille grand grande petit petite gros grosse bon bonne bons mauvais
meme memes autre autres premier premiere dernier derniere prochain prochaine plusieurs beaucoup peu trop assez presque moins moitie certain certains certaine
haut bas dehors dedans dessus dessous autour travers sans sous sur avec jusque jusqu
peut-etre probablement exactement simplement vraiment juste seulement plutot sinon ainsi cependant
desole pardon urgent urgence urgente bonsoir salut coucou cordialement merde putain bordel foutu fichu sacre
etc cas exemple raison question facon maniere sorte genre besoin moyen mieux pire facile facilement correctement
deux trois quatre cinq six dix zero vite hyper super ouf grave`

const set = (words: string) => new Set(words.trim().split(/\s+/))

/** Words left out of the index and of questions, folded (no accents, no capitals). */
export const stopWords: Readonly<Record<Locale, ReadonlySet<string>>> = { en: set(english), fr: set(french) }

/** Words that count for little in a question, folded. They stay in the index: an article may be about one of them. */
export const lightWords: Readonly<Record<Locale, ReadonlySet<string>>> = { en: set(lightEnglish), fr: set(lightFrench) }
