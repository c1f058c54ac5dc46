import { defineButton } from '../../src/discord/action.ts';
import type { Call } from '../../src/discord/call.ts';
import { defineCommand } from '../../src/discord/command.ts';
import { cut } from '../../src/discord/limits.ts';
import { escapeMarkdown, quote } from '../../src/discord/markdown.ts';
import { countParam } from '../../src/discord/params.ts';
import { type Block, buttons, divider, type Reply, toMe, update } from '../../src/discord/reply.ts';
import { type Entry, listEntries } from '../../src/violations/entries.ts';

const PAGE_SIZE = 5;
/** Of a story, as much as leaves room for a page of them in one message. */
const STORY_SHOWN = 500;

const turnPage = defineButton({
  name: 'violation.page',
  access: 'everyone',
  params: { page: countParam },
  run: async (call, { page }): Promise<Reply> => update(...(await presentPage(call, page))),
});

export const violationList = defineCommand({
  key: 'violation.list',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [turnPage],
  run: async (call) => toMe(...(await presentPage(call, 0))),
});

async function presentPage(call: Call, page: number): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const { entries, total } = await listEntries(services, person.id, { skip: page * PAGE_SIZE, take: PAGE_SIZE });
  if (total === 0) return [t('violations:list.empty', { log: call.command('violation.log') })];
  const pages = Math.ceil(total / PAGE_SIZE);
  const turn = (to: number, label: string) => ({
    label,
    does: turnPage.with({ page: Math.max(0, to) }),
    disabled: to < 0 || to >= pages,
  });
  return [
    `## ${t('violations:list.title', { count: total })}`,
    ...entries.flatMap((entry) => [divider, presentEntry(call, entry)]),
    ...(pages > 1
      ? [
          t('common:page', { page: page + 1, pages }),
          buttons(turn(page - 1, t('common:previous')), turn(page + 1, t('common:next'))),
        ]
      : []),
  ];
}

function presentEntry({ t }: Call, entry: Entry): string {
  const seconds = Math.floor(entry.loggedAt.getTime() / 1000);
  const reaction = t(`violations:reactions.${entry.reaction}`);
  const story = cut(entry.story, STORY_SHOWN);
  return [
    `**${t(`violations:kinds.${entry.kind}`)}**`,
    t('violations:list.entry', { when: `<t:${seconds}:D>`, weight: entry.weight, reaction }),
    quote(escapeMarkdown(story) + (story === entry.story ? '' : '…')),
    ...(entry.clientLabel ? [t('violations:list.client', { client: escapeMarkdown(entry.clientLabel) })] : []),
    ...(entry.nextStep ? [t('violations:list.next', { step: escapeMarkdown(entry.nextStep) })] : []),
  ].join('\n');
}
