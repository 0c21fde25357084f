import { Command } from 'commander'
import { z } from 'zod'
import { detectLanguage } from '../desk/triage/language.ts'
import { eachLine, emit } from './json-lines.ts'

const Asked = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })

/** Answers each line {"id","text"} of stdin with {"id","lang","confidence"}; `lang` is null where the text cannot tell. */
async function run() {
  for await (const line of eachLine(process.stdin)) {
    const { id, text } = Asked.parse(JSON.parse(line))
    const { locale, confidence } = detectLanguage(text)
    await emit({ id, lang: locale ?? null, confidence: Number(confidence.toFixed(5)) })
  }
}

/** `guichet language --stdin`: needs no database. */
export const languageCommand = () => new Command('language').requiredOption('--stdin').action(run)
