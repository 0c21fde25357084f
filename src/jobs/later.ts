/** What a job throws when what it needs is not to be had now: its row is tried again, and nobody is alarmed. */
export class Later extends Error {
  readonly afterMs: number
  constructor(why: string, afterMs: number) {
    super(why)
    this.afterMs = afterMs
  }
}
