import type { Reading } from '../desk/assistant/classify.ts'
import type { Grounded } from '../desk/assistant/wording.ts'

/**
 * Work that leaves Postgres and may take seconds. It goes through the outbox; its outcome comes back to the conversation
 * like any other answer, and a turn that sends one must hear each outcome, and words that are typed meanwhile.
 */
export interface Outcomes {
  'classify-message': { classified: Reading; failed: undefined }
  'word-answer': { worded: Grounded; failed: undefined }
  'embed-question': { embedded: undefined; failed: undefined }
}
export class Errand<Answers = {}> {
  declare readonly invites: Answers
  readonly errand: string
  readonly payload: object
  constructor(errand: string, payload: object) {
    this.errand = errand
    this.payload = payload
  }
}
export const errand = <J extends keyof Outcomes>(name: J, payload: object) =>
  new Errand<Outcomes[J] & { text: string }>(name, payload)
