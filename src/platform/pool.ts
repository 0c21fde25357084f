/** What Kysely, BullMQ and the desk's plumbing need of a pool: a pg.Pool has it, and so has the embedded look-alike. */
export type QueryResult<Row = Record<string, unknown>> = {
  rows: Row[]
  rowCount: number | null
  command: string
}

export type Notification = { channel: string; payload?: string | undefined }

export interface PoolClient {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
  /** Back to the pool; an error says that the connection is broken and must not be used again. */
  release(broken?: Error | boolean): void
  on(event: 'notification', listener: (notification: Notification) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'end', listener: () => void): unknown
  removeAllListeners(event?: string): unknown
}

export interface Pool {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
  connect(): Promise<PoolClient>
  end(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): unknown
  removeAllListeners(event?: string): unknown
}
