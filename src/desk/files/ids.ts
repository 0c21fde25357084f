import { z } from 'zod'

export const fileId = z.templateLiteral(['fil_', z.string().regex(/^[a-z0-9]{1,40}$/)])
/** The ids of files as a form sends them: one field, with commas. */
export const fileIds = z
  .string()
  .max(2000)
  .default('')
  .transform((list) => list.split(',').filter(Boolean))
  .pipe(z.array(fileId).max(20))
