import { z } from 'zod'
import { categories } from '../triage/labels.ts'

/**
 * What the model may say of a message. Closed lists: none of them opens, hands over or cancels anything, so a wrong or a
 * misled reading leads to another question at the worst.
 */
export const Reading = z.object({
  intent: z.enum(['how-to', 'incident', 'request', 'greeting', 'thanks', 'out-of-scope']),
  category: z.enum([...categories, 'none']),
})
export type Reading = z.output<typeof Reading>

const mostCharacters = 2_000

/** The question to the model about one message, already redacted. */
export const classification = (message: string) => ({
  purpose: 'classify-message',
  rules: `Read the message that an employee wrote to the IT service desk (field "message") and label it.
intent: "incident" something that worked is broken or blocked; "request" something is wanted (access, equipment, software);
"how-to" a question about how to do something; "greeting"; "thanks"; "out-of-scope" nothing an IT service desk handles.
category: the closest one, or "none".`,
  data: { message: message.slice(0, mostCharacters) },
  answer: Reading,
  mostTokens: 60,
  withinMs: 6_000,
})
