/** What a refusal is in HTTP. */
export const statusOf = {
  'not-found': 404,
  'not-allowed': 403,
  'already-claimed': 409,
  'not-from-here': 409,
  empty: 422,
  'nothing-to-undo': 409,
  overtaken: 409,
  'same-ticket': 409,
} as const
