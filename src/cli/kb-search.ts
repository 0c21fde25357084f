import type { Locale } from '../chat/locale.ts'
import { readableBy } from '../desk/knowledge/article.ts'
import { bandOfHits } from '../desk/knowledge/ask.ts'
import { bandOf } from '../desk/knowledge/bands.ts'
import { embedQuestion } from '../desk/knowledge/embedding.ts'
import { localeOf } from '../desk/knowledge/front-matter.ts'
import { type Hit, searchKnowledge } from '../desk/knowledge/search.ts'
import type { Audience } from '../desk/knowledge/table.ts'
import { detectLanguage } from '../desk/triage/language.ts'
import { normaliseText } from '../platform/text.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { answerLines } from './json-lines.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'
import { embedderOf } from './kb-embed.ts'

export interface SearchOptions {
  stdin?: boolean
  locale?: Locale
  audience: Audience
  limit?: number
  json?: boolean
}
const mostText = 4_000

/** `guichet kb search`: one question for a person, or many on standard input for a program. */
export async function runSearch(
  context: CliContext,
  t: Said,
  question: string | undefined,
  options: SearchOptions,
): Promise<void> {
  const { stdin = false, json = false, limit = stdin ? 10 : 5 } = options
  if (!stdin && !question) return fail(t.noQuestion, exitCodes.misused)
  await withDatabase(context, json, async ({ db, locale, config }) => {
    const embedder = embedderOf(config, db, (problem) => process.stderr.write(`${t.embeddingProblem(problem)}\n`))
    const search = async (asked: string, lang: Locale) => {
      const text = normaliseText(asked, mostText)
      if (embedder) await embedQuestion(db, embedder, text, new Date())
      const audience = readableBy[options.audience]
      return searchKnowledge(db, { text, locale: lang, audience, limit, meaning: embedder?.model, now: new Date() })
    }
    const spoken = (text: string) => options.locale ?? detectLanguage(text).locale ?? locale
    if (stdin)
      return answerLines(context, async ({ text, lang }) => {
        const hits = await search(text, (lang && localeOf(lang)) || spoken(text))
        const [ranking, scores] = [hits.map((hit) => hit.externalId), hits.map((hit) => hit.score)]
        return { ranking, scores, band: bandOfHits(hits) }
      })
    const hits = await search(question ?? '', spoken(question ?? ''))
    if (json) return printJson(hits)
    if (hits.length === 0) print(t.nothingFound)
    for (const hit of hits) print(described(t, hit))
  })
}

function described(t: Said, { score, externalId, title, locale, otherLanguage, reasons }: Hit): string {
  const corrected = Object.entries(reasons.corrected).map(([typed, read]) => t.readAs(typed, read))
  const matched =
    reasons.matched.kind === 'title' ? [] : [`${t.matched[reasons.matched.kind]}: ${reasons.matched.text}`]
  const meant = reasons.meaning ? [t.meaning(Math.round(100 * reasons.meaning))] : []
  const notes = [...(otherLanguage ? [t.otherLanguage] : []), ...meant, ...matched, ...corrected]
  return `${score.toFixed(3)} ${t.bands[bandOf(score)]}  ${externalId} [${locale}]  ${title}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`
}
