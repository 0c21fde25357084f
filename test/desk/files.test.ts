import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IncomingFile } from '../../src/chat/event.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { fileName, kindOf } from '../../src/desk/files/kind.ts'
import { fileByLink, fileFor, linkPath } from '../../src/desk/files/reading.ts'
import { expireFiles } from '../../src/desk/files/store.ts'
import { violations } from '../../src/desk/invariants.ts'
import { actorBy } from '../../src/desk/people/store.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en

const png = Buffer.from('\x89PNG\r\n\x1a\n and a picture of a red light', 'latin1')
const sent = (name: string, more: Partial<IncomingFile> = {}): IncomingFile => ({
  name,
  handle: { url: name },
  ...more,
})

const openWithTicket = async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  await bob.says('I want to talk to a person')
  return { world, bob, karim, room: world.rooms().at(-1)! }
}
const said = (world: World, thread: ThreadKey) => world.shownIn(thread).map(({ blocks }) => write(blocks))
const allFiles = (world: World) => world.db.selectFrom('files').selectAll().execute()
const fileNamed = async (world: World, name: string) => (await allFiles(world)).find((file) => file.name === name)!
const personOf = async (world: World, account: string) => {
  const { person_id } = await world.db
    .selectFrom('accounts')
    .select('person_id')
    .where('key', '=', account as `slack:${string}`)
    .executeTakeFirstOrThrow()
  return (await actorBy(world.db, person_id, 'en'))!
}

