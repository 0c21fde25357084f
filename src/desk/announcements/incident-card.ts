import type { Card, Form } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'
import type { Part } from './incidents.ts'
import { updateMinutes } from './updating.ts'

/** What the card of a ticket says of a major incident. */
export function withPart<A>(shown: Card<A>, part: Part, t: Texts, at: (time: Date) => string): Card<A> {
  if (part.role === 'belongs') return shown.text(t.incident.belongs(part.to), 'warning') as Card<A>
  if (part.role !== 'leads' || part.ended) return shown
  const next = part.nextUpdateAt ? at(part.nextUpdateAt) : undefined
  return shown.text(t.incident.leads(part.reports, part.followers, next), 'warning') as Card<A>
}

export const isLeading = (part: Part) => part.role === 'leads' && !part.ended

/** What stands open about it: declaring one where many report the same, or one message to everybody. */
export function incidentFirst<A>(shown: Card<A>, part: Part, t: Texts, suspected: boolean) {
  const declaring = shown.buttons({ declare: { label: t.incident.declare, style: 'danger' } })
  const all = updateForm(declaring, t)
  type All = typeof all
  if (isLeading(part)) return updateForm(shown, t) as unknown as All
  return (part.role === 'none' && suspected ? declaring : shown) as unknown as All
}

/** What is rarely wanted: linking and its undoing, other words for the problem, taking the whole back. */
export function incidentMore<A>(acts: Card<A>, part: Part, t: Texts) {
  const i = t.incident
  const lead = leadMore(acts, part, t)
  const all = linkForm(lead, part, t).buttons({ leaveIncident: i.unlink })
  type All = typeof all
  if (part.role === 'belongs') return acts.buttons({ leaveIncident: i.unlink }) as unknown as All
  if (part.role === 'leads') return (part.ended ? acts : lead) as unknown as All
  return (part.current.length ? linkForm(acts, part, t) : acts) as unknown as All
}

const words = (t: Texts, label: string, title = label): Pick<Form, 'label' | 'title' | 'submit' | 'cancel'> => ({
  label,
  title,
  submit: t.agentCard.save,
  cancel: t.agentCard.cancel,
})

const updateForm = <A>(shown: Card<A>, t: Texts) => {
  const i = t.incident
  return shown.form(
    'update',
    { ...words(t, i.update, i.updateTitle), submit: t.agentCard.send },
    {
      fr: { label: i.updateFr, kind: 'lines', optional: true, hint: i.updateHint },
      en: { label: i.updateEn, kind: 'lines', optional: true, hint: i.updateHint },
      minutes: {
        label: i.next,
        kind: 'choice',
        options: updateMinutes.map((value) => ({ value: String(value), label: i.nextIn[value] })),
        value: '30',
      },
    },
  )
}

const linkForm = <A>(shown: Card<A>, part: Part, t: Texts) =>
  shown.form('joinIncident', words(t, t.incident.link), {
    to: {
      label: t.incident.linkTo,
      kind: 'choice',
      options: (part.role === 'none' ? part.current : []).map(({ id, number, titleFr, titleEn }) => ({
        value: id,
        label: t.incident.under(number, t.language === 'fr' ? titleFr : titleEn),
      })),
    },
  })

function leadMore<A>(shown: Card<A>, part: Part, t: Texts) {
  const i = t.incident
  const titles = part.role === 'leads' ? { fr: part.titleFr, en: part.titleEn } : { fr: '', en: '' }
  return shown
    .form('reword', words(t, i.reword, i.rewordTitle), {
      fr: { label: i.updateFr, kind: 'line', value: titles.fr },
      en: { label: i.updateEn, kind: 'line', value: titles.en },
    })
    .buttons({ withdraw: i.withdraw })
}
