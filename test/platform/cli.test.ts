import { describe, expect, test } from 'vitest'
import { en } from '../../src/cli/texts.en.ts'
import { fr } from '../../src/cli/texts.fr.ts'
import { guichet as command } from '../support/command.ts'

const guichet = (args: string[], env: Record<string, string> = {}) => command(args, { env })

describe('the command line', () => {
  test('shows its help in the language asked for, with every command in it', async () => {
    const [french, english] = await Promise.all([guichet(['--help']), guichet(['--help', '--lang', 'en'])])
    expect([french.code, english.code]).toEqual([0, 0])
    expect(french.out).not.toMatch(/Usage:|Options:|Commands:|display|output/)
    expect(french.out).toContain(fr.help.usage)
    expect(english.out).toContain(en.help.usage)
    for (const name of ['start', 'migrate', 'doctor']) expect(english.out).toContain(name)
  })

  test('answers a misuse with a sentence and exit code 2', async () => {
    const [command, option] = await Promise.all([
      guichet(['fly'], { LANG: 'en_GB' }),
      guichet(['start', '--fast', '--lang=en']),
    ])
    expect(command).toEqual({ code: 2, out: '', err: `${en.usage.unknownCommand}\n` })
    expect(option).toEqual({ code: 2, out: '', err: `${en.usage.unknownOption}\n` })
  })

  test('lists every problem of the configuration before it starts anything, also as JSON', async () => {
    const env = { PORT: 'x', TEAMS_AUTH: 'off', HOST: '0.0.0.0' }
    const [people, programs] = await Promise.all([guichet(['start'], env), guichet(['start', '--json'], env)])
    expect([people.code, programs.code]).toEqual([2, 2])
    expect(people.err).toMatch(/PORT.*\n.*TEAMS_AUTH/)
    expect(JSON.parse(programs.out).problems.map(({ variable }: { variable: string }) => variable)).toEqual([
      'PORT',
      'TEAMS_AUTH',
    ])
  })

  test('says what a lost database server is called, with exit code 1 and no stack', async () => {
    const { code, err } = await guichet(['migrate', '--lang', 'en'], {
      DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x',
    })
    expect(code).toBe(1)
    expect(err).toContain('The database cannot be reached')
    expect(err).not.toMatch(/hunter2|\n\s+at /)
  })
})

test('French sentences of the command line use no-break spaces and typographic apostrophes', () => {
  const sentences: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') sentences.push(value)
    else if (typeof value === 'function') sentences.push(String(value))
    else if (value && typeof value === 'object') Object.values(value).forEach(collect)
  }
  collect([fr.program, fr.help, fr.commands, fr.usage, fr.start.reset, fr.problems.title, fr.unexpected])
  for (const sentence of sentences) expect(sentence).not.toMatch(/ [:;!?](?=\s|$)|[a-zA-Z]'[a-zA-Z]/)
  expect(fr.problems.one('X', 'y', 'z')).toContain('X\u00a0: y')
  expect(fr.start.deleted('/x')).toBe('Supprimé\u00a0: /x')
})
