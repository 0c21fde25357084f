import { Command } from 'commander'
import { detectLanguage } from '../desk/triage/language.ts'
import type { CliContext } from './context.ts'
import { answerLines } from './json-lines.ts'

/** `guichet language --stdin`: {"id","text"} → {"id","lang","confidence"}, `lang` null where the text cannot tell. No database. */
export const languageCommand = (context: CliContext) =>
  new Command('language').requiredOption('--stdin', context.t.lines.language).action(() =>
    answerLines(context, ({ text }) => {
      const { locale, confidence } = detectLanguage(text)
      return { lang: locale ?? null, confidence: Number(confidence.toFixed(5)) }
    }),
  )
