import { newId } from '../../platform/ids.ts'
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
  | { readonly switched: false; readonly why: 'too-few-lines' }
  | { readonly switched: false; readonly why: 'worse' | 'overtaken'; readonly metrics: ModelMetrics }

/**
 * Learns the seed and the desk's own lines, compares the new model with the present one on lines that neither has learnt,
 * and switches only if it answers at least as many of them rightly. Learning takes a second or two of one core and happens
 * outside any transaction; run it as a job. A switch made meanwhile by somebody else wins.
 */
export async function retrain(db: Db, now: Date): Promise<Retrained> {
  const lines = await db
    .selectFrom('triage_lines')
    .select(['source', 'text', 'intent', 'category'])
    .orderBy('at')
    .orderBy('id')
    .execute()
  const heldOut = lines.filter(isHeldOut)
  if (heldOut.length < ENOUGH_HELD_OUT) return { switched: false, why: 'too-few-lines' }
  const present = await activeModel(db)
  const version: ModelVersion = newId('mdl')
  const learnt = [...seedLines(), ...lines.filter((line) => !isHeldOut(line)).map(asLabelLine)]
  const next = trainTriage(learnt, version)
  const [after, before] = [score(next, heldOut), score(present, heldOut)]
  const metrics: ModelMetrics = {
    lines: learnt.length,
    heldOut: heldOut.length,
    intent: after.intent,
    category: after.category,
    before: { version: present.version, intent: before.intent, category: before.category },
  }
  if (after.right < before.right) return { switched: false, why: 'worse', metrics }
  const switched = await switchTo(db, next, metrics, present.version, now)
  return switched ? { switched: true, version, metrics } : { switched: false, why: 'overtaken', metrics }
}

/** Makes `next` the active model, if `from` still is: a conditional update, so that of two retrainings one wins. */
function switchTo(db: Db, next: TriageModel, metrics: ModelMetrics, from: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const active = await tx
      .selectFrom('triage_models')
      .select('version')
      .where('active', '=', true)
      .forUpdate()
      .executeTakeFirst()
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

/** Goes back one version: to the one before the active, or from the first to the seed. Versions stay stored. */
export function rollback(db: Db) {
  return db.transaction().execute(async (tx) => {
    const active = await tx
      .selectFrom('triage_models')
      .select(['version', 'number'])
      .where('active', '=', true)
      .forUpdate()
      .executeTakeFirst()
    if (!active) return { rolledBack: false, why: 'already-seed' } as const
    await tx.updateTable('triage_models').set({ active: false }).where('version', '=', active.version).execute()
    const before = await tx
      .selectFrom('triage_models')
      .select('version')
      .where('number', '<', active.number)
      .orderBy('number', 'desc')
      .executeTakeFirst()
    if (before)
      await tx.updateTable('triage_models').set({ active: true }).where('version', '=', before.version).execute()
    return { rolledBack: true, from: active.version, to: before?.version ?? 'seed' } as const
  })
}
