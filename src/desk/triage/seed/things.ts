import type { Locale } from '../../../chat/locale.ts'
import type { Category } from '../labels.ts'
import type { Lines, SeedLine } from './seed.ts'

/**
 * What people have at work, by category. Most messages are one of these in one of a few wrappings ("I need …", « … ne
 * marche plus »): the wrapping tells the intent and the thing the category, whichever thing a desk meets first.
 */
const things: Readonly<Record<Exclude<Category, 'accounts' | 'security'>, Readonly<Record<Locale, Lines>>>> = {
  hardware: {
    en: `a battery | a charger | a dock | a docking station | a screen | a second monitor | a mouse | a keyboard | a laptop | a headset
      headphones | a webcam | a usb stick | a power cable | an adapter | a tablet | a touchpad | speakers | a hard drive | a stylus`,
    fr: `une batterie | un chargeur | un dock | une station d'accueil | un écran | un deuxième écran | une souris | un clavier | un portable
      un casque | des écouteurs | une webcam | une clé usb | un câble hdmi | un adaptateur | une tablette | un pavé tactile
      des enceintes | un disque dur | un stylet | un ordi | un pc`,
  },
  software: {
    en: `Photoshop | Acrobat | Visio | AutoCAD | Slack | Figma | Excel | PowerPoint | Salesforce | SAP | Power BI | Zoom | Chrome | the crm | the erp
      the payroll software | the time tracking app | a plugin | a licence`,
    fr: `Photoshop | Acrobat | Visio | AutoCAD | Slack | Figma | Excel | PowerPoint | Salesforce | SAP | Power BI | Zoom | Chrome | le crm | l'erp
      le logiciel de paie | l'appli de pointage | une extension | une licence`,
  },
  printing: {
    en: `a printer | a scanner | a copier | a toner cartridge | a label printer`,
    fr: `une imprimante | un scanner | un copieur | une cartouche de toner | une imprimante à étiquettes`,
  },
  telephony: {
    en: `a desk phone | a work phone | a sim card | a phone line | a company mobile | a softphone`,
    fr: `un téléphone fixe | un téléphone pro | une carte sim | une ligne téléphonique | un mobile pro | un softphone`,
  },
  network: {
    en: `wifi | the internet | the vpn | a network cable | a network socket | the intranet`,
    fr: `le wifi | internet | le vpn | un câble réseau | une prise réseau | l'intranet`,
  },
  email: {
    en: `Outlook | a mailbox | a shared mailbox | a distribution list | a mail signature | a calendar | the mail`,
    fr: `Outlook | une boîte mail | une boîte partagée | une liste de diffusion | une signature de mail | un agenda | la messagerie`,
  },
  data: {
    en: `a shared folder | a network drive | OneDrive | SharePoint | a database | a backup | a report`,
    fr: `un dossier partagé | un lecteur réseau | OneDrive | SharePoint | une base de données | une sauvegarde | un rapport`,
  },
  workplace: {
    en: `a badge | a projector | a meeting room screen | a badge reader | a desk`,
    fr: `un badge | un vidéoprojecteur | un écran de salle de réunion | un lecteur de badge | un bureau`,
  },
}

/** What people also have, and want, and the desk cannot help with, however much it sounds like work. */
const strangers: Readonly<Record<Locale, Readonly<Record<'incident' | 'request', Lines>>>> = {
  en: {
    incident: `a car | a fridge | a washing machine | a bike | a dog | a marriage | a watch`,
    request: `a pay rise | a taxi | a hotel room | a train ticket | a pizza | a hug | a day off | a massage | a new job | a loan
      a gift for my wife | a recipe | flowers | a babysitter`,
  },
  fr: {
    incident: `une voiture | un frigo | une machine à laver | un vélo | un chien | un couple | une montre`,
    request: `une augmentation | un taxi | une chambre d'hôtel | un billet de train | une pizza | un câlin | un jour de congé | un massage
      un nouveau travail | un prêt | un cadeau pour ma femme | une recette | des fleurs | une baby-sitter`,
  },
}

/** `…` stands for the thing: one's own in an incident, any in a request. */
const wrappings: Readonly<Record<Locale, Readonly<Record<'incident' | 'request', Lines>>>> = {
  en: {
    incident: `… doesn't work | … is broken | … stopped working | problem with … | … is dead | something is wrong with … | … is acting up
      … not working | … isnt detected | … keeps cutting out | … went dead this morning`,
    request: `I need … | can I get … | I want … | could I have … | … please | please order … for me | I'd like … | need … asap
      is it possible to get … | requesting … for a colleague | can you give me …`,
  },
  fr: {
    incident: `… ne marche pas | … est hs | … ne fonctionne plus | marche plus … | problème avec … | souci avec … | … est en panne
      … n'est pas détecté | … déconne | … coupe tout le temps | … est mort ce matin`,
    request: `il me faut … | je voudrais … | je peux avoir … | … svp | je veux … | besoin de … | pouvez-vous me donner …
      serait-il possible d'avoir … | une demande pour … | commander … pour un collègue | j'aurais besoin de …`,
  },
}

/** How many wrappings each thing is seen in, of each intent: enough for the rest to be guessed. */
const seenIn = 3

const listOf = (lines: Lines) => lines.split(/[|\n]/).map((line) => line.trim())

const own: Readonly<Record<Locale, (thing: string) => string>> = {
  en: (thing) => thing.replace(/^an? /, 'my '),
  fr: (thing) =>
    thing
      .replace(/^(?:un|une) (?=[aeéiouh])/, 'mon ')
      .replace(/^une /, 'ma ')
      .replace(/^un /, 'mon ')
      .replace(/^des /, 'mes '),
}
const wanted: Readonly<Record<Locale, (line: string) => string>> = {
  en: (line) => line,
  fr: (line) => line.replace(/ de (un|une|des) /, (_, article) => (article === 'des' ? " d'" : ` d'${article} `)),
}

/** Every thing in a few wrappings of each intent, taken in turn so that none is always told the same way. */
export function thingLines(locale: Locale): SeedLine[] {
  let turn = 0
  const wrapped = (thing: string, intent: 'incident' | 'request', times: number) => {
    const all = listOf(wrappings[locale][intent])
    const told = intent === 'incident' ? own[locale](thing) : thing
    return Array.from({ length: times }, () => wanted[locale](all[turn++ % all.length]!.replace('…', told)))
  }
  const both = ['incident', 'request'] as const
  const known = Object.entries(things).flatMap(([category, names]) =>
    listOf(names[locale]).flatMap((thing) =>
      both.flatMap((intent) =>
        wrapped(thing, intent, seenIn).map((text) => ({ locale, text, intent, category: category as Category })),
      ),
    ),
  )
  const strange = both.flatMap((intent) =>
    listOf(strangers[locale][intent]).flatMap((thing) =>
      wrapped(thing, intent, 1).map((text) => ({ locale, text, intent: 'out-of-scope' as const })),
    ),
  )
  return [...known, ...strange]
}
