/**
 * Work that leaves Postgres and may take seconds. It goes through the outbox; its outcome comes back to the conversation
 * like any other answer, and a turn that sends one must hear each outcome.
 */
export interface Outcomes {
  'word-answer': { worded: { lead: string; steps: string[] }; failed: undefined }
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
export const errand = <J extends keyof Outcomes>(name: J, payload: object) => new Errand<Outcomes[J]>(name, payload)
