// Made by `npm run db:client` from schema.prisma; what `npm ci --omit=dev` installs.

// biome-ignore-all lint: generated file
// @ts-nocheck
import * as runtime from "@prisma/client/runtime/client"
import {                   } from "./class.ts"
export const PrismaClientKnownRequestError = runtime.PrismaClientKnownRequestError
export const PrismaClientUnknownRequestError = runtime.PrismaClientUnknownRequestError
export const PrismaClientRustPanicError = runtime.PrismaClientRustPanicError
export const PrismaClientInitializationError = runtime.PrismaClientInitializationError
export const PrismaClientValidationError = runtime.PrismaClientValidationError
export const sql = runtime.sqltag
export const empty = runtime.empty
export const join = runtime.join
export const raw = runtime.raw
export const Sql = runtime.Sql
export const Decimal = runtime.Decimal
export const getExtensionContext = runtime.Extensions.getExtensionContext
export const prismaVersion                = {
  client: "7.10.1",
  engine: "d1b3f377ca835d73fd50954a5e22128b9ebdd6b8"
}
export const NullTypes = {
  DbNull: runtime.NullTypes.DbNull                                                  ,
  JsonNull: runtime.NullTypes.JsonNull                                                    ,
  AnyNull: runtime.NullTypes.AnyNull                                                   ,
}
export const DbNull = runtime.DbNull
export const JsonNull = runtime.JsonNull
export const AnyNull = runtime.AnyNull
// cause typescript not to expand types and preserve names
// this type assumes the passed object is entirely optional
export const ModelName = {
  Community: 'Community',
  CommunityDeparture: 'CommunityDeparture',
  CheckinSkip: 'CheckinSkip',
  CheckinTheme: 'CheckinTheme',
  Checkin: 'Checkin',
  CheckinAnswer: 'CheckinAnswer',
  CheckinStreak: 'CheckinStreak',
  CheckinReminder: 'CheckinReminder',
  OutboxStep: 'OutboxStep',
  Violation: 'Violation',
  ViolationTally: 'ViolationTally',
  CommunityWeek: 'CommunityWeek',
  HandledInteraction: 'HandledInteraction',
  Member: 'Member',
  LastBackup: 'LastBackup',
  DataKey: 'DataKey',
  Secret: 'Secret',
  Erasure: 'Erasure',
  TemplateDraft: 'TemplateDraft',
  TemplateMemory: 'TemplateMemory',
  OwnTemplate: 'OwnTemplate',
  Usage: 'Usage',
  UsageWeek: 'UsageWeek',
  CommunityContent: 'CommunityContent',
  CommunityContentVersion: 'CommunityContentVersion',
  CommunityContentDraft: 'CommunityContentDraft',
  SearchGap: 'SearchGap',
  ArticleReading: 'ArticleReading',
  PracticeRun: 'PracticeRun',
  TipSeen: 'TipSeen',
  ArticleRating: 'ArticleRating',
  AssistantUse: 'AssistantUse',
  AssistantMemberUse: 'AssistantMemberUse',
  SectionVector: 'SectionVector',
  Notice: 'Notice',
  NoticeConsent: 'NoticeConsent',
  BoundarySheet: 'BoundarySheet',
  AuditEntry: 'AuditEntry',
  Alert: 'Alert',
  Card: 'Card',
  CardPseudonym: 'CardPseudonym',
  CardMeToo: 'CardMeToo',
  CardAdvice: 'CardAdvice',
  AdviceRating: 'AdviceRating',
  CardReport: 'CardReport',
  CardDecision: 'CardDecision',
  AnonymousBlock: 'AnonymousBlock',
  Introduction: 'Introduction',
  SharedPost: 'SharedPost',
  MessageRemoval: 'MessageRemoval'
}
export const TransactionIsolationLevel = runtime.makeStrictEnum({
  ReadUncommitted: 'ReadUncommitted',
  ReadCommitted: 'ReadCommitted',
  RepeatableRead: 'RepeatableRead',
  Serializable: 'Serializable'
}         )
export const CommunityScalarFieldEnum = {
  id: 'id',
  locale: 'locale',
  zone: 'zone',
  checkinChannelId: 'checkinChannelId',
  checkinWeekday: 'checkinWeekday',
  checkinTime: 'checkinTime',
  checkinWindowHours: 'checkinWindowHours',
  checkinCatchUpHours: 'checkinCatchUpHours',
  checkinHolidays: 'checkinHolidays',
  checkinPausedUntil: 'checkinPausedUntil',
  checkinNextAt: 'checkinNextAt',
  checkinProblem: 'checkinProblem',
  retentionMonths: 'retentionMonths',
  assistant: 'assistant',
  assistantTokens: 'assistantTokens',
  moderatorChannelId: 'moderatorChannelId',
  moderatorRoleId: 'moderatorRoleId',
  digestInChannel: 'digestInChannel',
  digestSummary: 'digestSummary',
  sharing: 'sharing',
  slowMinutes: 'slowMinutes',
  watchWords: 'watchWords',
  setUpAt: 'setUpAt',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const CommunityDepartureScalarFieldEnum = {
  communityId: 'communityId',
  leftAt: 'leftAt'
}
export const CheckinSkipScalarFieldEnum = {
  communityId: 'communityId',
  week: 'week'
}
export const CheckinThemeScalarFieldEnum = {
  communityId: 'communityId',
  week: 'week',
  theme: 'theme'
}
export const CheckinScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  week: 'week',
  localDate: 'localDate',
  state: 'state',
  dueAt: 'dueAt',
  latestAt: 'latestAt',
  closesAt: 'closesAt',
  theme: 'theme',
  channelId: 'channelId',
  messageId: 'messageId',
  inForum: 'inForum',
  threadId: 'threadId',
  digestId: 'digestId',
  postedAt: 'postedAt',
  closedAt: 'closedAt',
  createdAt: 'createdAt'
}
export const CheckinAnswerScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  communityId: 'communityId',
  checkinId: 'checkinId',
  week: 'week',
  outcome: 'outcome',
  outcomeAt: 'outcomeAt',
  boundary: 'boundary',
  kept: 'kept',
  keptInARow: 'keptInARow',
  helped: 'helped',
  answeredAt: 'answeredAt',
  late: 'late',
  updatedAt: 'updatedAt'
}
export const CheckinStreakScalarFieldEnum = {
  personId: 'personId',
  communityId: 'communityId',
  week: 'week',
  weeks: 'weeks',
  longest: 'longest',
  frozen: 'frozen'
}
export const CheckinReminderScalarFieldEnum = {
  personId: 'personId',
  communityId: 'communityId',
  skippedWeek: 'skippedWeek',
  createdAt: 'createdAt'
}
export const OutboxStepScalarFieldEnum = {
  id: 'id',
  kind: 'kind',
  key: 'key',
  communityId: 'communityId',
  personId: 'personId',
  subjectId: 'subjectId',
  nonce: 'nonce',
  state: 'state',
  dueAt: 'dueAt',
  nextAt: 'nextAt',
  leaseHolder: 'leaseHolder',
  attempts: 'attempts',
  firstAt: 'firstAt',
  problem: 'problem',
  createdAt: 'createdAt',
  endedAt: 'endedAt'
}
export const ViolationScalarFieldEnum = {
  id: 'id',
  authorId: 'authorId',
  communityId: 'communityId',
  checkinId: 'checkinId',
  kind: 'kind',
  story: 'story',
  clientLabel: 'clientLabel',
  nextStep: 'nextStep',
  reaction: 'reaction',
  weight: 'weight',
  happenedOn: 'happenedOn',
  state: 'state',
  outcome: 'outcome',
  addressedOn: 'addressedOn',
  unpaidMinutes: 'unpaidMinutes',
  amount: 'amount',
  currency: 'currency',
  history: 'history',
  interactionId: 'interactionId',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const ViolationTallyScalarFieldEnum = {
  authorId: 'authorId',
  week: 'week',
  kind: 'kind',
  currency: 'currency',
  entries: 'entries',
  letPass: 'letPass',
  addressed: 'addressed',
  addressedDays: 'addressedDays',
  unpaidMinutes: 'unpaidMinutes',
  amount: 'amount'
}
export const CommunityWeekScalarFieldEnum = {
  communityId: 'communityId',
  week: 'week',
  kinds: 'kinds',
  reactions: 'reactions',
  closedAt: 'closedAt'
}
export const HandledInteractionScalarFieldEnum = {
  id: 'id',
  process: 'process',
  at: 'at'
}
export const MemberScalarFieldEnum = {
  id: 'id',
  locale: 'locale',
  discordLocale: 'discordLocale',
  zone: 'zone',
  dmDays: 'dmDays',
  dmFrom: 'dmFrom',
  dmTo: 'dmTo',
  dmsClosedAt: 'dmsClosedAt',
  metAt: 'metAt',
  uncounted: 'uncounted',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const LastBackupScalarFieldEnum = {
  id: 'id',
  at: 'at'
}
export const DataKeyScalarFieldEnum = {
  id: 'id',
  createdAt: 'createdAt',
  checkedAt: 'checkedAt',
  lostAt: 'lostAt'
}
export const SecretScalarFieldEnum = {
  name: 'name',
  value: 'value',
  createdAt: 'createdAt'
}
export const ErasureScalarFieldEnum = {
  personHash: 'personHash',
  erasedAt: 'erasedAt',
  pending: 'pending'
}
export const TemplateDraftScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  template: 'template',
  tone: 'tone',
  locale: 'locale',
  values: 'values',
  filledAt: 'filledAt',
  expiresAt: 'expiresAt'
}
export const TemplateMemoryScalarFieldEnum = {
  personId: 'personId',
  values: 'values',
  updatedAt: 'updatedAt'
}
export const OwnTemplateScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  locale: 'locale',
  title: 'title',
  text: 'text',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const UsageScalarFieldEnum = {
  communityId: 'communityId',
  week: 'week',
  what: 'what',
  part: 'part',
  personHash: 'personHash'
}
export const UsageWeekScalarFieldEnum = {
  communityId: 'communityId',
  week: 'week',
  what: 'what',
  part: 'part',
  people: 'people'
}
export const CommunityContentScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  kind: 'kind',
  slug: 'slug',
  locale: 'locale',
  state: 'state',
  version: 'version',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const CommunityContentVersionScalarFieldEnum = {
  contentId: 'contentId',
  number: 'number',
  text: 'text',
  authorId: 'authorId',
  createdAt: 'createdAt'
}
export const CommunityContentDraftScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  authorId: 'authorId',
  kind: 'kind',
  locale: 'locale',
  contentId: 'contentId',
  basedOn: 'basedOn',
  slug: 'slug',
  text: 'text',
  savedAs: 'savedAs',
  expiresAt: 'expiresAt'
}
export const SearchGapScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  personHash: 'personHash',
  month: 'month',
  locale: 'locale',
  query: 'query',
  reason: 'reason',
  told: 'told',
  createdAt: 'createdAt'
}
export const ArticleReadingScalarFieldEnum = {
  personId: 'personId',
  article: 'article',
  page: 'page',
  readAt: 'readAt',
  openedAt: 'openedAt'
}
export const PracticeRunScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  communityId: 'communityId',
  play: 'play',
  scene: 'scene',
  locale: 'locale',
  structure: 'structure',
  path: 'path',
  end: 'end',
  endedAt: 'endedAt'
}
export const TipSeenScalarFieldEnum = {
  personId: 'personId',
  tip: 'tip',
  seenAt: 'seenAt'
}
export const ArticleRatingScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  article: 'article',
  locale: 'locale',
  communityId: 'communityId',
  helpful: 'helpful',
  note: 'note',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const AssistantUseScalarFieldEnum = {
  communityId: 'communityId',
  day: 'day',
  tokens: 'tokens'
}
export const AssistantMemberUseScalarFieldEnum = {
  communityId: 'communityId',
  personId: 'personId',
  day: 'day',
  tokens: 'tokens'
}
export const SectionVectorScalarFieldEnum = {
  hash: 'hash',
  vector: 'vector',
  usedAt: 'usedAt'
}
export const NoticeScalarFieldEnum = {
  id: 'id',
  personId: 'personId',
  kind: 'kind',
  subject: 'subject',
  communityId: 'communityId',
  locale: 'locale',
  payload: 'payload',
  state: 'state',
  dueAt: 'dueAt',
  staleAt: 'staleAt',
  leaseUntil: 'leaseUntil',
  firstTriedAt: 'firstTriedAt',
  doneAt: 'doneAt'
}
export const NoticeConsentScalarFieldEnum = {
  personId: 'personId',
  kind: 'kind',
  communityId: 'communityId',
  createdAt: 'createdAt'
}
export const BoundarySheetScalarFieldEnum = {
  personId: 'personId',
  hours: 'hours',
  contact: 'contact',
  scope: 'scope',
  payment: 'payment',
  away: 'away',
  focus: 'focus',
  draft: 'draft',
  draftExpiresAt: 'draftExpiresAt',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const AuditEntryScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  actorId: 'actorId',
  action: 'action',
  before: 'before',
  after: 'after',
  pieces: 'pieces',
  createdAt: 'createdAt'
}
export const AlertScalarFieldEnum = {
  communityId: 'communityId',
  key: 'key',
  kind: 'kind',
  channelId: 'channelId',
  messageId: 'messageId',
  openedAt: 'openedAt',
  toldAt: 'toldAt',
  resolvedAt: 'resolvedAt',
  telling: 'telling',
  triedIn: 'triedIn',
  count: 'count'
}
export const CardScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  checkinId: 'checkinId',
  authorId: 'authorId',
  violationId: 'violationId',
  pseudonym: 'pseudonym',
  kind: 'kind',
  reaction: 'reaction',
  story: 'story',
  learned: 'learned',
  summarised: 'summarised',
  state: 'state',
  channelId: 'channelId',
  messageId: 'messageId',
  appearsAt: 'appearsAt',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const CardPseudonymScalarFieldEnum = {
  checkinId: 'checkinId',
  personId: 'personId',
  name: 'name'
}
export const CardMeTooScalarFieldEnum = {
  cardId: 'cardId',
  personId: 'personId'
}
export const CardAdviceScalarFieldEnum = {
  id: 'id',
  cardId: 'cardId',
  communityId: 'communityId',
  authorId: 'authorId',
  text: 'text',
  state: 'state',
  channelId: 'channelId',
  messageId: 'messageId',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt'
}
export const AdviceRatingScalarFieldEnum = {
  adviceId: 'adviceId',
  personId: 'personId'
}
export const CardReportScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  cardId: 'cardId',
  adviceId: 'adviceId',
  reporterId: 'reporterId',
  reason: 'reason',
  createdAt: 'createdAt',
  decidedAt: 'decidedAt'
}
export const CardDecisionScalarFieldEnum = {
  id: 'id',
  cardId: 'cardId',
  adviceId: 'adviceId',
  decision: 'decision',
  moderatorId: 'moderatorId',
  decidedAt: 'decidedAt'
}
export const AnonymousBlockScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  personHash: 'personHash',
  pseudonym: 'pseudonym',
  day: 'day',
  createdAt: 'createdAt'
}
export const IntroductionScalarFieldEnum = {
  communityId: 'communityId',
  mark: 'mark',
  channelId: 'channelId',
  messageId: 'messageId',
  pinned: 'pinned',
  state: 'state',
  createdAt: 'createdAt'
}
export const SharedPostScalarFieldEnum = {
  id: 'id',
  authorId: 'authorId',
  kind: 'kind',
  communityId: 'communityId',
  guildId: 'guildId',
  channelId: 'channelId',
  messageId: 'messageId',
  createdAt: 'createdAt'
}
export const MessageRemovalScalarFieldEnum = {
  id: 'id',
  communityId: 'communityId',
  channelId: 'channelId',
  messageId: 'messageId'
}
export const SortOrder = {
  asc: 'asc',
  desc: 'desc'
}
export const JsonNullValueInput = {
  JsonNull: JsonNull
}
export const NullableJsonNullValueInput = {
  DbNull: DbNull,
  JsonNull: JsonNull
}
export const QueryMode = {
  default: 'default',
  insensitive: 'insensitive'
}
export const NullsOrder = {
  first: 'first',
  last: 'last'
}
export const JsonNullValueFilter = {
  DbNull: DbNull,
  JsonNull: JsonNull,
  AnyNull: AnyNull
}
export const defineExtension = runtime.Extensions.defineExtension
