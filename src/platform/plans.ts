/** A statement is named when it comes for the second time: lists of varying length make texts that never come again. */
const namedFromUse = 2
/** PostgreSQL keeps each name's plan in each connection (some 50 kB); what comes later goes without one. */
const mostNames = 300

export type Names = ReturnType<typeof openNames>

/**
 * Names for statements that come again: PostgreSQL keeps the plan of a statement that has a name, and planning is most of
 * what small statements cost. The same text has the same name in every connection.
 */
export function openNames() {
  const uses = new Map<string, number>()
  const names = new Map<string, string>()
  let given = 0
  return {
    nameOf(text: string): string | undefined {
      const known = names.get(text)
      if (known || names.size >= mostNames) return known
      const used = (uses.get(text) ?? 0) + 1
      if (used < namedFromUse) {
        if (uses.size >= mostNames * 10) uses.clear()
        uses.set(text, used)
        return undefined
      }
      uses.delete(text)
      names.set(text, `guichet_${++given}`)
      return names.get(text)
    },
    /** From here on every statement is given a new name. */
    forget: () => names.clear(),
  }
}

/**
 * A table has changed under a plan that a connection kept: after a migration by a newer process, PostgreSQL refuses it once
 * in each connection, which is not used again; whoever asked tries again, as after any outage.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && /cached plan must not change result type/.test(error.message)
