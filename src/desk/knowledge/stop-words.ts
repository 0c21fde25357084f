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

const set = (words: string) => new Set(words.trim().split(/\s+/))

/** Words left out of the index and of questions, folded (no accents, no capitals). */
export const stopWords: Readonly<Record<Locale, ReadonlySet<string>>> = { en: set(english), fr: set(french) }
