import { z } from 'zod'

/**
 * Teams' manifest 1.19 as far as ours uses it, with the limits that Microsoft's schema and its upload check set
 * (learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema), so that a package is refused here rather
 * than in the admin centre. Strict: a name that is not known here is a mistake.
 */
const words = (most: number) => z.string().trim().min(1).max(most)
const https = z.url({ protocol: /^https$/ }).max(2048)
const guid = z.guid()
const scope = z.enum(['personal', 'team', 'groupChat'])

const command = z.strictObject({ title: words(32), description: words(128) })
const parameter = z.strictObject({
  name: words(64),
  title: words(32),
  description: words(128),
  inputType: z.literal('text'),
})
const extensionCommand = z.strictObject({
  id: words(64),
  type: z.enum(['query', 'action']),
  context: z.array(z.enum(['compose', 'commandBox', 'message'])).min(1),
  title: words(32),
  description: words(128),
  fetchTask: z.boolean().optional(),
  initialRun: z.boolean().optional(),
  parameters: z.array(parameter).max(5).optional(),
})

export const Manifest = z.strictObject({
  $schema: https,
  manifestVersion: z.literal('1.19'),
  version: z.string().regex(/^[1-9]\d{0,9}(\.\d{1,10}){2}$/),
  id: guid,
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
    additionalLanguages: z.array(
      z.strictObject({ languageTag: z.string(), file: z.string().regex(/^[\w.-]+\.json$/) }),
    ),
  }),
  developer: z.strictObject({ name: words(32), websiteUrl: https, privacyUrl: https, termsOfUseUrl: https }),
  name: z.strictObject({ short: words(30), full: words(100) }),
  description: z.strictObject({ short: words(80), full: words(4000) }),
  icons: z.strictObject({ color: z.string(), outline: z.string() }),
  accentColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  bots: z
    .array(
      z.strictObject({
        botId: guid,
        scopes: z.array(scope).min(1).max(3),
        supportsFiles: z.boolean(),
        isNotificationOnly: z.boolean(),
        commandLists: z
          .array(z.strictObject({ scopes: z.array(scope).min(1).max(3), commands: z.array(command).min(1).max(10) }))
          .max(3),
      }),
    )
    .length(1),
  composeExtensions: z
    .array(z.strictObject({ botId: guid, commands: z.array(extensionCommand).min(1).max(10) }))
    .length(1),
  validDomains: z.array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/)).max(16),
  webApplicationInfo: z.strictObject({ id: guid, resource: z.string().min(1) }),
  authorization: z.strictObject({
    permissions: z.strictObject({
      resourceSpecific: z.array(z.strictObject({ name: z.string(), type: z.literal('Application') })).max(16),
    }),
  }),
})
export type Manifest = z.infer<typeof Manifest>

/** Every word that Teams shows and that a language file may therefore give in another language, by its path. */
export const localisable = [
  /^name\.(short|full)$/,
  /^description\.(short|full)$/,
  /^bots\[0\]\.commandLists\[\d\]\.commands\[\d\]\.(title|description)$/,
  /^composeExtensions\[0\]\.commands\[\d\]\.(title|description)$/,
  /^composeExtensions\[0\]\.commands\[\d\]\.parameters\[\d\]\.(title|description)$/,
]
