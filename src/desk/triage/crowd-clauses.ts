import * as named from './crowd-words.ts'

/**
 * How many are meant, read from the build of a clause rather than from a list of sentences: who (people, their tools, their
 * place, a shared system) and what counts them (a quantifier, a number, a plural, "we"). Every repetition is bounded, so that
 * no text can make the reading slow. Texts come from `plain`, numbers as `#`.
 */
const alternatives = (list: string) =>
  `(?:${list
    .split(/[|\n]/)
    .map((one) => one.trim().replace('*', '[a-z0-9]*'))
    .filter(Boolean)
    .join('|')})`
/** One of the words, with the space behind it; a final `*` stands for any ending. */
const one = (...lists: readonly string[]) => `${alternatives(lists.join('|'))} `
const maybe = (list: string) => `(?:${one(list)})?`
/** Up to `most` words of the same clause, none of which makes it one person's. */
const upTo = (most: number) => `(?:(?!my |mes |mon |ma |me |i |je |j )[^ .]+ ){0,${most}}`
const few = upTo(2)
const not = (list: string) => `(?!${alternatives(list)})`
const anyWord = '[^ .]+ '
const plural = '[a-z]{3,30}s '
/** Where a clause begins. */
const start = one('\\. | and | et | but | mais | so | donc | because | car')
const clause = (...parts: readonly string[]) => new RegExp(` ${parts.join('')}`)

const people = one(named.people)
/** "A customer" is one. */
const manyPeople = `(?=[a-z]+s |people |staff |personnel )${people}`
const tools = one(named.tools)
const place = one(named.places, named.place)
const stop = one(named.stop)
const negative = 'plus | pas | rien | nulle | aucun*'
const mental = 'need | want | know | understand | like | remember | care | agree | mind | have time | have to'

/** Everybody of something: a quantifier before people, tools or places; nobody; an outage without bounds. */
const everyone = [
  clause(one(named.every), upTo(3), one(named.people, named.tools, named.tool, named.places, named.place)),
  clause(start, one(named.every, 'not one | not a single | pas un seul | pas une seule'), upTo(6), stop),
  clause(
    start,
    one('none of | not one | not a single | pas un seul | pas une seule'),
    not('my | this | these | that | it '),
    anyWord,
  ),
  clause(one('nobody | no one | noone'), not(named.indifferent), anyWord),
  clause(
    'personne ',
    one('n | ne'),
    not('m | me | repond | aide | comprend | sait | a repondu | a dit | utilise | veut | a besoin'),
    anyWord,
  ),
  clause(
    one('no | nothing | not | without | isn t | doesn t | don t | never'),
    upTo(4),
    'any ',
    few,
    one(named.tool, named.people),
  ),
  clause(
    one('can t | cant | cannot | unable | impossible | ne peut | ne peux'),
    upTo(4),
    one('anyone | anybody | qui que ce soit | quiconque'),
  ),
  clause(one('nobody | no one | noone | none | personne'), few, place),
  clause(one('nothing | rien'), upTo(6), one('at | in | on | a | au | dans | sur | chez'), few, place),
  clause(
    one('no | plus de | plus d | pas de | pas d | sans | without | lost'),
    one(named.supply),
    upTo(3),
    one('at | in | au | dans | sur'),
    few,
    one(named.place, 'bureau | bureaux'),
  ),
  clause(
    one('widespread | general | total | complete | full | major | massive | big | huge'),
    few,
    one('outage* | blackout | black out | failure | breakdown'),
  ),
  clause(one('panne* | coupure* | black out | blackout'), few, one('general* | totale* | complet* | massive*')),
  clause(one('gros | grosse | enorme | grande'), one('panne* | coupure*')),
]

/** "We", a number of people, a plural of people or of what they work with. */
const several = [
  clause(one(named.notAlone)),
  clause(
    one(
      'us all | all of us | for us | each of us | around me | just us | only us | nobody s | no one s | nous tous | nous toutes | chez nous | a tous | pour tous | d entre nous | autour de moi | que nous',
    ),
  ),
  clause(one('nor | and | ni | et'), one('my | mes'), one('colleagues | team | collegues | equipe')),
  clause(
    one(named.number),
    few,
    one(named.people, named.places, 'of us | of them | of the | d entre nous | du | des | de l | de la'),
  ),
  clause(one('our | the | les | nos | all'), one(named.number), few, one(named.tools, named.places)),
  clause(one('our | the | les | nos | all'), '# ', upTo(1), plural),
  clause('une ', one('dizaine | douzaine | quinzaine | vingtaine | trentaine | quarantaine | cinquantaine | centaine')),
  clause(
    one('we are | we re | on est | nous sommes | team of | equipe de | equipes de | about'),
    few,
    one(named.number),
  ),
  clause(one('our | the | all | some | les | nos | certains | certaines'), few, tools),
  clause(one('the | our | all | some | \\.'), upTo(1), manyPeople, one(named.cannot)),
  clause(
    one('the | our | \\.'),
    upTo(1),
    plural,
    one('can t | cannot | cant | can no longer | are unable to'),
    one(named.deeds),
  ),
  clause(
    one('les | nos | des | certains | certaines'),
    few,
    maybe('ne | n'),
    one('peuvent | arrivent | parviennent | accedent | recoivent | voient | entendent | ont | sont'),
    upTo(3),
    one(negative, 'perdu | une erreur | des erreurs'),
    not('etre '),
  ),
  clause(people, one('signalent | se plaignent | disent | voient | ont | se font | recoivent')),
  clause(people, upTo(4), 'sont ', one('bloque* | coince* | deconnecte* | ejecte* | sans')),
  clause(one('line of | queue of | file de | file d | waiting'), few, people),
  clause(people, few, one('waiting | wait | attendent | patientent')),
  clause('we ', one('can t | cannot | cant | can no longer | couldn t'), one(named.deeds)),
  clause('we ', one('lost | got | have lost | ve lost | have no | ve no | ve had no | have had no'), anyWord),
  clause('we ', one('are | re'), one('all | locked | stuck | offline | without')),
  clause(
    one('on | nous'),
    one('n | ne'),
    not('m | l ai'),
    '(?:[^ .]+ ){1,2}',
    one('plus | rien | nulle | aucun*'),
    not('besoin | de besoin'),
  ),
  clause(one('on a perdu | nous avons perdu')),
  clause(one('on a | on voit | on recoit | on est | nous avons | nous sommes'), one('tous | toutes')),
  clause(
    one('on est | nous sommes'),
    few,
    one('bloque* | coupe* | deconnecte* | ejecte* | verrouille* | injoignable* | a l arret'),
  ),
]

