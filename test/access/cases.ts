import { auditId, contentDraftId, draftId, entryId, FOREIGN_GUILD, ownTemplateId } from '../support/person.ts';

/** What an attacker knows: ids of another person's rows, and of another community's content. */
export interface Foreign {
  readonly personId: string;
  readonly contentId: string;
}

/** How one handler is attacked, and who may use it. */
export interface AccessCase {
  readonly access: 'everyone' | 'moderator';
  /** A command that works in communities alone. */
  readonly guild?: true;
  /** Parameters of the custom id, made of foreign ids wherever they hold an id. */
  readonly params?: (foreign: Foreign) => Readonly<Record<string, unknown>>;
  /** Values chosen in a list. */
  readonly chosen?: (foreign: Foreign) => string[];
  /** Texts of a form. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Options of a command; required ones at least. */
  readonly options?: (foreign: Foreign) => readonly object[];
}

const text = (name: string, value: string) => ({ type: 3, name, value });
const draft = ({ personId }: Foreign) => ({ draft: draftId(personId) });
const entry = ({ personId }: Foreign) => ({ id: entryId(personId) });
const own = ({ personId }: Foreign) => `own.${ownTemplateId(personId)}`;
const content = ({ contentId }: Foreign) => ({ content: contentId });
/** No check-in has this id, and none of another community may be answered. */
const foreignCheckin = ({ contentId }: Foreign) => ({ checkin: contentId });
const foreignEntry = ({ personId }: Foreign) => ({ entry: entryId(personId) });
const foreignCard = ({ personId }: Foreign) => ({ card: entryId(personId) });
const foreignAdvice = ({ personId }: Foreign) => ({ advice: entryId(personId) });
const everyone: AccessCase = { access: 'everyone' };
const inGuild: AccessCase = { access: 'everyone', guild: true };
const moderator: AccessCase = { access: 'moderator', guild: true };

/** Every command, by its key. A command without a case fails the test. */
export const COMMAND_CASES: Readonly<Record<string, AccessCase>> = {
  'guide.search': { ...everyone, options: () => [text('query', 'x')] },
  'guide.read': { ...everyone, options: () => [text('article', 'x')] },
  'guide.browse': everyone,
  'guide.tip': everyone,
  advice: everyone,
  'template.use': { ...everyone, options: (foreign) => [text('template', own(foreign))] },
  'template.list': everyone,
  'template.save': everyone,
  'template.delete': { ...everyone, options: (foreign) => [text('template', own(foreign))] },
  'violation.log': everyone,
  'violation.list': { ...everyone, options: () => [text('client', 'x')] },
  'violation.insights': everyone,
  'violation.export': everyone,
  'log-message': everyone,
  'boundaries.edit': everyone,
  'boundaries.show': everyone,
  'boundaries.document': everyone,
  'privacy.show': everyone,
  'privacy.export': everyone,
  'privacy.delete': everyone,
  'settings.language': { ...everyone, options: () => [text('language', 'pl')] },
  'settings.hours': everyone,
  'settings.zone': { ...everyone, options: () => [text('city', 'Europe/Warsaw')] },
  help: everyone,
  ask: { ...inGuild, options: () => [text('question', 'xyz')] },
  'checkin.answer': inGuild,
  'checkin.status': inGuild,
  'checkin.reminders': inGuild,
  'admin.setup': moderator,
  'admin.settings': moderator,
  'admin.health': moderator,
  'admin.checkin.preview': moderator,
  'admin.checkin.post': moderator,
  'admin.checkin.pause': moderator,
  'admin.checkin.resume': moderator,
  'admin.checkin.skip': { ...moderator, options: () => [text('week', '2026-12-24')] },
  'admin.checkin.close': moderator,
  'admin.guide.add': moderator,
  'admin.guide.edit': { ...moderator, options: ({ contentId }) => [text('article', contentId)] },
  'admin.guide.hide': { ...moderator, options: ({ contentId }) => [text('article', contentId)] },
  'admin.guide.remove': { ...moderator, options: ({ contentId }) => [text('article', contentId)] },
  'admin.guide.history': { ...moderator, options: ({ contentId }) => [text('article', contentId)] },
  'admin.guide.gaps': moderator,
  'admin.guide.import': { ...moderator, options: () => [{ type: 11, name: 'file', value: '1' }] },
  'admin.guide.export': moderator,
  'admin.template.add': moderator,
  'admin.template.edit': { ...moderator, options: ({ contentId }) => [text('template', contentId)] },
  'admin.template.remove': { ...moderator, options: ({ contentId }) => [text('template', contentId)] },
  'admin.moderate.queue': moderator,
  'admin.moderate.remove': { ...moderator, options: () => [text('message', 'https://discord.com/channels/1/2/3')] },
  'admin.moderate.block': { ...moderator, options: () => [text('pseudonym', '2026-11-27 Cicha Sowa')] },
  'admin.moderate.unblock': { ...moderator, options: () => [text('pseudonym', '2026-11-27 Cicha Sowa')] },
  'admin.insights': moderator,
  'admin.audit': moderator,
  'admin.export': moderator,
  'admin.import': { ...moderator, options: () => [{ type: 11, name: 'file', value: '1' }] },
};

