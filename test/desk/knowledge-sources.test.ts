import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openConverter } from '../../src/desk/knowledge/sources/converter.ts'
import { locate } from '../../src/desk/knowledge/sources/locate.ts'
import type { Columns, Read } from '../../src/desk/knowledge/sources/part.ts'
import { readSource } from '../../src/desk/knowledge/sources/read.ts'
import { docx, pdf } from '../support/documents.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-sources-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}
async function read(path = folder, columns: Columns = {}): Promise<Read[]> {
  const source = await locate(path)
  if (!source.ok) return [source]
  const all: Read[] = []
  for await (const contents of readSource(source, { locale: 'en', zone: 'UTC', columns })) all.push(...contents)
  return all
}
const drafts = async (path?: string, columns?: Columns) =>
  (await read(path, columns)).map((each) => ('draft' in each ? each.draft : each.why))

describe('a page', () => {
  const page = `<html><head><title>Wiki - VPN</title><style>p{}</style></head><body><nav><a href="/">Home</a></nav>
    <main><h1>Join the VPN</h1><p>It opens the <b>office</b> network. <a href="javascript:alert(1)">Click</a>, or see
    <a href="https://help.example/">help</a>.</p><ol><li>Open the application.</li><li>Sign in.</li></ol>
    <table><tr><th>Site</th><th>Server</th></tr><tr><td>Paris</td><td>vpn1</td></tr></table><img src=x onerror=alert(1)>
    </main><footer>Imprint</footer><script>alert(1)</script></body></html>`
  test('gives its article as Markdown: its lists and tables, no menu, no script, no link that acts', async () => {
    write('vpn.html', page)
    expect(await drafts()).toMatchObject([
      {
        externalId: 'vpn',
        locale: 'en',
        title: 'Join the VPN',
        body: 'It opens the **office** network. Click, or see [help](https://help.example/).\n\n1. Open the application.\n2. Sign in.\n\nSite | Server\n\nParis | vpn1',
      },
    ])
  })
  test('of a Confluence export keeps its number and loses the name of its space; the list of pages is no article', async () => {
    const confluence = (body: string) =>
      `<html><head><title>IT : Poste bloqué</title></head><body><div id="page"><h1 id="title-heading"><span id="title-text"> IT : Poste bloqué </span></h1><div id="main-content" class="wiki-content">${body}</div></div></body></html>`
    const bytes = zipSync({
      'IT/index.html': strToU8(confluence('<ul><li>Poste bloqué</li></ul>')),
      'IT/Poste-bloque_131074.html': strToU8(confluence('<p>Redémarrez le poste, puis appelez nous.</p>')),
      'IT/attachments/131074/screen.png': new Uint8Array(9),
    })
    expect(await drafts(write('space.zip', bytes))).toMatchObject([
      {
        externalId: 'confluence-131074',
        locale: 'fr',
        title: 'Poste bloqué',
        body: 'Redémarrez le poste, puis appelez nous.',
      },
    ])
  })
})

describe('a document', () => {
  test('of Word keeps its heading as title and its numbered list as steps', async () => {
    write(
      'fr/vpn.docx',
      docx({ heading: 'Se connecter', text: 'Le VPN ouvre le réseau.', steps: ['Ouvrez.', 'Validez.'] }),
    )
    expect(await drafts()).toMatchObject([
      {
        externalId: 'vpn',
        locale: 'fr',
        title: 'Se connecter',
        body: 'Le VPN ouvre le réseau.\n\n1. Ouvrez.\n2. Validez.',
      },
    ])
  })
  test('in PDF is named by its own title or its first line; its broken lines are sentences again', async () => {
    write('a.pdf', pdf(['Join the VPN', 'It opens the network', 'of the office.', '1. Open it.', '2. Sign in.']))
    write('b.pdf', pdf(['The printer is on the second floor.'], 'Printers'))
    const [first, second] = await drafts()
    expect(first).toMatchObject({ title: 'Join the VPN' })
    expect(first).toHaveProperty('body', 'It opens the network of the office.\n1. Open it.\n2. Sign in.')
    expect(second).toMatchObject({ title: 'Printers', body: 'The printer is on the second floor.' })
  })
  test('that is broken, empty or a bomb is listed with its reason, and the next one is read', async () => {
    write('1.pdf', 'not a pdf')
    write('2.docx', 'not a docx')
    write('3.docx', zipSync({ 'word/document.xml': new Uint8Array(5_000_000) }))
    write('4.pdf', pdf([]))
    write('5.md', '# Fine\nstill read')
    const all = await read()
    expect(all.map((each) => ('why' in each ? each.why : each.draft.title))).toEqual([
      'not-readable',
      'not-readable',
      'not-readable',
      'no-text',
      'Fine',
    ])
    expect(all[2]).toMatchObject({ from: join(folder, '3.docx'), detail: 'packed-too-tightly word/document.xml' })
  })
  const patient = openConverter()
  const hasty = openConverter({ ms: 1 })
  afterAll(() => Promise.all([patient.close(), hasty.close()]))
  test('that takes its reader too long costs only itself', async () => {
    expect(await hasty.convert('pdf', pdf(['Slow']))).toMatchObject({ ok: false, why: 'took-too-long' })
    expect(await patient.convert('pdf', pdf(['Quick', 'as ever.']))).toMatchObject({ ok: true })
  })
})

