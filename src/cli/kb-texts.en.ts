import type { Duplicate } from '../desk/knowledge/duplicates.ts'
import type { GapReason } from '../desk/knowledge/gaps.ts'
import type { Impact } from '../desk/knowledge/impact.ts'
import type { LintRule } from '../desk/knowledge/lint.ts'
import type { FailureReason } from '../desk/knowledge/sources/part.ts'
import type { Audience, StoredDraft } from '../desk/knowledge/table.ts'
import type { Taught } from '../desk/knowledge/teaching.ts'

/** A number with its word; English says "0 files". */
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** What `guichet kb` says to operators. This file is the shape; kb-texts.fr.ts must match it. */
import type { Embedded } from '../desk/knowledge/embedding.ts'
import type { NoAnswer } from '../platform/llm.ts'

export const en = {
  import:
    'import articles from a folder, a git checkout, a zip archive, a file or an address: Markdown, HTML, DOCX, PDF, CSV, JSON lines, Zendesk and Confluence exports',
  dryRun: 'say what would change and change nothing',
  withdrawMissing:
    'withdraw what an earlier import of the same source brought and that is no longer there, also of a file, also when it is most of it',
  keepMissing: 'withdraw nothing',
  columns: 'columns of a CSV file, where its header has other names: title=Question,body=Answer',
  search: 'search as a person would',
  stdin: 'answer JSON lines {"id","text","lang"} with {"id","ranking","scores","band"}',
  limit: 'how many articles to show',
  locale: 'language of the question: fr or en',
  audience: 'whose articles: public, employees or agents (everything)',
  list: 'list the articles',
  show: 'show an article as search knows it',
  aliases: 'list what people taught search, or revoke one of them',
  revoke: 'withdraw a learned alias for good',
  teach: 'say that a question means an article, as confirmations would',
  embed:
    'have the embedding model read what is new or changed (OPENAI_EMBEDDING_MODEL); the running desk does so by itself',
  reindex: 'index again what an older version of the text analysis made',
  progress: (done: number, seconds: number) => `${done} articles, ${seconds} s`,
  imported: (n: Record<'new' | 'changed' | 'unchanged' | 'withdrawn' | 'failed', number>, dry: boolean) =>
    `${dry ? 'Dry run, nothing was changed: ' : ''}${n.new} new, ${n.changed} changed, ${n.unchanged} unchanged, ${n.withdrawn} withdrawn, ${n.failed} failed.`,
  would: { new: 'New:', changed: 'Changed:', withdrawn: 'No longer there, withdrawn:' },
  withdrawnNow: 'No longer there, withdrawn:',
  keptMissing: (n: number) =>
    `${count(n, 'article', 'articles')} of an earlier import no longer in this source, kept. To withdraw them: --withdraw-missing`,
  languages: (fr: number, en: number) => `Languages: ${fr} French, ${en} English.`,
  detected: (n: number) => `${count(n, 'article', 'articles')} without a language, which was told from the words.`,
  duplicates: 'Nearly the same:',
  duplicate: ({ a, b, locale, what, likeness }: Duplicate) =>
    `${a.externalId} / ${b.externalId} [${locale}]: ${what === 'title' ? 'title' : 'text'} ${Math.round(likeness * 100)} %, “${a.title}” / “${b.title}”`,
  andMore: (count: number) => `and ${count} more`,
  badColumns: (names: readonly string[]) =>
    `--columns takes field=Column,field=Column with the fields ${names.join(', ')}`,
  failures: {
    'not-json': 'not JSON',
    'not-an-article': 'not an article',
    'too-large': 'too large',
    'not-readable': 'cannot be read',
    'took-too-long': 'reading it took too long',
    'no-text': 'it holds no text (a scan?)',
    'unknown-format': 'its format is not known',
    'no-columns': 'it needs a column for the title and one for the text; name them with --columns',
    'no-id': 'it has no id',
    'no-title': 'it has no title',
    'not-a-day': 'a review date is not a day such as 2026-01-31',
    'not-an-archive': 'not a zip archive',
    'archive-too-large': 'the archive is too large',
    'too-many-entries': 'the archive holds too many files',
    'packed-too-tightly': 'the archive is packed like a bomb',
    'unsafe-name': 'a name leads out of the archive',
    link: 'the archive holds a link',
    encrypted: 'the archive is encrypted',
    damaged: 'the archive is damaged',
    'bad-url': 'only http and https addresses without a password are fetched',
    'private-address': 'the address is of a private network',
    unreachable: 'the address cannot be reached',
    'too-slow': 'the address took too long',
    'too-many-redirects': 'too many redirects',
    'not-found': 'there is nothing at this address',
    encoded: 'the server sent it packed',
  } satisfies Record<FailureReason, string>,
  failure: (from: string, why: string, detail: string) => `${from}: ${why}${detail && ` (${detail})`}`,
  export: 'write the base as a folder of Markdown, which import reads back',
  overwrite: 'write into a folder that is not empty',
  notEmpty: (folder: string) => `${folder} is not empty. To write into it: --overwrite`,
  exported: (files: number, folder: string) => `${count(files, 'file', 'files')} written to ${folder}.`,
  lint: 'find articles to review: stale, orphan, in one language, nearly equal, too long, without steps',
  strict: 'exit code 1 when there is something to say',
  findings: (n: number) => `${count(n, 'thing', 'things')} to look at.`,
  noFindings: 'Nothing to look at.',
  rules: {
    'review-due': 'review is due',
    'review-overdue': 'not reviewed for 18 months',
    'never-reviewed': 'never reviewed',
    orphan: 'no category and no service',
    'one-language': 'missing in this language',
    'same-title': 'nearly the title of',
    'same-text': 'nearly the text of',
    'too-long': 'too long (characters)',
    'long-title': 'title too long (characters)',
    'no-steps': 'no steps',
  } satisfies Record<LintRule, string>,
  impactOf: 'say which past questions a change would answer better or worse, without importing it',
  questions: 'how many past questions to ask again (500)',
  rank: (rank: number) => `place ${rank}`,
  notFound: 'not found',
  verdicts: { better: 'better', worse: 'WORSE', changed: 'changed' } satisfies Record<Impact['verdict'], string>,
  kinds: { helped: 'helped:', alias: 'learned:', gap: 'had no answer', 'not-solved': 'did not help:' } satisfies Record<
    Impact['kind'],
    string
  >,
  impact: (questions: number, better: number, worse: number) =>
    `${count(questions, 'past question', 'past questions')} asked again: ${better} better, ${worse} worse.`,
  gaps: 'list what people asked in vain, grouped, with the tickets behind',
  days: 'how many days back (30)',
  noGaps: 'No question was left without an answer.',
  asked: (questions: number, persons: number) => `${questions} × (${count(persons, 'person', 'persons')})`,
  gapReasons: {
    'nothing-found': 'nothing found',
    'none-fits': 'none fitted',
    'not-solved': 'did not help',
  } satisfies Record<GapReason, string>,
  draft: 'make a draft article of a resolved ticket, for review',
  drafts: 'list drafts that wait for a reviewer; show, publish or discard one: drafts publish ID',
  draftUsage: 'drafts, or drafts show|publish|discard ID',
  draftStates: { open: 'for review', published: 'published', discarded: 'discarded' } satisfies Record<
    StoredDraft['state'],
    string
  >,
  noDrafts: 'No draft waits for a reviewer.',
  noSuchDraft: (id: string) => `There is no draft ${id} that waits for a reviewer.`,
  noDraft: {
    'not-found': 'There is no such ticket.',
    'not-resolved': 'The ticket has no resolution yet.',
    'nothing-to-say': 'Neither the resolution nor the messages of agents hold a step to write down.',
  },
  published: (id: string) => `Published as ${id}.`,
  discarded: 'Discarded.',
  nothingFound: 'Nothing found.',
  noArticle: (id: string) => `There is no article ${id}.`,
  noSuchPath: (path: string) => `There is no file or folder ${path}.`,
  noAlias: (id: string) => `There is no learned alias ${id}.`,
  noQuestion: 'Give a question, or --stdin.',
  revoked: (text: string) => `Revoked: “${text}”`,
  taught: (id: string, text: string) => `Learned as ${id}: “${text}”`,
  notTaught: {
    'no-article': 'There is no such article in that language.',
    'too-short': 'Too short: it takes two words that say something.',
    'another-title': 'That is the title of another article.',
    known: 'That is known already.',
  } satisfies Record<Extract<Taught, { taught: false }>['why'], string>,
  noEmbeddings: 'No embedding model is configured: set OPENAI_API_KEY and OPENAI_EMBEDDING_MODEL (see .env.example).',
  embedding: (done: number, of: number) => `${done} of ${of} texts`,
  embedded: ({ embedded, unchanged, failed }: Embedded) =>
    `${embedded} embedded, ${unchanged} read the same as before, ${failed} failed.`,
  embeddingStopped: {
    off: 'The embedding model is off.',
    budget: 'The budget of the day is spent (LLM_DAILY_TOKENS, LLM_DAILY_CALLS); run this again tomorrow.',
    open: 'The model failed several times in a row and is spared for half a minute; run this again.',
    timeout: 'The model did not answer in time; run this again.',
    refused: 'The model refused.',
    nonsense: 'The model answers what is no embedding.',
    error: 'The model does not answer.',
  } satisfies Record<NoAnswer, string> as Record<NoAnswer, string>,
  reindexed: (count: number) => `${count} entries indexed again.`,
  bands: { confident: 'sure', maybe: 'perhaps', nothing: 'unlikely' },
  otherLanguage: 'in the other language only',
  meaning: (percent: number) => `means the same by ${percent} %`,
  matched: { title: 'title', synonym: 'synonym', alias: 'learned' },
  readAs: (typed: string, read: string) => `“${typed}” read as “${read}”`,
  audiences: { public: 'everybody', employees: 'employees', agents: 'agents' } satisfies Record<Audience, string>,
  version: (number: number) => `version ${number}`,
  reviewed: (day: string) => `reviewed on ${day}`,
  withdrawn: 'withdrawn',
}
export type KbTexts = typeof en
