/** Far more than any answer of a chat platform or a login; a server that says more is not listened to. */
const mostByDefault = 4 * 1024 * 1024

/**
 * `fetch` that comes back with the whole body, or not at all: the signal holds until the last byte. Once the headers are
 * there, Node may let go of what ties the signal to the body, and then a peer that stops in the middle of its answer
 * keeps its reader waiting for ever (23 of 720 questions, with the collector running on purpose; Node 20.20, undici 6.24).
 */
export async function fetchWhole(
  input: string | URL | Request,
  init: RequestInit = {},
  mostBytes = mostByDefault,
): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.body) return response
  const bytes = await readWhole(response.body.getReader(), init.signal ?? undefined, mostBytes)
  const { status, statusText, headers } = response
  return new Response(bytes, { status, statusText, headers })
}

async function readWhole(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal | undefined,
  mostBytes: number,
) {
  const stop = () => void reader.cancel().catch(() => {})
  signal?.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    signal?.throwIfAborted()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength
      if (bytes > mostBytes) throw new Error(`the answer has more than ${mostBytes} bytes`)
      chunks.push(part.value)
    }
    signal?.throwIfAborted() // what was stopped looks as if it had ended
    return Buffer.concat(chunks)
  } catch (error) {
    stop()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
