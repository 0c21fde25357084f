import { type Kysely, sql } from 'kysely'

const first = [
  {
    name: 'received',
    title: { en: 'We are looking into it', fr: 'Nous regardons' },
    text: {
      en: 'Hello {requester}, thank you for writing. I am looking into “{title}” ({number}) and will be back to you by {due}.',
      fr: 'Bonjour {requester}, merci de votre message. Je regarde « {title} » ({number}) et reviens vers vous avant {due}.',
    },
    changes: {},
  },
  {
    name: 'restart-first',
    title: { en: 'Please restart, then tell us', fr: 'Redémarrer, puis nous dire' },
    text: {
      en: 'Hello {requester}, please restart your computer, then tell me here whether it still happens.',
      fr: 'Bonjour {requester}, redémarrez votre poste, puis dites-moi ici si cela se produit encore.',
    },
    changes: {},
  },
  {
    name: 'need-screenshot',
    title: { en: 'Ask for a screenshot and wait', fr: 'Demander une capture et attendre' },
    text: {
      en: 'Hello {requester}, could you send me a picture of what you see, with the whole message? I wait for it to go on with {number}.',
      fr: 'Bonjour {requester}, pouvez-vous m’envoyer une capture de ce que vous voyez, avec le message entier ? Je l’attends pour avancer sur le {number}.',
    },
    changes: { wait: true },
  },
  {
    name: 'ordered',
    title: { en: 'Ordered: on hold for the supplier', fr: 'Commandé : en attente du fournisseur' },
    text: {
      en: 'Hello {requester}, what you need has been ordered. I will tell you here as soon as it arrives.',
      fr: 'Bonjour {requester}, ce qu’il vous faut est commandé. Je vous préviens ici dès réception.',
    },
    changes: { hold: 'vendor' },
  },
  {
    name: 'phishing-handled',
    title: { en: 'Suspicious mail: thanks, handled', fr: 'Courriel suspect : merci, traité' },
    text: {
      en: 'Thank you {requester}, you did the right thing. The mail was a fraud and has been blocked for everybody; you need do nothing more.',
      fr: 'Merci {requester}, vous avez eu le bon réflexe. Ce courriel était frauduleux et il est bloqué pour tous ; vous n’avez rien d’autre à faire.',
    },
    changes: { category: 'security', resolve: true },
  },
] as const

/** Some replies and macros to begin with; a desk changes or removes them as it likes (`guichet replies`). */
export async function up(db: Kysely<never>) {
  for (const { name, title, text, changes } of first)
    await sql`
      insert into canned_replies (name, title_en, title_fr, text_en, text_fr, changes, updated_at)
      values (${name}, ${title.en}, ${title.fr}, ${text.en}, ${text.fr}, ${JSON.stringify(changes)}::jsonb, now())
      on conflict (name) do nothing`.execute(db)
}
