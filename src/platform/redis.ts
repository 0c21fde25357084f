import { Redis } from 'ioredis'

export type RedisHealth =
  | { reachable: true; version: string; problems: string[] }
  | { reachable: false; detail: string }

/** Options, never an instance: BullMQ opens and closes its own connections, with its own retry rule for each. */
export function redisOptions(url: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  return {
    host: hostname.replace(/^\[|\]$/g, ''), // an IPv6 address stands in brackets in a URL only
    port: Number(port || 6379),
    db: Number(pathname.slice(1) || 0),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
    connectTimeout: 2_000,
    keepAlive: 10_000,
  }
}

/**
 * Asks Redis whether it may lose or evict jobs. Measured: Debian's default (snapshots only) lost every acknowledged job
 * at a crash, with the append-only file none. Reads INFO, because CONFIG is closed on many managed services.
 */
export async function checkRedis(url: string): Promise<RedisHealth> {
  const redis = new Redis({
    ...redisOptions(url),
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  redis.on('error', () => {}) // the same error rejects connect() below
  try {
    await redis.connect()
    const info = await redis.info()
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? ''
    const policy = field('maxmemory_policy')
    return {
      reachable: true,
      version: field('redis_version'),
      problems: [
        ...(field('aof_enabled') === '1' ? [] : ['appendonly no']),
        ...(policy === 'noeviction' ? [] : [`maxmemory-policy ${policy || '?'}`]),
      ],
    }
  } catch (error) {
    return { reachable: false, detail: error instanceof Error ? error.message : String(error) }
  } finally {
    redis.disconnect()
  }
}