describe('what a file is', () => {
  const zip = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])))

  test.each([
    ['a picture', 'light.png', png, 'image/png'],
    ['a picture with a wrong name', 'light.txt', png, 'image/png'],
    ['a log in UTF-8', 'app.log', Buffer.from('2026-03-02 démarrage\n'), 'text/plain'],
    ['a PDF', 'bill.pdf', Buffer.from('%PDF-1.7 …'), 'application/pdf'],
    ['an archive of logs', 'logs.zip', zip({ 'a.log': 'x' }), 'application/zip'],
    [
      'a Word document',
      'letter.docx',
      zip({ '[Content_Types].xml': '', 'word/document.xml': '' }),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('%s is taken as what it is', (_, name, content, type) => {
    expect(kindOf(name, content)).toEqual({ ok: true, type })
  })

  test.each([
    ['a program', 'setup.exe', Buffer.from('MZ\x90\0', 'latin1')],
    ['a program under another name', 'photo.png', Buffer.from('MZ\x90\0\x03', 'latin1')],
    ['a Linux program', 'photo', Buffer.from('\x7fELF\x02', 'latin1')],
    ['a script', 'fix.ps1', Buffer.from('Remove-Item C:\\')],
    ['a script under another name', 'notes.txt', Buffer.from('#!/bin/sh\nrm -rf /')],
    ['a page', 'notes.txt', Buffer.from('  <!DOCTYPE html><script>1</script>')],
    ['a drawing that can run', 'logo.svg', Buffer.from('<svg onload="x">')],
    ['an archive with a program', 'logs.zip', zip({ 'a.log': 'x', 'run.bat': 'del' })],
    ['a document with macros', 'letter.docx', zip({ 'word/document.xml': '', 'word/vbaProject.bin': 'x' })],
    ['an archive that climbs out', 'logs.zip', zip({ '../../etc/passwd': 'x' })],
    ['bytes that are nothing known', 'data.bin', Buffer.from([0, 1, 2, 3, 255, 254])],
  ])('%s is refused', (_, name, content) => {
    expect(kindOf(name, content)).toEqual({ ok: false, why: 'type' })
  })

  test('an empty file is refused as empty', () => {
    expect(kindOf('a.png', new Uint8Array())).toEqual({ ok: false, why: 'empty' })
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\écran.png', 'écran.png'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['a\nb"c".txt', 'ab_c_.txt'],
    ['...', 'file'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(100)}…${'x'.repeat(15)}.png`],
  ])('the name %j is shown as %j', (given, shown) => {
    expect(fileName(given)).toBe(shown)
  })
})

describe('a file goes where its message goes', () => {
  test('from the requester to the agents: named at once, then the file itself, in this order', async () => {
    const { world, bob, room } = await openWithTicket()
    world.contents.set('light.png', png)
    await bob.says('this light is on', { files: [sent('light.png')] })
    expect(said(world, room).slice(-2)).toEqual([
      `${bob.name}: this light is on\n📎 light.png (${t.notices.fromRequester})`,
      `📎 light.png — ${bob.name} (${t.notices.fromRequester})`,
    ])
    expect(world.uploads).toMatchObject([{ thread: room, name: 'light.png', type: 'image/png', content: png }])
    expect(await violations(world.db)).toEqual([])
  })

  test('a picture alone says its name', async () => {
    const { world, bob, room } = await openWithTicket()
    world.contents.set('alone.png', png)
    await bob.says('', { files: [sent('alone.png')] })
    expect(said(world, room).at(-2)).toBe(`${bob.name}: 📎 alone.png (${t.notices.fromRequester})`)
  })

  test('what an agent puts into the room stays there', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    world.contents.set('internal.png', png)
    await karim.says('look at this', { thread: room, files: [sent('internal.png')], mentioned: false })
    expect(JSON.stringify(world.shownIn(bob.home))).not.toContain('internal.png')
    const file = await fileNamed(world, 'internal.png')
    expect(file).toMatchObject({ name: 'internal.png', state: 'kept' })
    expect(await fileFor(world.db, await personOf(world, bob.account), file.id)).toBeUndefined()
    expect(await fileFor(world.db, await personOf(world, karim.account), file.id)).toMatchObject({ content: png })
  })

  test('what was shown to the bot before there was a ticket comes with the ticket', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const ana = world.person(`Ana${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    world.contents.set('before.png', png)
    await ana.says('my screen shows this', { files: [sent('before.png')] })
    await ana.says('a person please')
    expect(said(world, world.rooms().at(-1)!)).toContain(`📎 before.png — ${ana.name} (${t.notices.fromRequester})`)
    expect(
      await fileFor(world.db, await personOf(world, ana.account), (await fileNamed(world, 'before.png')).id),
    ).toBeDefined()
  })

  test('a file in words that nobody took is not fetched', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const eve = world.person('Eve', { locale: 'en' })
    world.contents.set('noise.png', png)
    const before = (await allFiles(world)).length
    await eve.says('lunch!', { thread: `${world.triageChannel}/1`, mentioned: false, files: [sent('noise.png')] })
    expect(await allFiles(world)).toHaveLength(before)
  })

  test('a message that is taken back takes its file with it, everywhere', async () => {
    const { world, bob, room } = await openWithTicket()
    world.contents.set('secret.png', png)
    const message = await bob.says('my password', { files: [sent('secret.png')] })
    const file = await fileNamed(world, 'secret.png')
    await bob.deletes(message)
    expect(JSON.stringify(world.shownIn(room))).not.toContain('secret.png')
    expect(await fileFor(world.db, await personOf(world, bob.account), file.id)).toBeUndefined()
    expect(
      await world.db.selectFrom('file_contents').selectAll().where('file_id', '=', file.id).execute(),
    ).toHaveLength(0)
  })
})

describe('a file that does not come is said to both sides', () => {
  test.each([
    ['gone.png', undefined, t.files.reasons.gone()],
    ['run.exe', png, t.files.reasons.type()],
    ['denied.png', { fetched: false, why: 'not-allowed' } as const, t.files.reasons['not-allowed']()],
    ['huge.png', { fetched: false, why: 'too-large' } as const, t.files.reasons['too-large'](20)],
  ])('%s', async (name, content, reason) => {
    const { world, bob, room } = await openWithTicket()
    if (content) world.contents.set(name, content)
    await bob.says('here it is', { files: [sent(name)] })
    expect(said(world, bob.home).at(-1)).toBe(`! ${t.files.notTaken(name, reason)}`)
    expect(said(world, room).at(-1)).toBe(t.files.notReceived(bob.name, name, reason))
  })

  test('one that is known to be too large is not even fetched', async () => {
    const { world, bob } = await openWithTicket()
    world.contents.set('film.mp4', png)
    await bob.says('a film', { files: [sent('film.mp4', { bytes: 20_000_001 })] })
    expect(said(world, bob.home).at(-1)).toContain(t.files.reasons['too-large'](20))
  })

  test('one that cannot be had now is tried again before it is given up', async () => {
    const { world, bob, room } = await openWithTicket()
    world.contents.set('slow.png', { fetched: false, why: 'later' })
    await bob.says('wait for it', { files: [sent('slow.png')] })
    expect(await fileNamed(world, 'slow.png')).toMatchObject({ state: 'waiting' })
    world.contents.set('slow.png', png)
    await world.db.updateTable('outbox').set({ not_before: null }).where('settled_at', 'is', null).execute()
    await world.later(1)
    expect(said(world, room).at(-1)).toContain('📎 slow.png')
  })
})

describe('who may read a file', () => {
  test('its author and the agents; to everybody else there is none', async () => {
    const { world, bob, karim } = await openWithTicket()
    const eve = world.person('Eve', { locale: 'en' })
    await eve.says('hello')
    world.contents.set('mine.png', png)
    await bob.says('mine', { files: [sent('mine.png')] })
    const file = await fileNamed(world, 'mine.png')
    for (const [person, sees] of [
      [bob, true],
      [karim, true],
      [eve, false],
    ] as const) {
      if (person === karim) await karim.says('here', { thread: world.rooms().at(-1)!, mentioned: false })
      const found = await fileFor(world.db, await personOf(world, person.account), file.id)
      expect([person.name, found !== undefined]).toEqual([person.name, sees])
    }
  })

  test('a link opens one file from one place, for a week, and not after that place is out', async () => {
    const { world, bob, room } = await openWithTicket()
    world.contents.set('linked.png', png)
    await bob.says('linked', { files: [sent('linked.png')] })
    const file = await fileNamed(world, 'linked.png')
    const place = { mirror: null, thread: room }
    const path = await linkPath(world.db, { file: file.id, ticket: file.ticket_id!, place }, world.now())
    const query = new URL(path!, 'https://x.example').searchParams
    const link = {
      file: file.id,
      place: query.get('place')!,
      until: Number(query.get('until')),
      key: query.get('key')!,
    }
    const inDays = (days: number) => new Date(world.now().getTime() + days * 86_400_000)
    expect(await fileByLink(world.db, link, inDays(6))).toMatchObject({ name: 'linked.png', content: png })
    expect(await fileByLink(world.db, link, inDays(8))).toBeUndefined()
    expect(await fileByLink(world.db, { ...link, until: link.until + 86_400 * 9 }, inDays(8))).toBeUndefined()
    expect(await fileByLink(world.db, { ...link, key: 'x'.repeat(43) }, inDays(1))).toBeUndefined()
    expect(await fileByLink(world.db, { ...link, file: 'fil_other' }, inDays(1))).toBeUndefined()
    await world.db.deleteFrom('mirrors').where('thread', '=', room).execute()
    expect(await fileByLink(world.db, link, inDays(1))).toBeUndefined()
  })

  test('an internal file has no link from the requester’s place, however it is made', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    world.contents.set('inside.png', png)
    await karim.says('x', { thread: room, files: [sent('inside.png')], mentioned: false })
    const file = await fileNamed(world, 'inside.png')
    const about = { file: file.id, ticket: file.ticket_id!, place: { mirror: null, thread: bob.home } }
    const query = new URL((await linkPath(world.db, about, world.now()))!, 'https://x.example').searchParams
    const link = {
      file: file.id,
      place: query.get('place')!,
      until: Number(query.get('until')),
      key: query.get('key')!,
    }
    expect(await fileByLink(world.db, link, world.now())).toBeUndefined()
  })
})

test('what is in a file is kept for so many days after closing; that there was one stays known', async () => {
  const { world, bob } = await openWithTicket()
  world.contents.set('old.png', png)
  await bob.says('old', { files: [sent('old.png')] })
  const file = await fileNamed(world, 'old.png')
  const state = async () => (await fileNamed(world, 'old.png')).state
  const inDays = (days: number) => new Date(world.now().getTime() + days * 86_400_000)
  await expireFiles(world.db, 365, inDays(4_000))
  expect(await state()).toBe('kept') // it is still open
  await world.db
    .updateTable('tickets')
    .set({ status: 'closed', closed_at: world.now() })
    .where('id', '=', file.ticket_id!)
    .execute()
  await expireFiles(world.db, 365, inDays(364))
  expect(await state()).toBe('kept')
  await expireFiles(world.db, 365, inDays(366))
  expect(await state()).toBe('expired')
  expect(await fileFor(world.db, await personOf(world, bob.account), file.id)).toBeUndefined()
})
