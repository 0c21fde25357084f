import type { ServerResponse } from 'node:http'
import { openLedger } from '../../src/desk/assistant/store.ts'
import { plain } from '../../src/desk/triage/phrases.ts'
import { elapsedMs } from '../../src/platform/clock.ts'
import { type Embedder, openEmbedder } from '../../src/platform/embeddings.ts'
import type { Db } from '../../src/schema.ts'
import { openPostedTo } from './posted-to.ts'

/** Words of both languages that mean one thing: what a real model has learnt of millions of texts. */
const concepts = [
  'vpn|tunnel|remote|distance|home|maison|chez',
  'password|passe|oublie|forgotten|reset|reinitialiser',
  'wifi|wireless|sans|fil|network|reseau|connect|connecter|connexion',
  'printer|print|imprimante|imprimer|paper|papier|feuille|sheet',
  'expenses|travel|receipts|refund|rembourser|remboursement|frais|deplacement|train|hotel',
  'badge|door|porte|entree|entrance|lost|perdu',
  'vault|safe|envelope|coffre|enveloppe|secours',
  'error|erreur|denied|refuse|update',
].map((words) => words.split('|'))
export const dimensions = concepts.length + 24

/** A bag of concepts, and a little noise of its letters so that no two texts are quite alike. */
export function vectorOf(text: string): number[] {
  const words = plain(text).split(' ')
  const bag = concepts.map((concept) => words.filter((word) => concept.includes(word)).length)
  const noise = Array.from({ length: 24 }, (_, at) => 0.05 * Math.cos(at * 7 + words.join('').length))
  return [...bag, ...noise]
}

export type Misbehaviour = 'silent' | 'drip' | 'hang-up' | { status: number } | { body: string }
type Does = Misbehaviour | number[][]
type Act = (texts: string[]) => Does | Promise<Does>
export const wellBehaved = (texts: string[]): number[][] => texts.map(vectorOf)

/** A server that speaks POST /v1/embeddings, and misbehaves as a test wants. */
export const openEmbeddingServer = (first: Act = wellBehaved) =>
  openPostedTo(first, {
    read: (incoming, raw) => ({
      path: incoming.url ?? '',
      key: incoming.headers.authorization ?? '',
      texts: (JSON.parse(raw) as { input: string[] }).input,
    }),
    answer: async (act, { texts }, response) => answer(await act(texts), response),
  })
export type EmbeddingServer = Awaited<ReturnType<typeof openEmbeddingServer>>

function answer(how: Does, response: ServerResponse) {
  if (how === 'silent') return
  if (how === 'hang-up') return void response.destroy()
  if (how === 'drip') return void response.writeHead(200).write('{"data":')
  if (Array.isArray(how)) {
    // Out of order, as the protocol allows: the index counts.
    const data = how.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse()
    return void response.end(JSON.stringify({ object: 'list', data, model: 'stand-in' }))
  }
  if ('status' in how) return void response.writeHead(how.status).end('{"error":{"message":"no"}}')
  response.end(how.body)
}

/** The product's own client of this server. */
export const embedderAt = (server: { url: string }, db: Db): Embedder => {
  const budget = { dailyTokens: 100_000_000, dailyCalls: 1_000_000 }
  const ledger = openLedger(db, budget, () => new Date('2026-03-02T09:00:00Z'))
  const ports = { ledger, elapsed: elapsedMs, report: () => {} }
  const opened = openEmbedder({ key: 'sk-test', baseUrl: server.url, model: 'stand-in' }, ports)
  if (!opened) throw new Error('a key and a model were given')
  return opened
}
