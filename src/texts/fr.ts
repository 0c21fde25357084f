import { duration, moment } from './dates.ts'
import type { Texts } from './en.ts'
import * as agents from './fr/agents.ts'
import { console } from './fr/console.ts'
import * as desk from './fr/desk.ts'
import { behalf, duty } from './fr/duty.ts'
import { entrances } from './fr/entrances.ts'
import { incident } from './fr/incident.ts'
import { pages } from './fr/pages.ts'
import { serviceName } from './fr/services.ts'

import { sla } from './fr/sla.ts'
import { started } from './fr/started.ts'
import { talk } from './fr/talk.ts'
import * as thread from './fr/thread.ts'
import { why } from './fr/why.ts'

export const fr: Texts = {
  language: 'fr',
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
  at: (at, zone, now) => moment('fr', at, zone, now),
  date: (at) => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeZone: 'UTC' }).format(at),
  duration,
}
