import { expect, test } from 'vitest'
import { openLog, withoutSecrets } from '../../src/platform/log.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = []
  write(openLog('info', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test('what people wrote and what opens doors never reaches the log, however deep it lies', () => {
  const line = logged((log) => {
    log.info({ text: 'mon mot de passe est hunter2', thread: 'slack:T1:C1' }, 'heard')
    log.info({ event: { heard: { text: 'hunter2' } }, headers: { authorization: 'Bearer hunter2' } }, 'heard')
    log.error({ err: new Error('no answer from postgres://guichet:hunter2@db/guichet with xoxb-1-hunter2') }, 'failed')
    log.warn('Bearer hunter2 and sk-hunter2hunter2')
  })
  expect(line).not.toContain('hunter2')
  expect(line).toContain('slack:T1:C1')
})

test('the cause of an error is logged with it', () => {
  expect(logged((log) => log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'x'))).toContain('inner')
})

test('a text without secrets is not changed', () => {
  expect(withoutSecrets('http://127.0.0.1:3000/ ticket T-1042')).toBe('http://127.0.0.1:3000/ ticket T-1042')
})
