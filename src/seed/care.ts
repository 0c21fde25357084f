import type { Actor } from '../desk/people/actor.ts'
import type { DeskSettings } from '../desk/scope.ts'
import type { Db } from '../schema.ts'
import { questions, type SeedQuestion, worthAnArticle } from './questions.ts'
import { quietly } from './quietly.ts'

const dayMs = 86_400_000

/** What the knowledge base was asked before today, each at its own time, and two drafts that wait for a reviewer. Nobody is notified. */
export async function seedCare(db: Db, settings: DeskSettings, now: Date, actorOf: (slug: string) => Actor) {
  for (const [i, question] of questions.entries()) {
    const at = new Date(now.getTime() - question.daysAgo * dayMs + i * 60_000)
    await asked(db, settings, { ...question, source: `seed:question-${i}`, actor: actorOf(question.by), at })
  }
  for (const slug of worthAnArticle) {
    const { id } = await db
      .selectFrom('tickets')
      .select('id')
      .where('source', '=', `seed:${slug}`)
      .executeTakeFirstOrThrow()
    await quietly(db, settings, { actor: actorOf('elodie'), at: now }, (desk) => desk.knowledge.draft(id))
  }
}

type Asked = SeedQuestion & { source: string; actor: Actor; at: Date }

/** The question as a talk would have it answered: read, looked up, kept with its evidence, and judged. */
const asked = (db: Db, settings: DeskSettings, { text, source, helped, ...who }: Asked) =>
  quietly(db, settings, who, async (desk) => {
    desk.triage.note(source, desk.triage.read(text))
    const { band, answers } = await desk.knowledge.ask(text)
    const [best] = answers
    if (band === 'nothing' || !best) return desk.knowledge.unanswered(source, text, 'nothing-found')
    const articles = answers.map(({ article, locale, version, score }, i) => ({
      ...{ article, locale, version, score },
      rank: i + 1,
    }))
    desk.knowledge.answered({ source, text, band, worded: false, articles })
    if (helped !== undefined) await desk.knowledge.verdict({ text, rank: 1, answer: best }, helped)
  })
