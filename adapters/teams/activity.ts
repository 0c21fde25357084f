import { z } from 'zod'

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)
/** Ids become parts of keys and of addresses. */
const Id = z.string().regex(/^[^\s\p{Cc}]{1,500}$/u)
const Account = z.object({ id: Id, name: maybe(z.string()), role: maybe(z.string()) })
/** Tenants are GUIDs; a colon or a slash would break the key of a thread. */
const Tenant = z.string().regex(/^[^\s:/\p{Cc}]{1,100}$/u)
const Named = maybe(z.object({ id: maybe(Id) }))

const Signs = z.array(z.object({ type: z.string().min(1).max(100) }))

/** The fields of a Bot Framework activity that are used; the SDK lets every other shape through, so it is checked here. */
export const Activity = z.object({
  type: z.string().min(1).max(100),
  id: maybe(Id),
  timestamp: maybe(z.string().refine((text) => !Number.isNaN(Date.parse(text)))),
  channelId: maybe(z.string()),
  serviceUrl: maybe(z.string()),
  from: Account,
  recipient: maybe(Account),
  conversation: z.object({
    id: Id,
    conversationType: maybe(z.string()),
    isGroup: maybe(z.boolean()),
    tenantId: maybe(Tenant),
  }),
  channelData: maybe(
    z.object({
      tenant: maybe(z.object({ id: maybe(Tenant) })),
      channel: Named,
    }),
  ),
  name: maybe(z.string()),
  action: maybe(z.string()),
  text: maybe(z.string()),
  locale: maybe(z.string()),
  replyToId: maybe(z.union([Id, z.literal('')])),
  entities: maybe(z.array(z.unknown())),
  reactionsAdded: maybe(Signs),
  reactionsRemoved: maybe(Signs),
  attachments: maybe(z.array(z.unknown())).catch(undefined),
  membersAdded: maybe(z.array(z.object({ id: z.string() }))),
  value: z.unknown().optional(),
})
export type Activity = z.infer<typeof Activity>

/** The tenants that an activity names: none from some local clients, one from Teams. Two different ones are a forgery. */
export const tenantsOf = (activity: Activity): string[] => [
  ...new Set([activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id !== undefined)),
]

const Mention = z.object({
  type: z.literal('mention'),
  text: maybe(z.string().min(1)),
  mentioned: z.object({ id: z.string(), name: maybe(z.string()) }),
})
export interface Mention {
  /** As it is written in the text. */
  text: string
  mentioned: { id: string; name: string | undefined }
}
const ClientInfo = z.object({ type: z.literal('clientInfo'), locale: z.string() })

/** Who is mentioned. An entity of another kind, or one that makes no sense, is no reason to lose the message. */
export const mentionsOf = (activity: Activity): Mention[] =>
  (activity.entities ?? []).flatMap((entity) => {
    const { data } = Mention.safeParse(entity)
    const text = data?.text ?? (data?.mentioned.name && `<at>${data.mentioned.name}</at>`)
    return data && text ? [{ text, mentioned: data.mentioned }] : []
  })

/** The language of the writer's client, such as `fr-FR`. */
export function languageOf(activity: Activity): string | undefined {
  if (activity.locale) return activity.locale
  for (const entity of activity.entities ?? []) {
    const info = ClientInfo.safeParse(entity)
    if (info.success) return info.data.locale
  }
  return undefined
}
