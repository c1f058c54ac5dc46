import { type ButtonInput, defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { checkArticles } from '../../../src/guide/community/check.ts';
import { CONTENT_KINDS } from '../../../src/kinds/content.ts';
import type { FileItem } from '../../../src/library/content-file.ts';
import { type Importing, type ImportPlan, importCommunity, planImport } from '../../../src/lifecycle/community-file.ts';
import { readLongCommunityFile } from '../../../src/lifecycle/read-aside.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, panel, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { sayUnread } from '../../unread.ts';
import { isScene } from '../scene/scenes.ts';
import { readStored } from '../settings/change.ts';
import { watchWeek } from '../settings/lost-week.ts';
import { withheldFrom } from '../settings/rights.ts';
import { sayValue } from '../settings/values.ts';
import { isTemplate } from '../template/templates.ts';
import { transferControls } from './controls.ts';
import { sayFileProblems } from './problems.ts';

/** Maximum bytes of a file: a full community of the longest realistic texts fits well; Discord accepts up to 10 MB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Maximum names of refused texts, to fit one message. */
const NAMED = 20;

/** The preview contains the file itself, so the button works after a restart and reads the previewed file. */
const takeOver = defineButton({
  ...transferControls.take,
  access: 'moderator',
  defer: 'update', // reads the file again
  run: async (call, _params, { message }: ButtonInput) => {
    const { t, services, person, command } = call;
    const [attached] = message?.files ?? [];
    const source = attached && (await readUpload(services.fetch, attached, MAX_BYTES));
    const read = source?.ok ? await readLongCommunityFile(source.text) : undefined;
    if (!read?.ok) return update(t('transfer:lost', { import: command('admin.import') }));
    const { file } = read;
    const { done, notice } = await watchWeek(call, () =>
      importCommunity({ ...services, isHoliday }, communityOf(call), file, { ...importing(call), actorId: person.id }),
    );
    if (done.type === 'refused') return update(t('transfer:nothing'), sayRefused(call, done.items));
    return update(t('transfer:done', { audit: command('admin.audit') }), ...(notice ? [notice] : []));
  },
});

const leave = defineButton({
  ...transferControls.leave,
  access: 'moderator',
  run: ({ t }) => update(t('transfer:left')),
});

/** Imports settings and content from a file, after showing the changes. */
export const adminImport = defineCommand({
  key: 'admin.import',
  access: 'moderator',
  contexts: 'guild',
  options: { file: { type: 'file', required: true } },
  actions: [takeOver, leave],
  defer: 'me',
  async run(call, { file: upload }): Promise<Reply> {
    const { t, services, command } = call;
    const source = await readUpload(services.fetch, upload, MAX_BYTES);
    if (!source.ok) return toMe(sayUnread(call, upload.name, source.why, MAX_BYTES));
    const read = await readLongCommunityFile(source.text);
    if (!read.ok) {
      const noFile = t('transfer:noFile', { file: escapeMarkdown(upload.name), export: command('admin.export') });
      return toMe(sayFileProblems(call, upload.name, read.problems, noFile));
    }
    const present = await readStored(call);
    const plan = await planImport(services.db, communityOf(call).id, present, read.file, importing(call));
    if (plan.refused.length > 0) return toMe(t('transfer:nothing'), sayRefused(call, plan.refused));
    return toMe(
      panel(undefined, `## ${t('transfer:title')}`, ...sayPlan(call, plan)),
      { type: 'file', file: { name: 'granica.json', data: source.text } },
      buttons(
        { label: t('transfer:take'), style: 'primary', does: transferControls.take.with({}) },
        { label: t('transfer:leave'), does: transferControls.leave.with({}) },
      ),
    );
  },
});

function importing(call: Call): Importing {
  const { services } = call;
  const { id } = communityOf(call);
  return {
    exists: (field, named) =>
      field === 'moderatorRoleId'
        ? services.guilds.role(id, named) === 'there'
        : services.guilds.channel(id, named).presence === 'there',
    may: (field, value) => withheldFrom(call, field, value) === undefined,
    findRefused: async (kind, items) => {
      if (kind === 'article') return (await checkArticles(items)).refused;
      const isValid = kind === 'scene' ? isScene : (item: FileItem) => isTemplate(call, item);
      return new Set(items.filter((item) => !isValid(item)));
    },
  };
}

function sayPlan(call: Call, { settings, left, withheld, content }: ImportPlan): string[] {
  const { t } = call;
  const changes = settings.map(
    ({ field, from, to }) =>
      `- ${t(`audit:fields.${field}`)}: ${sayValue(call, field, from)} → ${sayValue(call, field, to)}`,
  );
  return [
    changes.length > 0 ? [t('transfer:settings'), ...changes].join('\n') : t('transfer:sameSettings'),
    ...(left.length > 0
      ? [t('transfer:bound', { fields: left.map((field) => t(`audit:fields.${field}`)).join(', ') })]
      : []),
    ...(withheld.length > 0
      ? [t('transfer:withheld', { fields: withheld.map((field) => t(`audit:fields.${field}`)).join(', ') })]
      : []),
    CONTENT_KINDS.map((kind) => t(`transfer:content.${kind}`, content[kind])).join('\n'),
    `-# ${t('transfer:stays')}`,
  ];
}

function sayRefused({ t }: Call, items: readonly FileItem[]): string {
  const names = items.slice(0, NAMED).map(({ slug, locale }) => `${slug} (${locale})`);
  return t('transfer:refused', { count: items.length, names: names.join(', ') });
}
