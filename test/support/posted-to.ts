import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local HTTP server that is asked by POST, and answers each time as the test wants, or never. */
export async function openPostedTo<Request, Act>(
  first: Act,
  {
    read,
    answer,
  }: {
    read: (incoming: IncomingMessage, raw: string) => Request
    answer: (act: Act, request: Request, response: ServerResponse) => Promise<void>
  },
) {
  const requests: Request[] = []
  const open = new Set<ServerResponse>()
  let act = first
  const server = createServer(async (incoming, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = read(incoming, Buffer.concat(chunks).toString('utf8'))
    requests.push(request)
    await answer(act, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    acts: (next: Act) => {
      act = next
      requests.length = 0
    },
    async close() {
      for (const response of open) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
