import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/database-image.ts',
    // Two processes that go from file to file, each file with a database of its own: what is imported, compiled and warm
    // stays so. With a process for each file the same tests cost half as much again (the database is WebAssembly, and a
    // new process runs it slowly at first). No module may therefore keep what one test did; crash tests start processes.
    pool: 'forks',
    isolate: false,
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
