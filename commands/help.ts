import { defineButton } from '../src/dialogue/action.ts';
import type { Call } from '../src/dialogue/call.ts';
import { type Command, defineCommand, type SlashCommand } from '../src/dialogue/command.ts';
import type { Translator } from '../src/i18n/translator.ts';
import { type Block, type Button, buttons, forMany, panel, type Reply, toMe } from '../src/messages/reply.ts';
import { sheetControls } from './boundaries/controls.ts';
import { helpControls } from './controls.ts';
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

/** The article with which a newcomer begins. */
const FIRST_ARTICLE = 'why-it-is-hard';

/** `/help` over the given commands: what the bot does and where to begin; all commands are a button away. */
export function helpCommand(working: readonly Command[]): SlashCommand {
  const listCommands = defineButton({
    ...helpControls.commands,
    access: 'everyone',
    reads: true,
    run: (call) => presentCommands(call, working),
  });
  return defineCommand({
    key: 'help',
    access: 'everyone',
    contexts: 'everywhere',
    actions: [listCommands],
    run: presentHelp,
  });
}

/** What `/help` says in each language, to members and to moderators, for as long as the bot runs with these words. */
const said = new WeakMap<Translator, Map<string, readonly Block[]>>();

function presentHelp(call: Call): Reply {
  const { translator, discordLocale, person, moderator } = call;
  const known = said.get(translator) ?? new Map<string, readonly Block[]>();
  said.set(translator, known);
  const whom = `${discordLocale} ${person.locale} ${moderator}`;
  const blocks = known.get(whom) ?? forMany(helpFor(call));
  known.set(whom, blocks);
  return toMe(...blocks);
}

function helpFor(call: Call): readonly Block[] {
  const { t } = call;
  const starts: readonly Button[] = [
    { label: t('help:start.read'), style: 'primary', does: guideControls.open.with({ ref: FIRST_ARTICLE }) },
    { label: t('help:start.log'), does: violationControls.open.with({ kind: undefined, checkin: undefined }) },
    { label: t('help:start.terms'), does: sheetControls.overview.with({}) },
    { label: t('help:start.commands'), does: helpControls.commands.with({}) },
  ];
  const { command } = call;
  return [
    panel(
      undefined,
      `## ${t('help:title')}\n${t('help:intro')}`,
      t('help:begin', {
        search: command('guide.search'),
        templates: command('template.list'),
        log: command('violation.log'),
        practice: command('practice'),
        terms: command('boundaries.edit'),
        privacy: command('privacy.show'),
      }),
      ...(call.moderator ? [t('help:moderators', { setup: command('admin.setup') })] : []),
    ),
    buttons(...starts),
  ];
}

/** The commands that the person may use and that exist where they ask, by topic. */
function presentCommands(call: Call, working: readonly Command[]): Reply {
  const { t, command, describe, moderator, community } = call;
  const here = working.filter(
    ({ access, contexts }) =>
      (access === 'everyone' || moderator) && (contexts === 'everywhere' || community !== undefined),
  );
  const slash = here.filter(({ type }) => type === 'slash');
  const topics = Object.keys(TOPICS) as Topic[];
  const sections = topics.flatMap((topic) => {
    const roots: readonly string[] = TOPICS[topic];
    const lines = slash
      .filter(({ key }) => roots.includes(key.split('.')[0] ?? ''))
      .map(({ key }) => `${command(key)} – ${describe(key)}`);
    return lines.length > 0 ? [`### ${t(`help:groups.${topic}`)}\n${lines.join('\n')}`] : [];
  });
  const inMenu = here.filter(({ type }) => type === 'message').map(({ key }) => command(key));
  return toMe(panel(undefined, ...sections, t('help:messages', { names: inMenu.join(', ') })));
}
