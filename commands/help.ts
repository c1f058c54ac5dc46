import { findSettings } from '../src/communities/settings.ts';
import { defineButton, defineSelect } from '../src/dialogue/action.ts';
import type { Call } from '../src/dialogue/call.ts';
import { type Command, defineCommand, type SlashCommand } from '../src/dialogue/command.ts';
import { ifReachable } from '../src/dialogue/reach.ts';
import { type Block, type Button, buttons, panel, type Reply, toMe, update } from '../src/messages/reply.ts';
import { introductionControls } from './admin/introduction/controls.ts';
import { sheetControls } from './boundaries/controls.ts';
import { helpControls } from './controls.ts';
import { FIRST_ARTICLE } from './first-article.ts';
import { guideControls } from './guide/controls.ts';
import { violationControls } from './violation/controls.ts';

/** The topics of `/help` in their order, each with the first names of its commands. */
const TOPICS = {
  guide: ['guide'],
  template: ['template'],
  violation: ['violation'],
  boundaries: ['boundaries'],
  checkin: ['checkin'],
  ask: ['ask'],
  practice: ['practice'],
  privacy: ['privacy', 'settings'],
  admin: ['admin'],
} as const;

type Topic = keyof typeof TOPICS;

/** What people come for, in the order in which it is said, each with the command that it begins with. */
const WISHES = {
  search: 'guide.search',
  templates: 'template.list',
  log: 'violation.log',
  practice: 'practice',
  terms: 'boundaries.edit',
  checkin: 'checkin.answer',
  settings: 'settings.show',
  privacy: 'privacy.show',
} as const;

type Wish = keyof typeof WISHES;

/** `/help` over the given commands: what the bot does and where to begin; all commands are a button away. */
export function helpCommand(working: readonly Command[]): SlashCommand {
  const listCommands = defineButton({
    ...helpControls.commands,
    access: 'everyone',
    reads: true,
    run: async (call) => toMe(...(await presentCommands(call, working, undefined))),
  });
  const chooseTopic = defineSelect({
    ...helpControls.topic,
    access: 'everyone',
    reads: true,
    run: async (call, _params, { values: [topic] }) => update(...(await presentCommands(call, working, topic))),
  });
  /** The button of a pinned introduction. */
  const begin = defineButton({
    ...introductionControls.begin,
    access: 'everyone',
    reads: true,
    run: (call) => presentHelp(call, working),
  });
  return defineCommand({
    key: 'help',
    access: 'everyone',
    contexts: 'everywhere',
    actions: [listCommands, chooseTopic, begin],
    run: (call) => presentHelp(call, working),
  });
}

async function presentHelp(call: Call, working: readonly Command[]): Promise<Reply> {
  const { t, mention, moderator, community } = call;
  const checkins = await hasCheckins(call);
  const works = new Set(workingHere(call, working, checkins).map(({ key }) => key));
  const wishes = (Object.keys(WISHES) as Wish[]).filter((wish) => works.has(WISHES[wish]));
  const starts: readonly Button[] = [
    { label: t('help:start.read'), style: 'primary', does: guideControls.open.with({ ref: FIRST_ARTICLE }) },
    { label: t('help:start.log'), does: violationControls.open.with({ kind: undefined, checkin: undefined }) },
    { label: t('help:start.terms'), does: sheetControls.overview.with({}) },
    { label: t('help:start.commands'), does: helpControls.commands.with({}) },
  ];
  const lines = wishes.map((wish) => `- ${t(`help:wishes.${wish}`, { command: mention(WISHES[wish]) })}`);
  const setUp = { setup: mention('admin.setup') };
  return toMe(
    panel(
      undefined,
      `## ${t('help:title')}\n${t('help:intro')}`,
      ...(moderator && !checkins ? [t('help:notSetUp', setUp)] : []),
      [t('help:begin'), ...lines].join('\n'),
      ...(moderator && checkins ? [t('help:moderators', setUp)] : []),
      ...(community ? [] : [`-# ${t('help:elsewhere')}`]),
    ),
    buttons(...starts),
  );
}

/** Whether check-ins have a place here; without a database, as if they had. */
async function hasCheckins(call: Call): Promise<boolean> {
  const { community, services } = call;
  if (!community) return false;
  const { db, memory } = services;
  const read = () => memory.recall(`settings ${community.id}`, () => findSettings(db, community.id));
  const found = await ifReachable(call, async () => ({ settings: await read() }));
  return found === undefined || Boolean(found.settings?.checkinChannelId);
}

/** The commands that the person may use and that work where they ask. */
function workingHere({ moderator, community }: Call, working: readonly Command[], checkins: boolean): Command[] {
  return working.filter(
    ({ key, access, contexts }) =>
      (access === 'everyone' || moderator) &&
      (contexts === 'everywhere' || community !== undefined) &&
      (checkins || !key.startsWith('checkin.')),
  );
}

/** The commands of a topic, the first one if it is unknown, and a list of the others: all at once are five screens of a phone. */
async function presentCommands(
  call: Call,
  working: readonly Command[],
  wanted: string | undefined,
): Promise<(string | Block)[]> {
  const { t, command, mention, describe } = call;
  const here = workingHere(call, working, await hasCheckins(call));
  const ofTopic = (topic: Topic): Command[] => {
    const roots: readonly string[] = TOPICS[topic];
    return here.filter(({ key, type }) => type === 'slash' && roots.includes(key.split('.')[0] ?? ''));
  };
  const topics = (Object.keys(TOPICS) as Topic[]).filter((topic) => ofTopic(topic).length > 0);
  const shown = topics.find((topic) => topic === wanted) ?? 'guide';
  const lines = ofTopic(shown).map(({ key }) => `- ${mention(key)} ${describe(key)}`);
  const inMenu = here.filter(({ type }) => type === 'message').map(({ key }) => command(key));
  const options = topics.map((topic) => ({ value: topic, label: t(`help:groups.${topic}`), chosen: topic === shown }));
  return [
    panel(
      undefined,
      `## ${t(`help:groups.${shown}`)}\n${lines.join('\n')}`,
      ...(shown === 'guide' ? [t('help:messages', { names: inMenu.join(', ') })] : []),
    ),
    { type: 'select', select: { does: helpControls.topic.with({}), prompt: t('help:topics'), options } },
  ];
}