const audit = (personId: string) => ({ group: undefined, person: personId, period: 'all' });
const contentDraft = ({ personId }: Foreign) => ({ draft: contentDraftId(personId) });

/** Every button, list and form, by its name. One without a case fails the test. */
export const ACTION_CASES: Readonly<Record<string, AccessCase>> = {
  'guide.open': { ...everyone, params: () => ({ ref: 'tip-official-channels' }) },
  'guide.show': {
    ...everyone,
    params: () => ({ slug: 'tip-official-channels', section: undefined, page: 0, way: 'open' }),
  },
  'guide.section': { ...everyone, params: () => ({ slug: 'tip-official-channels' }) },
  'guide.follow': everyone,
  'guide.share': { ...everyone, params: () => ({ slug: 'tip-official-channels', section: undefined }) },
  'guide.rate': { ...everyone, params: () => ({ slug: 'tip-official-channels', answer: 'yes' }) },
  'guide.why': { ...everyone, params: () => ({ slug: 'tip-official-channels', answer: 'no' }) },
  'guide.note': { ...everyone, params: () => ({ slug: 'tip-official-channels', answer: 'no' }), texts: { note: 'x' } },
  'guide.helped': { ...inGuild, params: () => ({ answer: 'no', query: 'x' }) },
  'guide.tell': { ...inGuild, params: ({ personId }) => ({ gap: entryId(personId) }) },
  'guide.ask': { ...inGuild, params: ({ personId }) => ({ gap: entryId(personId) }) },
  'guide.askNow': { ...inGuild, texts: { question: 'x' } },
  'guide.contents': { ...everyone, params: () => ({ part: 'tips', page: 0 }) },
  'guide.part': everyone,
  'guide.reset': everyone,
  'guide.resetNow': everyone,
  'guide.anotherTip': everyone,
  'boundaries.part': { ...everyone, params: () => ({ part: 'hours' }) },
  'boundaries.save': { ...everyone, params: () => ({ part: 'hours' }), texts: { hours: '9-17', zone: '' } },
  'boundaries.confirm': { ...everyone, params: ({ personId }) => ({ part: 'scope', draft: `${personId}4` }) },
  'boundaries.overview': everyone,
  'boundaries.autoReply': everyone,
  'boundaries.autoReplyIn': { ...everyone, params: () => ({ locale: 'en' }) },
  'boundaries.letter': everyone,
  'boundaries.letterNow': { ...everyone, texts: { sender: 'x', client: '', project: '' } },
  'template.open': { ...everyone, params: (foreign) => ({ id: own(foreign) }) },
  'template.openFor': {
    ...everyone,
    params: ({ personId }) => ({ id: 'extra-fee', entry: entryId(personId) }),
  },
  'template.fill': { ...everyone, params: (foreign) => ({ id: own(foreign), tone: 'firm', locale: 'pl' }) },
  'template.values': { ...everyone, params: (foreign) => ({ ...draft(foreign), page: 0, after: 'preview' }) },
  'template.page': { ...everyone, params: (foreign) => ({ ...draft(foreign), page: 0, after: 'preview' }) },
  'template.show': { ...everyone, params: draft },
  'template.tone': { ...everyone, params: draft, chosen: () => ['formal'] },
  'template.language': { ...everyone, params: draft },
  'template.keep': { ...everyone, params: draft },
  'template.share': { ...everyone, params: draft },
  'template.adapt': { ...inGuild, params: draft },
  'template.adaptForm': { ...inGuild, params: draft },
  'template.adaptNow': { ...inGuild, params: draft, texts: { message: 'x' } },
  'template.original': { ...inGuild, params: draft },
  'template.shareNow': { ...everyone, params: draft },
  'template.view': { ...everyone, chosen: () => ['own'] },
  'template.listPage': { ...everyone, params: () => ({ view: 'own', page: 0 }) },
  'template.save': {
    ...everyone,
    params: ({ personId }) => ({ id: ownTemplateId(personId), locale: 'pl' }),
    texts: { title: 'Overwritten', text: 'Overwritten' },
  },
  'template.saveAgain': { ...everyone, params: draft },
  'template.delete': { ...everyone, params: ({ personId }) => ({ id: ownTemplateId(personId) }) },
  'template.keepOwn': everyone,
  'violation.open': { ...everyone, params: () => ({ kind: undefined, checkin: undefined }) },
  'violation.log': {
    ...everyone,
    params: ({ contentId }) => ({ kind: 'other', checkin: contentId }),
    texts: { story: 'x' },
  },
  'checkin.remind': inGuild,
  'checkin.remind-never': { ...everyone, params: () => ({ community: FOREIGN_GUILD }) },
  'checkin.remind-later': { ...everyone, params: ({ contentId }) => ({ checkin: contentId }) },
  'checkin.calm': { ...inGuild, params: foreignCheckin },
  'checkin.boundary': { ...inGuild, params: foreignCheckin },
  'checkin.join': { ...inGuild, params: foreignCheckin },
  'checkin.digest': { ...inGuild, params: foreignCheckin },
  'checkin.discuss': { ...inGuild, params: foreignCheckin },
  'checkin.saveBoundary': { ...inGuild, params: foreignCheckin, texts: { boundary: 'x' } },
  'violation.page': { ...everyone, params: ({ personId }) => ({ client: entryId(personId), page: 0 }) },
  'violation.filter': {
    ...everyone,
    params: () => ({ by: 'client' }),
    chosen: ({ personId }) => [entryId(personId)],
  },
  'violation.retry': {
    ...everyone,
    params: ({ contentId, personId }) => ({
      kind: 'other',
      reaction: 'refused',
      weight: 1,
      checkin: contentId,
      submission: personId,
      texts: 1,
    }),
  },
  'violation.show': { ...everyone, params: entry },
  'violation.keep': { ...everyone, params: entry },
  'violation.state': { ...everyone, params: entry, chosen: () => ['resolved.paid'] },
  'violation.edit': { ...everyone, params: entry },
  'violation.editText': { ...everyone, params: entry, texts: { story: 'Overwritten' } },
  'violation.when': { ...everyone, params: entry },
  'violation.whenText': { ...everyone, params: entry, texts: { day: '2026-01-01', nextStep: 'Overwritten' } },
  'violation.delete': { ...everyone, params: entry },
  'violation.deleteNow': { ...everyone, params: entry },
  'violation.remind': { ...everyone, params: entry },
  'violation.remindIn': { ...everyone, params: (foreign) => ({ ...entry(foreign), days: '2' }) },
  'violation.done': { ...everyone, params: entry },
  'violation.stop': { ...everyone, params: entry },
  'violation.stopAll': everyone,
  'violation.suggest': { ...inGuild, params: entry },
  'violation.suggestNow': { ...inGuild, params: entry },
  'violation.takeKind': { ...everyone, params: (foreign) => ({ ...entry(foreign), kind: 'disrespect' }) },
  'violation.timeline': { ...everyone, chosen: ({ personId }) => [entryId(personId)] },
  'privacy.counted': { ...everyone, params: () => ({ counted: 'no' }) },
  'card.share': { ...inGuild, params: foreignEntry },
  'card.draft': { ...inGuild, params: foreignEntry, texts: { story: 'x' } },
  'card.confirm': { ...inGuild, params: foreignCard },
  'card.redraft': { ...inGuild, params: foreignCard },
  'card.cancel': { ...inGuild, params: foreignCard },
  'card.edit': { ...inGuild, params: foreignCard },
  'card.save': { ...inGuild, params: foreignCard, texts: { story: 'x' } },
  'card.withdraw': { ...inGuild, params: foreignCard },
  'card.meToo': { ...inGuild, params: foreignCard },
  'card.advise': { ...inGuild, params: foreignCard },
  'card.adviseNow': { ...inGuild, params: foreignCard, texts: { advice: 'x' } },
  'advice.withdraw': { ...inGuild, params: foreignAdvice },
  'advice.rate': { ...inGuild, params: foreignAdvice },
  'card.report': { ...inGuild, params: foreignCard },
  'card.reportNow': { ...inGuild, params: foreignCard },
  'advice.report': { ...inGuild, params: foreignAdvice },
  'advice.reportNow': { ...inGuild, params: foreignAdvice },
  'moderate.keep': { ...moderator, params: ({ personId }: Foreign) => ({ type: 'card', id: entryId(personId) }) },
  'moderate.reason': { ...moderator, params: ({ personId }: Foreign) => ({ type: 'card', id: entryId(personId) }) },
  'moderate.remove': { ...moderator, params: ({ personId }: Foreign) => ({ type: 'card', id: entryId(personId) }) },
  'privacy.erase': everyone,
  'privacy.keep': everyone,
  'settings.hours': everyone,
  'settings.hours-form': { ...everyone, texts: { from: '9', to: '17' } },
  'settings.hours-night': { ...everyone, params: () => ({ days: [1], from: '22:00', to: '06:00' }) },
  'settings.hours-reset': everyone,
  'setup.channel': {
    ...moderator,
    params: () => ({ way: 'setup', seen: 'x', field: 'checkinChannelId' }),
    chosen: () => [FOREIGN_GUILD],
  },
  'setup.role': { ...moderator, params: () => ({ way: 'setup', seen: 'x' }), chosen: () => [FOREIGN_GUILD] },
  'setup.time': { ...moderator, params: () => ({ way: 'setup' }) },
  'setup.time-form': {
    ...moderator,
    params: () => ({ way: 'setup', seen: 'x' }),
    texts: { time: '10', zone: 'Europe/Warsaw' },
  },
  'setup.test': moderator,
  'setup.handbook': moderator,
  'setup.finish': moderator,
  'settings.choose': {
    ...moderator,
    params: () => ({ way: 'settings', seen: 'x', field: 'checkinWeekday' }),
    chosen: () => ['9'],
  },
  'settings.apply': {
    ...moderator,
    params: () => ({ way: 'settings', seen: 'x', page: 'rules', change: { sharing: 'off' } }),
  },
  'settings.page': { ...moderator, params: () => ({ page: 'rules', way: 'settings' }) },
  'insights.csv': moderator,
  'import.take': moderator,
  'import.leave': moderator,
  'audit.page': { ...moderator, params: ({ personId }) => ({ ...audit(personId), page: 0 }) },
  'audit.group': { ...moderator, params: ({ personId }) => audit(personId), chosen: () => ['article'] },
  'audit.period': { ...moderator, params: ({ personId }) => audit(personId), chosen: () => ['all'] },
  'audit.undo': { ...moderator, params: ({ personId }) => ({ entry: auditId(personId) }) },
  'audit.download': { ...moderator, params: ({ personId }) => ({ ...audit(personId), format: 'json' }) },
  'admin.guide.write': {
    ...moderator,
    params: ({ contentId }) => ({ content: contentId, version: 1, slug: undefined, locale: 'pl' }),
    texts: { title: 'Overwritten', summary: 'Overwritten', text: 'Overwritten' },
  },
  'admin.guide.rewrite': {
    ...moderator,
    params: contentDraft,
    texts: { title: 'Overwritten', summary: 'Overwritten', text: 'Overwritten' },
  },
  'admin.guide.draft': { ...moderator, params: contentDraft },
  'admin.guide.preview': { ...moderator, params: (foreign) => ({ ...contentDraft(foreign), page: 0 }) },
  'admin.guide.publish': { ...moderator, params: (foreign) => ({ ...contentDraft(foreign), over: undefined }) },
  'admin.guide.restore': { ...moderator, params: (foreign) => ({ ...content(foreign), version: 1 }) },
  'admin.guide.example': moderator,
  'admin.guide.show': { ...moderator, params: content },
  'admin.guide.showGuide': { ...moderator, params: () => ({ slug: 'tip-official-channels' }) },
  'admin.guide.remove': { ...moderator, params: content },
  'admin.guide.putBack': { ...moderator, params: content },
  'admin.guide.keep': { ...moderator, params: content },
  'admin.guide.history': { ...moderator, params: (foreign) => ({ ...content(foreign), page: 0 }) },
  'admin.guide.version': { ...moderator, params: (foreign) => ({ ...content(foreign), version: 1 }) },
  'admin.guide.gaps': { ...moderator, params: () => ({ view: 'questions', page: 0 }) },
  'admin.guide.fill': { ...moderator, params: ({ personId }) => ({ words: undefined, gap: entryId(personId) }) },
  'admin.guide.take': moderator,
  'admin.guide.leave': moderator,
  'admin.template.write': {
    ...moderator,
    params: ({ contentId, personId }) => ({
      content: contentId,
      version: 1,
      locale: 'pl',
      draft: contentDraftId(personId),
    }),
    texts: { title: 'Overwritten', text: 'Overwritten' },
  },
  'admin.template.draft': { ...moderator, params: contentDraft },
  'admin.template.publish': { ...moderator, params: (foreign) => ({ ...contentDraft(foreign), over: undefined }) },
  'admin.template.restore': { ...moderator, params: (foreign) => ({ ...content(foreign), version: 1 }) },
  'admin.template.remove': { ...moderator, params: content },
  'admin.template.history': { ...moderator, params: (foreign) => ({ ...content(foreign), page: 0 }) },
  'admin.template.version': { ...moderator, params: (foreign) => ({ ...content(foreign), version: 1 }) },
  'admin.template.export': moderator,
  'admin.template.putBack': { ...moderator, params: content },
  'admin.template.keep': { ...moderator, params: content },
};
