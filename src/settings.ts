import type { OpenedPlatform } from './adapters.ts'
import { emojiOf } from './chat/emoji.ts'
import type { Platform, ThreadKey } from './chat/thread.ts'
import type { DeskSettings, ReactionAct } from './desk/scope.ts'
import { defaultCalendar, ensureDefaultCalendar } from './desk/sla/calendars.ts'
import { activeModel } from './desk/triage/store.ts'
import { now } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Db } from './schema.ts'

/** How old what the desk knows of itself may be after somebody changed it: opening hours, what triage has learnt. */
export const settingsAgeMs = 60_000

export interface OpenedSettings {
  current: DeskSettings
  /** Reads again what may have been changed by another process or a command. */
  refresh(): Promise<void>
}

/** What the desk knows of its own house: from the configuration, from the database, and from platforms as they tell. */
export async function openSettings(
  config: Config,
  db: Db,
  platforms: ReadonlyMap<Platform, OpenedPlatform>,
): Promise<OpenedSettings> {
  const holidaysOf = config.HOLIDAYS === 'none' ? undefined : config.HOLIDAYS
  const made = { timeZone: config.TIME_ZONE, holidaysOf }
  const current = {
    locale: config.DEFAULT_LOCALE,
    calendar: await db.transaction().execute((tx) => ensureDefaultCalendar(tx, made, now())),
    triageModel: await activeModel(db),
    model: Boolean(config.OPENAI_API_KEY),
    ...(config.OPENAI_API_KEY && config.OPENAI_EMBEDDING_MODEL && { meaning: config.OPENAI_EMBEDDING_MODEL }),
    undoSeconds: config.REPLY_UNDO_SECONDS,
    replyClaims: config.REPLY_CLAIMS,
    abandonedMinutes: config.ABANDONED_CLAIM_MINUTES,
    reactions: reactionsOf(config.REACTIONS),
    // In the demonstration one person tries out what many would write.
    ...(!config.DEMO && { messageLimits: { perMinute: config.MESSAGES_PER_MINUTE, perDay: config.MESSAGES_PER_DAY } }),
    fileMostBytes: config.FILE_MAX_MB * 1_000_000,
    fileDays: config.FILE_DAYS,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    trustedDirectories: config.TRUSTED_DIRECTORIES ?? [],
    get triageChannels() {
      return [...platforms.values()]
        .flatMap(({ triage }) => triage())
        .filter((key): key is ThreadKey => key !== 'pending')
    },
  }
  return {
    current,
    async refresh() {
      current.calendar = await db.transaction().execute((tx) => defaultCalendar(tx, now()))
      current.triageModel = await activeModel(db)
    },
  }
}

/** `👀=take,ticket=resolve`: signs may be written as themselves or by a platform's name for them. */
const reactionsOf = (setting: string): Record<string, ReactionAct> =>
  setting === 'off'
    ? {}
    : Object.fromEntries(
        setting.split(',').map((pair) => {
          const [sign = '', act] = pair.split('=')
          return [emojiOf(sign), act as ReactionAct]
        }),
      )
