const beforeSending = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]
/** Whether a failed `fetch` failed before anything was sent. */
export const neverArrived = (error: unknown) => beforeSending.includes(codeOf(error) ?? '')

/** `fetch` hides what happened in the cause; several addresses of one host hide it one level deeper. */
function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  if (!(first instanceof Error)) return undefined
  // A time-out has a number for a code, and is better known by its name.
  const { code } = first as NodeJS.ErrnoException
  return typeof code === 'string' ? code : first.name
}
/** A short word for what happened to a `fetch`, such as ECONNRESET or TimeoutError. */
export const reasonOf = (error: unknown) => codeOf(error) ?? String(error)
