import type { Flow } from '../src/conversation/flow.ts'
import type { House } from '../src/conversation/house.ts'
import type { DeskSettings } from '../src/desk/scope.ts'
import { detectLanguage } from '../src/desk/triage/language.ts'
import { aside } from './aside.ts'
import { command } from './command.ts'
import { escalate } from './escalate.ts'
import { everywhere } from './everywhere.ts'
import { fixedAnswer } from './fixed.ts'
import { followUp } from './follow-up.ts'
import { greeting } from './greeting.ts'
import { agentsRoom, ticketCard, ticketForm } from './handle-ticket.ts'
import { incidentOver } from './incident-over.ts'
import { lookUp } from './look-up.ts'
import { atHome, home, menu } from './menu.ts'
import { openTicket } from './open-ticket.ts'
import { pointed, pointedForm } from './pointed.ts'
import { reaction } from './reactions.ts'
import { relay } from './relay.ts'
import { burst, inChannel } from './requests.ts'
import { satisfaction } from './satisfaction.ts'
import { search } from './search.ts'
import { swap } from './swap.ts'
import { triage } from './triage.ts'

const scripts: readonly Flow<never>[] = [
  greeting,
  triage,
  search,
  fixedAnswer,
  openTicket,
  escalate,
  followUp,
  satisfaction,
  burst,
  menu,
  incidentOver,
  swap,
]

/** The house as it stands: every script, and who hears what. */
export const house = (settings: DeskSettings): House => ({
  settings,
  flows: new Map(scripts.map((flow) => [flow.name, flow])),
  first: triage,
  greeting,
  person: escalate,
  everywhere,
  ticketCard,
  ticketForm,
  agentsRoom,
  reaction,
  relay,
  command,
  inChannel,
  aside,
  pointed,
  pointedForm,
  home,
  atHome,
  search: lookUp,
  detect: detectLanguage,
})
