import { bare, firstPhrase, phrases, plain, withoutCourtesies } from './phrases.ts'

/** What is understood by rule, before any model: the words that are heard at every turn. */
export interface Command {
  readonly intent: 'person' | 'cancel' | 'help' | 'my-tickets' | 'status' | 'thanks' | 'solved' | 'greeting'
  /** The number typed after `status`; whose ticket it is gets checked elsewhere. */
  readonly ticket?: number
  /** The words that were recognised, as normalised. */
  readonly found: string
}

const list = (text: string) => new Set(phrases(text).map((phrase) => phrase.trim()))

/** Messages that are nothing but the command, once courtesies and punctuation are gone. */
const whole = {
  person:
    list(`person | a person | real person | a real person | human | a human | humans | real human | agent | an agent | live agent | real agent | operator
    representative | technician | a technician | someone | somebody | support agent | talk to human | human agent | personne | une personne | une vraie personne | humain
    un humain | une humaine | un agent | technicien | un technicien | conseiller | un conseiller | une conseillere | operateur | un operateur | quelqu un | vrai humain
    un vrai humain | agent humain | un agent humain | une personne reelle | interlocuteur | un interlocuteur | parler a un humain | agent technique`),
  cancel:
    list(`cancel | stop | abort | quit | exit | nevermind | never mind | forget it | forget about it | cancel it | cancel that | cancel this | annuler | annule | annulez
    annulation | abandonner | laisse tomber | laissez tomber | quitter | oublie | oubliez | oublie ca | oubliez ca | on arrete | tant pis | stop it`),
  help: list(`help | help me | menu | commands | options | what can you do | what can you do for me | how does this work | aide | aide moi | aidez moi | a l aide | commandes
    que sais tu faire | que savez vous faire | que peux tu faire | que pouvez vous faire | tu sais faire quoi | comment ca marche | besoin d aide | i need help | j ai besoin d aide`),
  'my-tickets':
    list(`my tickets | my ticket | my requests | my open tickets | show my tickets | list my tickets | see my tickets | view my tickets | tickets | mytickets | my incidents
    mes tickets | mes ticket | mes demandes | mes tickets ouverts | mes incidents | voir mes tickets | liste mes tickets | afficher mes tickets | affiche mes tickets | liste de mes tickets
    mes tickets en cours | mes demandes en cours | quels sont mes tickets | what are my tickets | all my tickets | tous mes tickets`),
  status:
    list(`status | statut | etat | suivi | ticket status | status of my ticket | status of my request | my ticket status | where is my ticket | where s my ticket | any update
    any updates | any news | ou en est mon ticket | ou en est ma demande | ou en est mon incident | statut de mon ticket | statut de ma demande | statut du ticket | des nouvelles
    des nouvelles de mon ticket | du nouveau | quel est le statut de mon ticket | what is the status of my ticket | what s the status of my ticket`),
  thanks:
    list(`thanks | thank you | thx | ty | tks | thank you so much | thank you very much | thanks a lot | many thanks | thanks a million | cheers | great thanks | ok thanks | ok thank you
    perfect thanks | perfect thank you | thanks for your help | thank you for your help | thanks for the help | thanks so much | thanks bye | awesome thanks | cool thanks | merci | merci beaucoup
    merci bien | merci a vous | merci a toi | mille mercis | un grand merci | grand merci | super merci | ok merci | parfait merci | merci pour votre aide | merci pour ton aide | merci pour l aide
    merci infiniment | merci merci | merci bonne journee | merci et bonne journee | genial merci | top merci | nickel merci | merci encore | je vous remercie | d accord merci | bravo
    ok | okay | okey | ok ok | d accord | entendu | noted | alright | sounds good | tres bien | c est note | ca roule
    ca marche merci | ok ca marche merci | ca marche merci beaucoup | ok ca marche | ca marche super merci | super ca marche merci | merci ca marche`),
  solved:
    list(`solved | fixed | it works | it works now | it s fixed | it is fixed | it s working | it s working now | works now | it works thanks | it works thank you | works thanks | it works now thanks
    it works now thank you | problem solved | issue solved | all good | all good now | all good thanks | resolved | it s resolved | that fixed it | that worked | that worked thanks | back to normal
    it is working now | fixed thanks | solved thanks | working now thanks | ca marche maintenant | ca marche | ca fonctionne | ca fonctionne maintenant | ca remarche | ca remarche merci
    c est bon merci | c est bon | c est regle | c est regle merci | c est resolu | c est resolu merci | probleme resolu | probleme regle | resolu | regle | tout fonctionne | tout marche | ca fonctionne merci
    tout est bon | tout est bon merci | ca refonctionne | c est reparti | merci ca marche
    merci c est regle | merci c est bon | merci ca fonctionne | thanks it works | thanks it works now | thank you it works | thanks that worked | ca a marche | ca a marche merci | c est repare merci`),
  greeting:
    list(`hello | hi | hey | good morning | good afternoon | good evening | hi there | hello there | bonjour | bonsoir | salut | coucou | hello bonjour | bjr | slt | bonjour a tous | hi all
    hello everyone | bonjour tout le monde`),
} as const