/** A part of the house, or what the whole house shares. */
const parts = [
  clause(one('whole | entire | all of | all | tout | toute'), few, one(named.group, named.departments)),
  clause(one('my | our | the'), one('whole | entire'), not(named.ownThings), anyWord),
  clause(one('tout | toute'), one('mon | ma | notre'), not(named.ownThings), anyWord),
  clause(
    one(named.departments),
    maybe('team | department | dept | service'),
    one('can t | cannot | has | have | is | are | lost | stuck | n | ne | est | sont | ont | a perdu'),
  ),
  clause(start, maybe('the | our | l | le | la | les | nos | notre | no'), upTo(1), one(named.shared), upTo(6), stop),
  clause(start, not('teams '), upTo(3), one(named.place, named.places, named.group), upTo(6), stop),
]

/** Those who are only mentioned: who got something, who leads a group, one out of many; names of things; what is used up. */
const mentioned = [
  `${one('sent | shared | open | visible | available | envoye* | partage* | diffuse* | ouvert*')}${one('to | with | a | aux | avec')}${few}${anyWord}`,
  `${one('team | group | department')}${one('lead | leader | manager | head | calendar')}`,
  `${one('chef | cheffe | responsable | agenda | calendrier')}${one('de | d | du | des')}${maybe('l')}${one('equipe | service | agence | departement')}`,
  `(?<!not |pas )${one('one | un | une | 1')}${one('of | des | de | d entre')}${few}${anyWord}`,
  `(?:[^ .]+ ){1,4}\\. ${one('xls* | doc* | ppt* | pdf | csv | txt | zip | exe')}`,
  one(
    'app store | play store | magasin d applis | magasin d applications | par erreur | by mistake | sans arret | sans cesse',
  ),
  `${maybe('n a | n ont')}${one('plus de | plus d | out of | no more')}${one('toner | papier | encre | paper | ink | piles | batterie')}`,
].map((pattern) => new RegExp(` ${pattern}`, 'g'))

const asked = clause(one(named.asking))
const troubled = clause(
  one(
    'slow* | lent | lente | lents | lentes | lag* | rame* | problem* | issue* | bug* | trouble* | erreur* | error* | weird | bizarre*',
  ),
)
/** A thing of one's own is what the message is about; others are only said to notice it. */
const own = clause(
  one('\\. | of | de'),
  one('my | mon | ma | mes'),
  not('team | colleague | coworker | department | office | equipe | collegue | service | agence | plateau'),
)

/** Whatever is shared stopped at one place only. */
const ownPlace = clause(one('on my | sur mon | sur ma | chez moi | for me | pour moi'))

const halts = [
  clause(one(named.halt)),
  clause(
    one(
      'can t | cannot | cant | won t | doesn t | don t | isn t | aren t | hasn t | haven t | didn t | no longer | go through | none | neither | ni moi | moi ni | not one | not a single | pas un seul | pas une seule',
    ),
    not(mental),
  ),
  clause(one('personne | aucun | aucune'), upTo(4), one('n | ne'), not('m ')),
  clause(one('nobody s | no one s')),
  clause(one('nobody | no one | noone'), upTo(5), one('can | able | get | gets | has | have | receives | sees')),
  clause(one('no | plus de | plus d | pas de | pas d | sans'), one(named.supply)),
  clause(
    one('ne | n'),
    not('ai  | sai* | veu* | compren* | connai* | aim*'),
    '(?:[^ .]+ ){1,5}',
    one(negative),
    not('besoin | de besoin | d envie | encore | envie'),
  ),
]

const first = (text: string, patterns: readonly RegExp[]): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(` .${text}`)?.[0].trim()
    if (found) return found.replace(/^\. /, '')
  }
  return undefined
}

/** The message without those who are only mentioned: "one of the screens", "sent to all staff", « mon chef d’équipe ». */
export const withoutMentioned = (text: string): string =>
  mentioned.reduce((rest, pattern) => rest.replaceAll(pattern, ' '), text)
/** Everybody of a kind or a place, as the clause says it. */
export const everyoneIn = (text: string): string | undefined => first(text, everyone)
/** Several people or a part of the house, as the clause says it: many only where something stopped. */
export const severalIn = (text: string): string | undefined =>
  first(text, ownPlace.test(text) ? several : [...several, ...parts])
/** Words by which something stopped for many; of one person's things they would mean little. */
export const haltIn = (text: string): string | undefined => first(text, halts)
/** True where people are named, but nothing is reported of them: a wish, a question, or a thing of one's own. */
export const onlyMentioned = (text: string): boolean =>
  !troubled.test(text) && (asked.test(text) || own.test(` .${text}`))