describe('a table', () => {
  test('in CSV names its columns in either language, with any of the usual separators', async () => {
    write('a.csv', 'id;Titre;Réponse;Langue;Mots-clés\n7;Badge perdu;Prévenez l’accueil.;fr;badge|carte\n')
    write('b.csv', '\ufeffquestion,answer\n"Lost, badge","<p>Tell <b>reception</b>.</p>"\n')
    expect(await drafts()).toMatchObject([
      { externalId: '7', locale: 'fr', title: 'Badge perdu', synonyms: ['badge', 'carte'] },
      { externalId: 'b.csv#lost-badge', locale: 'en', title: 'Lost, badge', body: 'Tell **reception**.' },
    ])
  })
  test('may have other names for its columns, which are then told', async () => {
    const file = write('faq.csv', 'Sujet traité,Que faire\nVPN,Redémarrez.\n')
    expect(await drafts(file)).toEqual(['no-columns'])
    expect(await drafts(file, { title: 'Sujet traité', body: 'Que faire' })).toMatchObject([{ title: 'VPN' }])
  })
  test('with a broken line is refused whole', async () => {
    expect(await drafts(write('x.csv', 'title,body\nGood,Text\n"Bad,Text\n'))).toEqual(['not-readable'])
  })
})

test('a Zendesk help centre gives its published languages, with their section; segments are for employees', async () => {
  const article = { id: 360, section_id: 9, title: 'Reset', body: '<p>Use the portal.</p>', locale: 'en-us' }
  const json = {
    articles: [
      {
        ...article,
        user_segment_id: null,
        translations: [{ title: 'Réinitialiser', body: '<p>Au portail.</p>', locale: 'fr' }],
      },
      { ...article, id: 361, user_segment_id: 5, title: 'Inside', locale: 'en' },
      { ...article, id: 362, draft: true },
      { ...article, id: 363, locale: 'de' },
    ],
    sections: [{ id: 9, name: 'Accounts' }],
  }
  expect(await drafts(write('zendesk.json', JSON.stringify(json)))).toMatchObject([
    { externalId: 'zendesk-360', locale: 'en', audience: 'public', category: 'Accounts', body: 'Use the portal.' },
    { externalId: 'zendesk-360', locale: 'fr', title: 'Réinitialiser' },
    { externalId: 'zendesk-361', locale: 'en', audience: 'employees' },
  ])
})

test('a folder is read without what is hidden, linked to, or about the folder; languages are told from the words', async () => {
  write('README.md', '# How this folder works')
  write('.git/notes.md', '# Hidden')
  write('picture.png', 'x')
  symlinkSync('/etc', join(folder, 'etc'))
  symlinkSync('/etc/hostname', join(folder, 'hostname.md'))
  write('a.md', '# Mot de passe oublié\nIl se réinitialise sur le portail de votre entreprise.')
  write('b.md', '---\nlang: en\n---\n# Badge\nTell reception.')
  const all = await read()
  expect(all.map((each) => 'draft' in each && [each.draft.externalId, each.draft.locale, each.detected])).toEqual([
    ['a', 'fr', true],
    ['b', 'en', false],
  ])
})

test.each([
  ['a link', { 'a.md': [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] } as const, 'link'],
  ['a name that climbs out', { '../a.md': strToU8('# A\nb') }, 'unsafe-name'],
  ['a bomb', { 'a.md': new Uint8Array(9_000_000) }, 'packed-too-tightly'],
])('an archive with %s is refused whole', async (_, files, why) => {
  const good = { 'good.md': strToU8('# Good\nText') }
  expect(await drafts(write('x.zip', zipSync({ ...good, ...files } as Parameters<typeof zipSync>[0])))).toEqual([why])
})

test('an address is fetched as a page of its kind, and refused in our own network', async () => {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<h1>Guest Wi-Fi</h1><p>Ask reception.'),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/en/wifi`
  expect(await drafts(url)).toEqual(['private-address'])
  const source = await locate(url, { allowed: () => true })
  server.close()
  if (!source.ok) throw new Error(source.why)
  const all: Read[] = []
  for await (const contents of readSource(source, { locale: 'fr', zone: 'UTC' })) all.push(...contents)
  expect(all).toMatchObject([{ draft: { locale: 'en', title: 'Guest Wi-Fi', body: 'Ask reception.', source: url } }])
})
