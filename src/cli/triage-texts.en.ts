import type { Retrained } from '../desk/triage/retrain.ts'

const percent = (share: number | null) => (share === null ? 'not asked' : `${(100 * share).toFixed(1)} %`)

/** What `guichet triage` says to operators. This file is the shape; triage-texts.fr.ts must match it. */
export const en = {
  stdin: 'answer JSON lines {"id","text"} with {"id","label","confidence","scores"}; needs no database',
  train: 'learn first from this file of lines {"text","label"}; several files with commas, .gz too',
  dev: 'lines {"text","label"} by which to set the threshold',
  oos: 'the label of what is out of scope',
  stdinOrCommand: 'Give --stdin or one of the commands. Add --help to see them.',
  models: 'list the versions of what triage has learnt, with their figures; says which is in force',
  retrain: 'learn the corrections of agents now: compared with the present version on lines that neither has learnt',
  dryRun: 'compare only, switch nothing',
  rollback:
    'go back to the version before the present one, or to the one that is named (“seed”: what ships with the product)',
  feedback: 'what agents think of the assistant’s drafts and of triage: how often each was found good',
  csv: 'every judgement as CSV',
  ratio: (tool: string, good: number, bad: number) =>
    `${tool}\t${good + bad ? `${Math.round((100 * good) / (good + bad))} %` : '–'}\t+${good} -${bad}`,
  seed: 'seed: what ships with the product',
  inForce: 'in force',
  lines: (learnt: number, heldOut: number) => `${learnt} lines learnt, ${heldOut} held out`,
  figures: (intent: number | null, category: number | null) =>
    `intent ${percent(intent)}, category ${percent(category)} right`,
  present: (version: string, figures: string) => `Present (${version}): ${figures}`,
  next: (figures: string) => `New: ${figures}`,
  switched: (version: string) => `Switched to ${version}. To undo it: guichet triage rollback`,
  notSwitched: {
    'too-few-lines': 'Nothing to compare on yet: fewer than 10 corrections of agents are held out.',
    'nothing-new': 'Nobody has corrected anything since the newest version.',
    'rolled-back': 'The newest version was rolled back; it is retrained by command only.',
    worse: 'Not switched: the new version would be right less often.',
    overtaken: 'Not switched: somebody else switched meanwhile.',
    'dry-run': 'Dry run, nothing was switched; it would have been.',
  } satisfies Record<Extract<Retrained, { switched: false }>['why'], string>,
  rolledBack: (from: string, to: string) =>
    `Back from ${from} to ${to}. The daily job switches nothing until “guichet triage retrain”.`,
  notRolledBack: {
    'already-seed': 'There is no version to go back from: the seed is in force.',
    'already-active': 'That version is in force already.',
    'no-such-version': 'There is no such version. See: guichet triage models',
  },
}
export type TriageTexts = typeof en
