import { duration, moment } from './dates.ts'
import * as agents from './en/agents.ts'
import { console } from './en/console.ts'
import * as desk from './en/desk.ts'
import { behalf, duty } from './en/duty.ts'
import { entrances } from './en/entrances.ts'
import { incident } from './en/incident.ts'
import { pages } from './en/pages.ts'
import { serviceName } from './en/services.ts'

import { sla } from './en/sla.ts'
import { started } from './en/started.ts'
import { talk } from './en/talk.ts'
import * as thread from './en/thread.ts'
import { why } from './en/why.ts'

/** English defines the shape; French must match it (`fr.ts`). */
export const en = {
  language: 'en' as 'en' | 'fr',
  started,
  ...talk,
  ...entrances,
  ...desk,
  ...agents,
  ...thread,
  behalf,
  duty,
  sla,
  console,
  why,
  serviceName,
  pages,
  incident,
  at: (at: Date, zone: string, now: Date) => moment('en', at, zone, now),
  date: (at: Date) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(at),
  duration,
}
export type Texts = typeof en