const asking = `talk to | speak to | speak with | talk with | chat with | connected to | connect me to | connect me with | transfer me to | put me through to | hand me over to
  | parler a | parler avec | discuter avec | echanger avec | en relation avec | transferez moi a | transfere moi a`
const someone = `a person | a real person | an actual person | a human | a real human | a human being | humans | an agent | a live agent | a real agent | someone | somebody | a technician | a support agent
  | an operator | a representative | a human agent | support staff | a real technician | a colleague from it | the help desk | the helpdesk | the service desk | someone from it | real people | an actual human | anyone
  | une personne | une vraie personne | un humain | un vrai humain | un etre humain | un agent | un agent humain | un vrai agent | quelqu un | un technicien | un conseiller | une conseillere | un vrai technicien
  | un interlocuteur | un operateur | un responsable | le support | le service desk | un collegue de la dsi | une personne reelle | un vrai conseiller | une personne physique | un informaticien`
// One "reaches" colleagues and meetings too, so these count with the desk itself only.
const reaching = `reach | contact | get hold of | joindre | contacter | avoir`
const desk = `a human | a real person | an agent | a real agent | support staff | someone at the desk | someone in it | the service desk | un humain | un agent | un conseiller
  | un vrai humain | quelqu un du support | quelqu un de la dsi | quelqu un de l informatique | quelqu un au telephone | le support par telephone`
const wanting = `i want | i need | i d like | i would like | give me | get me | gimme | can i have | can i get | may i have | i d prefer | i prefer | just want | just give me | let me have
  | je veux | je voudrais | j aimerais | je souhaite | donnez moi | donne moi | passez moi | passe moi | il me faut | je prefere | je peux avoir | puis je avoir | j exige | envoyez moi`
// Bare "someone" or "a technician" is wanted for a job as often as for a talk, so these stand at the end of a clause only.
const wanted = `a person | a real person | an actual person | a human | a real human | a human being | an actual human | a human agent | a live agent | a real agent | an agent | a person not a bot | a person not a robot
  | une personne | une vraie personne | un humain | un vrai humain | un etre humain | un agent | un agent humain | un vrai agent | une personne reelle | une personne pas un robot | un humain pas un robot
  | quelqu un au telephone | un technicien au telephone | someone on the phone | un interlocuteur | un interlocuteur humain | someone to talk to | quelqu un a qui parler`

const split = (text: string) => text.split('|').map((part) => part.trim())
const cross = (first: string, second: string, end: string) =>
  split(first).flatMap((one) => split(second).map((other) => ` ${one} ${other}${end}`))

const talking = [...cross(asking, someone, ' '), ...cross(reaching, desk, ' ')]
const claiming = cross(wanting, wanted, ' .')
const calls =
  phrases(`human please | real person please | un humain svp | call me back | rappelez moi | rappelle moi | can someone call me | can somebody call me | someone call me
  quelqu un peut m appeler | quelqu un peut me rappeler | pouvez vous m appeler | have someone call me | faites moi rappeler | i want to be called back
  je veux etre rappele* | not a bot | not a robot | pas a un robot | pas un robot | stop the bot | is there a human | is anyone human | y a t il un humain | y a un humain | are there any humans`)
