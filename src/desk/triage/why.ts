import type { Texts } from '../../texts/index.ts'
import type { Explained, Explanation } from './explaining.ts'

/** An explanation in sentences, one a line: what was decided, and what spoke for it. */
export function whyLines({ facts, frustrated, offered, fixed, model }: Explanation, t: Texts): string[] {
  const { why } = t
  return [
    ...(model ? [] : [why.noDecision]),
    ...facts.map((fact) => t.pair(why.fields[fact.about], [spoken(fact, t), ...reasons(fact, t)].join(' · '))),
    ...(frustrated ? [why.frustrated(frustrated)] : []),
    ...(fixed ? [why.fixed(fixed.name, fixed.version)] : []),
    ...offered.map(({ title, version, rank, score, sure = false }) =>
      [
        why.offered(title, version, rank),
        ...(score === undefined ? [] : [why.score(Math.round(score * 100), sure)]),
      ].join(' · '),
    ),
    ...(model ? [why.model(model)] : []),
  ]
}

function spoken({ about, value }: Explained, t: Texts): string {
  switch (about) {
    case 'type':
      return t.typeName[value as keyof Texts['typeName']]
    case 'category':
      return t.categoryName(value)
    case 'service':
      return t.serviceName(value)
    case 'impact':
      return t.ticket.impacts[value as keyof Texts['ticket']['impacts']]
    case 'urgency':
      return t.why.urgencyName[value] ?? value
    case 'critical':
      return t.why.critical
    case 'priority':
      return t.priorityName[value as keyof Texts['priorityName']]
    default:
      return about satisfies never
  }
}

function reasons({ because, found = '', by = '', reason, confidence, band }: Explained, t: Texts): string[] {
  const words = t.why.because
  const told = because === 'agent' ? words.agent(by) : words[because](found)
  const sure = confidence && band ? [t.why.confidence(Math.round(confidence * 100), band)] : []
  return [told, ...sure, ...(reason ? [reason] : [])]
}
