import { newId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import type { Db } from '../../schema.ts'
import { type LabelLine, type TriageModel, trainTriage } from './model.ts'
import { packModel } from './pack.ts'
import { predictScoped } from './scope.ts'
import { seedLines } from './seed/seed.ts'
import { activeModel } from './store.ts'
import type { ModelMetrics, ModelVersion, TriageLine } from './table.ts'

/** Fewer held-out answers than this cannot tell a better model from a lucky one. */
const ENOUGH_HELD_OUT = 10
const HELD_OUT_SHARE = 5

type Line = Pick<TriageLine, 'source' | 'text' | 'intent' | 'category'>

/** Every fifth line, by its message alone: one held out once is held out for ever, so no model has ever learnt it. */
function isHeldOut({ source }: Line): boolean {
  let hash = 0
  for (const character of source) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) >>> 0
  return hash % HELD_OUT_SHARE === 0
}

const share = (right: number, of: number) => (of === 0 ? null : right / of)

function score(model: TriageModel, lines: readonly Line[]) {
  const asked = { intent: 0, category: 0 }
  const right = { intent: 0, category: 0 }
  for (const line of lines)
    for (const question of ['intent', 'category'] as const) {
      if (!line[question]) continue
      asked[question] += 1
      if (predictScoped(model[question], line.text).label === line[question]) right[question] += 1
    }
  return {
    right: right.intent + right.category,
    intent: share(right.intent, asked.intent),
    category: share(right.category, asked.category),
  }
}

const asLabelLine = ({ text, intent, category }: Line): LabelLine => ({
  text,
  intent: intent ?? undefined,
  category: category ?? undefined,
})

export type Retrained =
  | { readonly switched: true; readonly version: ModelVersion; readonly metrics: ModelMetrics }
  | { readonly switched: false; readonly why: 'too-few-lines' | 'nothing-new' | 'rolled-back' }
  | { readonly switched: false; readonly why: 'worse' | 'overtaken' | 'dry-run'; readonly metrics: ModelMetrics }

interface Compared {
  readonly next: TriageModel
  /** Whether it answers at least as many of the held-out lines rightly as the present one. */
  readonly better: boolean
  readonly metrics: ModelMetrics
}

/** Learns the seed and the desk's own lines, and asks the new model and the present one what neither has learnt. */
async function compare(db: Db): Promise<Compared | undefined> {
  const lines = await db
    .selectFrom('triage_lines')
    .select(['source', 'text', 'intent', 'category'])
    .orderBy('at')
    .orderBy('id')
    .execute()
  const heldOut = lines.filter(isHeldOut)
  if (heldOut.length < ENOUGH_HELD_OUT) return undefined
  const present = await activeModel(db)
  const learnt = [...seedLines(), ...lines.filter((line) => !isHeldOut(line)).map(asLabelLine)]
  const next = trainTriage(learnt, newId('mdl'))
  const [after, before] = [score(next, heldOut), score(present, heldOut)]
  const metrics: ModelMetrics = {
    lines: learnt.length,
    heldOut: heldOut.length,
    intent: after.intent,
    category: after.category,
    before: { version: present.version, intent: before.intent, category: before.category },
  }
  return { next, better: after.right >= before.right, metrics }
}

/**
 * Learns the seed and the desk's own lines, compares the new model with the present one on lines that neither has learnt,
 * and switches only if it answers at least as many of them rightly. Learning takes a second or two of one core and happens
 * outside any transaction; run it as a job. A switch made meanwhile by somebody else wins. `dryRun` only compares.
 */
export async function retrain(db: Db, now: Date, { dryRun = false }: { dryRun?: boolean } = {}): Promise<Retrained> {
  const compared = await compare(db)
  if (!compared) return { switched: false, why: 'too-few-lines' }
  const { next, better, metrics } = compared
  if (!better) return { switched: false, why: 'worse', metrics }
  if (dryRun) return { switched: false, why: 'dry-run', metrics }
  const switched = await switchTo(db, next, metrics, metrics.before.version, now)
  const version = next.version as ModelVersion
  return switched ? { switched: true, version, metrics } : { switched: false, why: 'overtaken', metrics }
}

/**
 * The daily job's retraining: only where agents have corrected something since the newest version, and never against
 * somebody who rolled that version back; then a person retrains, by command.
 */
export async function retrainDaily(db: Db, now: Date): Promise<Retrained> {
  const newest = await db
    .selectFrom('triage_models')
    .select(['active', 'created_at'])
    .orderBy('number', 'desc')
    .executeTakeFirst()
  if (!newest) return retrain(db, now)
  if (!newest.active) return { switched: false, why: 'rolled-back' }
  const line = await db
    .selectFrom('triage_lines')
    .select('id')
    .where('at', '>', newest.created_at)
    .limit(1)
    .executeTakeFirst()
  return line ? retrain(db, now) : { switched: false, why: 'nothing-new' }
}

/** Makes `next` the active model, if `from` still is: a conditional update, so that of two retrainings one wins. */
function switchTo(db: Db, next: TriageModel, metrics: ModelMetrics, from: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await onlyOne(tx, 'triage model')
    const active = await tx.selectFrom('triage_models').select('version').where('active', '=', true).executeTakeFirst()
    if ((active?.version ?? 'seed') !== from) return false
    await tx.updateTable('triage_models').set({ active: false }).where('active', '=', true).execute()
    await tx
      .insertInto('triage_models')
      .values({
        version: next.version as ModelVersion,
        packed: packModel(next),
        metrics: JSON.stringify(metrics),
        active: true,
        created_at: now,
      })
      .execute()
    return true
  })
}

/**
 * Goes back to an earlier version: to the one before the active, or from the first to the seed; or to the one that is
 * named. Versions stay stored, so the way forward is to name a later one.
 */
export function rollback(db: Db, to?: ModelVersion | 'seed') {
  return db.transaction().execute(async (tx) => {
    await onlyOne(tx, 'triage model')
    const versions = await tx
      .selectFrom('triage_models')
      .select(['version', 'number', 'active'])
      .orderBy('number', 'desc')
      .execute()
    const active = versions.find((each) => each.active)
    const wanted = to ? versions.find(({ version }) => version === to) : before(versions, active)
    if (to && to !== 'seed' && !wanted) return { rolledBack: false, why: 'no-such-version' } as const
    if (!active && !wanted) return { rolledBack: false, why: 'already-seed' } as const
    if (active && wanted?.version === active.version) return { rolledBack: false, why: 'already-active' } as const
    await tx.updateTable('triage_models').set({ active: false }).where('active', '=', true).execute()
    if (wanted)
      await tx.updateTable('triage_models').set({ active: true }).where('version', '=', wanted.version).execute()
    return { rolledBack: true, from: active?.version ?? 'seed', to: wanted?.version ?? 'seed' } as const
  })
}

/** Newest first: the first that is older than the active one. Before the seed there is nothing. */
const before = <Each extends { number: number }>(versions: readonly Each[], active: Each | undefined) =>
  versions.find(({ number }) => active && number < active.number)