// At the end of a clause only: "me rappeler mon mot de passe" wants to be reminded, not called.
const calling = phrases(
  `me rappeler . | me recontacter . | m appeler . | call me . | phone me . | ring me . | give me a call .`,
)
const refused =
  phrases(`don t want to talk | don t want to speak | do not want to talk | don t need to talk | no need to talk | without talking | can t talk to | can t speak to | cannot talk to | couldn t talk to
  veux pas parler a un humain | veux pas parler a un agent | veux pas parler a une personne | pas besoin de parler | sans parler | n arrive pas a parler | n arrive plus a parler | impossible de parler | peux pas parler
  n arrive pas a joindre | n arrive plus a joindre | impossible de joindre | n arrive pas a contacter | talk to someone on teams | talk to someone in teams | speak to someone on teams | parler a quelqu un sur teams
  parler avec quelqu un sur teams | not a bot account`)
const insisted =
  phrases(`don t want to talk to a bot | don t want to talk to a robot | don t want to talk to a machine | don t want to speak to a bot | don t want to talk to you | don t want to speak to a machine
  veux pas parler a un robot | veux pas parler a un bot | veux pas parler a une machine | veux plus parler a un robot | veux plus parler a un bot | why can t i talk to | pourquoi je ne peux pas parler a`)

/** A talk with somebody is asked for anywhere in the message, in so many words; "the antivirus agent" asks for nobody. */
function personIn(message: string): string | undefined {
  const strong = firstPhrase(message, insisted)
  if (strong) return strong
  if (firstPhrase(message, refused)) return undefined
  const ends = withoutCourtesies(message)
  const asked = firstPhrase(message, talking) ?? firstPhrase(ends, claiming)
  return asked ?? firstPhrase(ends, calling) ?? firstPhrase(message, calls)
}

const nobody = phrases('personne ne | personne n | plus personne')

/** "I can’t talk to someone on Teams": whoever says so is not to be taken for asking for a person, by no model either. */
export const asksForNobody = (text: string): boolean => {
  const message = plain(text)
  if (firstPhrase(message, nobody)) return true
  return firstPhrase(message, refused) !== undefined && firstPhrase(message, insisted) === undefined
}

const statusWords = phrases(
  `status | statut | etat | ou en est | ou en sommes nous | suivi | update on | news on | news of | news about | progress | avancement | nouvelles | what about | where is`,
)

/** In words. A longer message that mentions a number tells a story. */
const LONGEST_STATUS = 16
const ticketNumber = /^(?:inc|req|t|tkt|sr|n)?\d{1,9}$/

/** The one number of a message that can be a ticket's; none where there are several, or where it belongs to an error. */
export function ticketIn(message: string): number | undefined {
  const words = message.split(' ')
  const [number, ...others] = words.filter((word) => ticketNumber.test(word))
  if (number === undefined || others.length) return undefined
  const before = words[words.indexOf(number) - 1] ?? ''
  // "the status bar shows error 500" and "the status page returns 503" ask for no ticket.
  if (['error', 'erreur', 'code', 'page', 'port', 'returns', 'affiche'].includes(before)) return undefined
  return Number(number.replace(/\D/g, ''))
}

/** `status 1042`, "où en est mon ticket #1042 ?", "any news on INC-1042": a status word and one number, in a short message. */
function statusOf(message: string): Command | undefined {
  if (message.split(' ').length > LONGEST_STATUS) return undefined
  const found = firstPhrase(message, statusWords)
  const ticket = found === undefined ? undefined : ticketIn(message)
  return ticket === undefined ? undefined : { intent: 'status', ticket, found: `${found} ${ticket}` }
}

/** The command a message is, if it is one. Same words, same answer, in both languages, whatever the model has learnt. */
export function commandIn(text: string): Command | undefined {
  const message = plain(text)
  const asked = bare(message)
  for (const [intent, known] of Object.entries(whole))
    if (known.has(asked)) return { intent: intent as Command['intent'], found: asked }
  const person = personIn(message)
  if (person) return { intent: 'person', found: person }
  return statusOf(message)
}
