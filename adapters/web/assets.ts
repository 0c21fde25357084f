import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'

/** A built Guichet runs from `dist/`, the files stay beside the sources: whichever of the two has them. */
function folder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const candidates = [join(here, 'public'), join(here, '../../../adapters/web/public')]
  for (const candidate of candidates) if (isFolder(candidate)) return candidate
  throw new Error(`The console’s files are in none of: ${candidates.join(', ')}`)
}
function isFolder(path: string): boolean {
  try {
    return readdirSync(path).length > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

export interface Assets {
  /** The address of a file. All lie in one folder named after what they hold, so that a module finds its neighbours. */
  at(name: string): string
  serve(c: Context): Response | Promise<Response>
}

/** The few scripts and styles of the console, read once: their address changes with their content, so they may be kept for ever. */
export function openAssets(): Assets {
  const from = folder()
  const files = new Map(readdirSync(from).map((name) => [name, readFileSync(join(from, name))]))
  const hash = createHash('sha256')
  for (const [name, content] of files) hash.update(name).update(content)
  const version = hash.digest('hex').slice(0, 16)
  return {
    at: (name) => `/assets/${version}/${name}`,
    serve(c) {
      const name = c.req.param('name') ?? ''
      const content = files.get(name)
      if (!content || c.req.param('version') !== version) return c.notFound()
      const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
      return c.body(new Uint8Array(content), 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      })
    },
  }
}
