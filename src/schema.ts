import type { Kysely, Transaction } from 'kysely'
import type { ConversationsTable, HeardTable, PlacesTable } from './conversation/table.ts'
import type {
  AnnouncementFollowersTable,
  AnnouncementsTable,
  AnnouncementUpdatesTable,
} from './desk/announcements/table.ts'
import type { AiFeedbackTable, ModelCallsTable, ModelMessagesTable } from './desk/assistant/table.ts'
import type { RequestChannelsTable } from './desk/channels/table.ts'
import type {
  AbsencesTable,
  DutyMembersTable,
  DutyTeamsTable,
  RotaPeopleTable,
  RotaStintsTable,
  ShiftSwapsTable,
  TicketCallsTable,
  TicketChainsTable,
} from './desk/duty/table.ts'
import type { FileContentsTable, FilesTable } from './desk/files/table.ts'
import type {
  SearchEntriesTable,
  SearchGramsTable,
  SearchPostingsTable,
  SearchSpellingsTable,
  SearchTermsTable,
  SearchTitlesTable,
  SearchTotalsTable,
} from './desk/knowledge/search-table.ts'
import type {
  AnswersGivenTable,
  AnswerTestsTable,
  ArticleAliasesTable,
  ArticleDraftsTable,
  ArticleEmbeddingsTable,
  ArticlePassagesTable,
  ArticlesTable,
  ArticleVerdictsTable,
  ArticleVersionsTable,
  DocumentTextsTable,
  FixedAnswersTable,
  QuestionEmbeddingsTable,
  ScheduledArticlesTable,
  UnansweredQuestionsTable,
} from './desk/knowledge/table.ts'
import type { SubscriptionsTable } from './desk/notifications/table.ts'
import type { OutboxTable } from './desk/outbox/table.ts'
import type { AccountsTable, HomesTable, LinkCodesTable, LinkTriesTable, PeopleTable } from './desk/people/table.ts'
import type { CannedRepliesTable } from './desk/replies/table.ts'
import type { RatingsTable } from './desk/satisfaction/table.ts'
import type { CalendarsTable, SlaClocksTable, SlaIntervalsTable, SlaMilestonesTable } from './desk/sla/table.ts'
import type { TeamsTable } from './desk/teams/table.ts'
import type {
  MessageSignsTable,
  MessagesTable,
  MessageVersionsTable,
  MirrorsTable,
  MovedThreadsTable,
  ReplyDraftsTable,
  TicketEventsTable,
  TicketLinksTable,
  TicketsTable,
} from './desk/tickets/table.ts'
import type { TriageDecisionsTable, TriageLinesTable, TriageModelsTable } from './desk/triage/table.ts'
import type { SlackWorkspacesTable } from './desk/workspaces/table.ts'

/** Every table of the product, composed from the `table.ts` leaf of each folder. */
export interface Database {
  people: PeopleTable
  accounts: AccountsTable
  link_codes: LinkCodesTable
  link_tries: LinkTriesTable
  places: PlacesTable
  heard: HeardTable
  conversations: ConversationsTable
  outbox: OutboxTable
  teams: TeamsTable
  duty_teams: DutyTeamsTable
  rota_people: RotaPeopleTable
  rota_stints: RotaStintsTable
  absences: AbsencesTable
  ticket_calls: TicketCallsTable
  duty_members: DutyMembersTable
  ticket_chains: TicketChainsTable
  shift_swaps: ShiftSwapsTable
  tickets: TicketsTable
  ticket_events: TicketEventsTable
  messages: MessagesTable
  message_versions: MessageVersionsTable
  message_signs: MessageSignsTable
  mirrors: MirrorsTable
  canned_replies: CannedRepliesTable
  ticket_links: TicketLinksTable
  reply_drafts: ReplyDraftsTable
  moved_threads: MovedThreadsTable
  request_channels: RequestChannelsTable
  homes: HomesTable
  files: FilesTable
  file_contents: FileContentsTable
  ratings: RatingsTable
  subscriptions: SubscriptionsTable
  slack_workspaces: SlackWorkspacesTable
  announcements: AnnouncementsTable
  announcement_followers: AnnouncementFollowersTable
  announcement_updates: AnnouncementUpdatesTable
  calendars: CalendarsTable
  sla_clocks: SlaClocksTable
  sla_intervals: SlaIntervalsTable
  sla_milestones: SlaMilestonesTable
  articles: ArticlesTable
  article_versions: ArticleVersionsTable
  fixed_answers: FixedAnswersTable
  scheduled_articles: ScheduledArticlesTable
  article_passages: ArticlePassagesTable
  article_aliases: ArticleAliasesTable
  article_verdicts: ArticleVerdictsTable
  article_drafts: ArticleDraftsTable
  answers_given: AnswersGivenTable
  unanswered_questions: UnansweredQuestionsTable
  document_texts: DocumentTextsTable
  article_embeddings: ArticleEmbeddingsTable
  question_embeddings: QuestionEmbeddingsTable
  search_entries: SearchEntriesTable
  search_titles: SearchTitlesTable
  search_terms: SearchTermsTable
  search_grams: SearchGramsTable
  search_spellings: SearchSpellingsTable
  search_postings: SearchPostingsTable
  search_totals: SearchTotalsTable
  triage_lines: TriageLinesTable
  triage_models: TriageModelsTable
  triage_decisions: TriageDecisionsTable
  ai_feedback: AiFeedbackTable
  answer_tests: AnswerTestsTable
  model_calls: ModelCallsTable
  model_messages: ModelMessagesTable
}

/** A handle for reads and single statements. */
export type Db = Kysely<Database>
/** What a function asks for when it takes locks or must be part of somebody's commit. */
export type Tx = Transaction<Database>
