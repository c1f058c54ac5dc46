import { CONTENT_KINDS, type ContentKind } from '../../../src/communities/content/kinds.ts';
import type { FileItem } from '../../../src/communities/content/transfer.ts';
import {
  type CommunityFile,
  type Importing,
  type ImportPlan,
  importCommunity,
  planImport,
  readCommunityFile,
} from '../../../src/communities/transfer.ts';
import { type ButtonInput, defineButton } from '../../../src/discord/action.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { buttons, panel, type Reply, toMe, update } from '../../../src/discord/reply.ts';
import { isArticleText } from '../../../src/guide/community/write.ts';
import { isHoliday } from '../../../src/holidays.ts';
import { checkWritten } from '../../../src/templates/check-written.ts';
import { readCommunityTemplate } from '../../../src/templates/community.ts';
import { readUpload, type Upload } from '../../../src/uploads.ts';
import { readStored } from '../settings/change.ts';
import { sayValue } from '../settings/values.ts';

/** A full community of the longest texts that people write fits well; Discord takes up to 10 MB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Names of refused texts, as many as fit one message. */
const NAMED = 20;

/** The preview holds the file itself, so the button works after a restart and reads what was previewed. */
const takeOver = defineButton({
  name: 'import.take',
  access: 'moderator',
  params: {},
  run: async (call, _params, { message }: ButtonInput) => {
    const { t, services, person, command } = call;
    const [attached] = message?.files ?? [];
    const file = attached && (await read(call, attached));
    if (!file) return update(t('transfer:lost', { import: command('admin.import') }));
    const done = await importCommunity({ ...services, isHoliday }, communityOf(call), file, {
      ...importing(call),
      actorId: person.id,
    });
    if (done.type === 'refused') return update(t('transfer:nothing'), sayRefused(call, done.items));
    return update(t('transfer:done', { audit: command('admin.audit') }));
  },
});

const leave = defineButton({
  name: 'import.leave',
  access: 'moderator',
  params: {},
  run: ({ t }) => update(t('transfer:left')),
});

/** Takes over settings and content from a file, after showing what that would change. */
export const adminImport = defineCommand({
  key: 'admin.import',
  access: 'moderator',
  contexts: 'guild',
  options: { file: { type: 'file', required: true } },
  actions: [takeOver, leave],
  async run(call, { file: upload }): Promise<Reply> {
    const { t, services, command } = call;
    const name = escapeMarkdown(upload.name);
    const source = await readUpload(services.fetch, upload, MAX_BYTES);
    if (source === undefined) return toMe(t('transfer:unreadable', { file: name }));
    const file = readCommunityFile(source);
    if (!file) return toMe(t('transfer:noFile', { file: name, export: command('admin.export') }));
    const present = await readStored(call);
    const plan = await planImport(services.db, communityOf(call).id, present, file, importing(call));
    if (plan.refused.length > 0) return toMe(t('transfer:nothing'), sayRefused(call, plan.refused));
    return toMe(
      panel(undefined, `## ${t('transfer:title')}`, ...sayPlan(call, plan)),
      { type: 'file', file: { name: 'granica.json', data: source } },
      buttons(
        { label: t('transfer:take'), style: 'primary', does: takeOver.with({}) },
        { label: t('transfer:leave'), does: leave.with({}) },
      ),
    );
  },
});

async function read({ services }: Call, upload: Upload): Promise<CommunityFile | undefined> {
  const source = await readUpload(services.fetch, upload, MAX_BYTES);
  return source === undefined ? undefined : readCommunityFile(source);
}

function importing(call: Call): Importing {
  const { services } = call;
  const { id } = communityOf(call);
  return {
    exists: (field, named) =>
      field === 'moderatorRoleId'
        ? services.guilds.role(id, named) === 'there'
        : services.guilds.channel(id, named).presence === 'there',
    isValid: (kind, item) => isValid(call, kind, item),
  };
}

function isValid({ services }: Call, kind: ContentKind, item: FileItem): boolean {
  if (kind === 'article') return isArticleText(item);
  const { text, locale } = item;
  const template = readCommunityTemplate(text);
  return template !== undefined && checkWritten({ ...template, locale }, services.templates[locale].placeholders).ok;
}

function sayPlan(call: Call, { settings, left, content }: ImportPlan): string[] {
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
    CONTENT_KINDS.map((kind) => t(`transfer:content.${kind}`, content[kind])).join('\n'),
    `-# ${t('transfer:stays')}`,
  ];
}

function sayRefused({ t }: Call, items: readonly FileItem[]): string {
  const names = items.slice(0, NAMED).map(({ slug, locale }) => `${slug} (${locale})`);
  return t('transfer:refused', { count: items.length, names: names.join(', ') });
}
