import { strToU8, zipSync } from 'fflate'
import { type Command, commands, type ExtensionCommand, extension, permissions, scopes } from './features.ts'
import { colourIcon, outlineIcon } from './icons.ts'
import { localisable, Manifest } from './manifest-schema.ts'

type Said = { title: string; description: string }
/** What people read of the app in Teams, in one language. */
export interface PackageWords {
  name: string
  /** At most 100 characters. */
  fullName: string
  /** At most 80 characters. */
  description: string
  about: string
  commands: Record<Command, Said>
  extension: Record<ExtensionCommand, Said>
  /** The one field of a search. */
  searched: Said
}
export interface PackageSettings {
  /** The bot's application id, a GUID; also the id of the app. */
  appId: string
  publicUrl: string
  developer: string
  /** Must grow with each upload: 1.0.0, 1.0.1, … */
  version: string
  words: { en: PackageWords; fr: PackageWords }
}
type Packaged = { ok: true; zip: Uint8Array; manifest: Manifest } | { ok: false; problems: string[] }

const schema = 'https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams'
/** The same bytes for the same app, so that an unchanged package can be told from a new one. */
const always = new Date('2000-01-01T00:00:00Z')

/** The app package as Teams takes it: manifest, two icons and a French language file in a zip, checked before it is written. */
export function teamsPackage(settings: PackageSettings): Packaged {
  const english = manifestIn(settings, settings.words.en)
  const checked = Manifest.safeParse(english)
  const french = wordsOf(manifestIn(settings, settings.words.fr))
  const inFrench = Manifest.safeParse(manifestIn(settings, settings.words.fr))
  if (!checked.success || !inFrench.success) {
    const issues = [...(checked.error?.issues ?? []), ...(inFrench.error?.issues ?? [])]
    return { ok: false, problems: [...new Set(issues.map(({ path, message }) => `${path.join('.')}: ${message}`))] }
  }
  const files = {
    'manifest.json': json(english),
    'fr.json': json({ $schema: `${schema}.Localization.schema.json`, ...french }),
    'color.png': colourIcon(),
    'outline.png': outlineIcon(),
  }
  return { ok: true, zip: zipSync(files, { level: 9, mtime: always }), manifest: checked.data }
}

function manifestIn({ appId, publicUrl, developer, version }: PackageSettings, words: PackageWords): Manifest {
  const site = publicUrl.replace(/\/+$/, '')
  const host = URL.canParse(site) ? new URL(site).host : ''
  return {
    $schema: `${schema}.schema.json`,
    manifestVersion: '1.19',
    version,
    id: appId,
    localizationInfo: { defaultLanguageTag: 'en', additionalLanguages: [{ languageTag: 'fr', file: 'fr.json' }] },
    developer: { name: developer, websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    name: { short: words.name, full: words.fullName },
    description: { short: words.description, full: words.about },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#17604C',
    bots: [
      {
        botId: appId,
        scopes: [...scopes],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: scopes.map((scope) => ({ scopes: [scope], commands: commandsIn(scope, words) })),
      },
    ],
    composeExtensions: [{ botId: appId, commands: extensionIn(words) }],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
    authorization: {
      permissions: { resourceSpecific: permissions.map((name) => ({ name, type: 'Application' as const })) },
    },
  }
}

const commandsIn = (scope: (typeof scopes)[number], words: PackageWords): Said[] =>
  (Object.keys(commands) as Command[])
    .filter((command) => (commands[command] as readonly string[]).includes(scope))
    .map((command) => words.commands[command])

const extensionIn = (words: PackageWords): Manifest['composeExtensions'][0]['commands'] =>
  (Object.keys(extension) as ExtensionCommand[]).map((id) => {
    const { type, context, ...more } = extension[id]
    const said = { id, type, context: [...context], ...words.extension[id] }
    if (!('parameter' in more)) return { ...said, ...more }
    const parameter = { name: more.parameter, ...words.searched, inputType: 'text' as const }
    return { ...said, initialRun: true, parameters: [parameter] }
  })

/** The paths and values of a language file: `bots[0].commandLists[0].commands[0].title`. */
function wordsOf(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return localisable.some((known) => known.test(path)) ? { [path]: value } : {}
  if (typeof value !== 'object' || value === null) return {}
  const below = Array.isArray(value)
    ? value.map((each, index) => wordsOf(each, `${path}[${index}]`))
    : Object.entries(value).map(([name, each]) => wordsOf(each, path ? `${path}.${name}` : name))
  return Object.assign({}, ...below)
}

const json = (value: object) => strToU8(`${JSON.stringify(value, null, 2)}\n`)
