import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/database-image.ts',
    // A process per file: PGlite keeps about 300 MB, and a crash test must not take its neighbours with it.
    pool: 'forks',
    // A third on a machine of two cores made the whole run slower (364 s against 327 s).
    maxWorkers: 2,
    // CI machines are shared and noisy: a browser or a process that was starved gets one more try, and the report says so.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    // Dates in tests are written with their zone; this catches code that reads the machine's.
    env: { TZ: 'Pacific/Kiritimati' },
  },
})
