import type { Database } from '../../src/database/database.ts';
import { OFFICIAL } from './articles.ts';
import { TYPED } from './community-scene.ts';
import type { World } from './whole-world.ts';

/** How a handler of the whole world is used such that it has something to do, where the case of an attacker has not. */
export interface Doing {
  /** Makes the world such that there is something to do. */
  readonly first?: (database: Database, world: World) => Promise<unknown>;
  readonly params?: (world: World) => Readonly<Record<string, unknown>>;
  /** Fields of a form: what is typed, or chosen. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  readonly chosen?: (world: World) => string[];
  readonly options?: (world: World) => readonly object[];
}

const text = (name: string, value: string) => ({ type: 3, name, value });
const ENTRY = { kind: ['disrespect'], story: 'Krzyk', client: 'Piekarnia', reaction: ['refused'], weight: ['3'] };
const ARTICLE = { title: 'Inny', summary: 'Krótko', keywords: 'inne', questions: 'Co inne?', text: 'Inaczej.' };
const TEMPLATE = { title: 'Inny', summary: 'Krótko', keywords: 'inne', text: '{{greeting}}\n\nproszę o zaliczkę.' };

const card = (state: string) => ({ first: ({ db }: Database) => db.card.updateMany({ data: { state } }) });
const content = (state: string) => ({
  first: ({ db }: Database) => db.communityContent.updateMany({ data: { state } }),
});
const template = ({ templateId }: World) => ({ content: templateId });
const templateDraft = ({ templateDraftId }: World) => ({ draft: templateDraftId });
const scene = ({ sceneId }: World) => ({ content: sceneId });
const sceneDraft = ({ sceneDraftId }: World) => ({ draft: sceneDraftId });
const articleDraft = ({ articleDraftId }: World) => ({ draft: articleDraftId });
const gap = ({ gapId }: World) => ({ gap: gapId });
const seen =
  (...fields: readonly string[]) =>
  ({ mark }: World) => ({ seen: mark(fields) });

/** By `/key` for a command, by its name for a control. */
export const DOINGS: Readonly<Record<string, Doing>> = {
  '/guide.read': { options: () => [text('article', OFFICIAL)] },
  '/template.use': { options: () => [text('template', 'extra-fee')] },
  '/violation.list': { options: () => [] },
  '/admin.checkin.resume': {
    first: ({ db }) => db.community.updateMany({ data: { checkinPausedUntil: new Date('2026-12-20') } }),
  },
  '/admin.checkin.post': { first: ({ db }) => db.checkin.deleteMany() },
  '/admin.template.edit': { options: ({ templateId }) => [text('template', templateId)] },
  '/admin.template.remove': { options: ({ templateId }) => [text('template', templateId)] },
  '/admin.scene.edit': { options: ({ sceneId }) => [text('scene', sceneId)] },
  '/admin.scene.hide': { options: ({ sceneId }) => [text('scene', sceneId)] },
  '/admin.scene.remove': { options: ({ sceneId }) => [text('scene', sceneId)] },
  '/checkin.reminders': { first: ({ db }) => db.checkinReminder.deleteMany() },
  'guide.follow': { chosen: () => [OFFICIAL] },
  'template.pick': { chosen: () => ['extra-fee'] },
  'guide.tell': { params: gap },
  'guide.ask': { params: gap },
  'template.saveAgain': { first: ({ db }) => db.templateDraft.updateMany({ data: { template: null } }) },
  'violation.log': { fields: ENTRY },
  'violation.editText': { fields: { ...ENTRY, story: 'Inaczej' } },
  'violation.whenText': { fields: { day: '2026-11-20', hours: '2', amount: '100 zł', nextStep: 'Zadzwonić' } },
  'settings.hours-form': { fields: { days: ['1', '2'], from: '9', to: '17' } },
  'card.confirm': card('draft'),
  'card.cancel': card('draft'),
  'card.redraft': card('draft'),
  'card.draft': { first: ({ db }) => db.card.deleteMany(), fields: { story: 'Krzyk', learned: '', as: ['anonymous'] } },
  'card.save': { fields: { story: 'Inaczej', learned: '', as: ['anonymous'] } },
  'moderate.keep': card('held'),
  'setup.channel': { params: seen('checkinChannelId'), chosen: ({ channelId }) => [channelId] },
  'setup.here': { params: seen('checkinChannelId') },
  'setup.role': { params: seen('moderatorRoleId'), chosen: ({ roleId }) => [roleId] },
  'setup.time-form': { params: seen('checkinTime', 'zone'), fields: { time: '11', zone: 'Europe/Warsaw' } },
  'setup.take': {
    params: (world) => ({ ...seen('checkinChannelId')(world), change: { checkinChannelId: world.channelId } }),
  },
  'setup.finish': { first: ({ db }) => db.community.updateMany({ data: { setUpAt: null } }) },
  'setup.try': { first: ({ db }) => db.community.updateMany({ data: { setUpAt: null } }) },
  'settings.choose': { params: seen('checkinWeekday'), chosen: () => ['3'] },
  'settings.apply': { params: seen('sharing') },
  'settings.words-form': { params: seen('watchWords'), fields: { words: 'krzyk' } },
  'audit.undo': { params: ({ auditId }) => ({ entry: auditId }) },
  'admin.guide.write': { params: () => ({ version: 1 }), fields: ARTICLE },
  'admin.guide.rewrite': { params: articleDraft, fields: ARTICLE },
  'admin.guide.draft': { params: articleDraft },
  'admin.guide.preview': { params: articleDraft },
  'admin.guide.publish': { params: articleDraft },
  'admin.guide.show': content('hidden'),
  'admin.guide.putBack': content('removed'),
  'admin.guide.settleGap': { params: gap },
  'admin.guide.fill': { params: gap },
  'admin.template.write': { params: (world) => ({ ...template(world), draft: undefined }), fields: TEMPLATE },
  'admin.template.draft': { params: templateDraft },
  'admin.template.publish': { params: templateDraft },
  'admin.template.restore': { params: template },
  'admin.template.remove': { params: template },
  'admin.template.history': { params: template },
  'admin.template.version': { params: template },
  'admin.template.putBack': { ...content('removed'), params: template },
  'admin.template.keep': { params: template },
  'admin.scene.begin': { fields: { ...TYPED.pl.head } },
  'admin.scene.page': { params: sceneDraft },
  'admin.scene.head': { params: sceneDraft },
  'admin.scene.headSaid': { params: sceneDraft, fields: { ...TYPED.pl.head, title: 'Inny' } },
  'admin.scene.pick': { params: sceneDraft, chosen: () => ['start'] },
  'admin.scene.part': { params: sceneDraft },
  'admin.scene.partSaid': { params: sceneDraft, fields: { text: 'Inaczej.' } },
  'admin.scene.kinds': { params: sceneDraft, chosen: () => ['silence'] },
  'admin.scene.register': { params: sceneDraft, chosen: () => ['mail'] },
  'admin.scene.show': { ...content('hidden'), params: scene },
  'admin.scene.file': { params: sceneDraft },
  'admin.scene.draft': { params: sceneDraft },
  'admin.scene.publish': { params: sceneDraft },
  'admin.scene.restore': { params: scene },
  'admin.scene.remove': { params: scene },
  'admin.scene.history': { params: scene },
  'admin.scene.version': { params: scene },
  'admin.scene.putBack': { ...content('removed'), params: scene },
  'admin.scene.keep': { params: scene },
};
