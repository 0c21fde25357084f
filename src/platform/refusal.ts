/**
 * Reasons for which Guichet refuses to start or to migrate. They are thrown, because nothing can go on, but each carries
 * its facts, so that the command line can say them in the operator's language.
 */
export type Refusal =
  | { readonly why: 'directory-in-use'; readonly directory: string; readonly pid: number; readonly lockFile: string }
  | { readonly why: 'directory-not-ours'; readonly directory: string }
  | { readonly why: 'first-start-failed'; readonly directory: string; readonly detail: string }
  | { readonly why: 'newer-schema'; readonly migrations: readonly string[] }
  | { readonly why: 'migration-failed'; readonly migration: string; readonly detail: string }
  | { readonly why: 'database-unreachable'; readonly detail: string }
  | { readonly why: 'redis-may-lose-jobs'; readonly settings: readonly string[] }
  | { readonly why: 'no-free-port'; readonly from: number; readonly to: number }

/** The only error of the platform that an operator is expected to meet. Its message is the English one, for logs. */
export class StartRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartRefused'
    this.refusal = refusal
  }
}
