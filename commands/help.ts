import type { Call } from '../src/dialogue/call.ts';
import { type Command, defineCommand, type SlashCommand } from '../src/dialogue/command.ts';
import { panel, type Reply, toMe } from '../src/messages/reply.ts';

/** The topics of `/help` in their order, each with the first names of its commands. */
const TOPICS = {
  guide: ['guide'],
  template: ['template'],
  violation: ['violation'],
  boundaries: ['boundaries'],
  checkin: ['checkin'],
  ask: ['ask'],
  privacy: ['privacy', 'settings'],
  admin: ['admin'],
} as const;

type Topic = keyof typeof TOPICS;

/** `/help` over the given commands. */
export function helpCommand(working: readonly Command[]): SlashCommand {
  return defineCommand({
    key: 'help',
    access: 'everyone',
    contexts: 'everywhere',
    run: (call) => presentHelp(call, working),
  });
}

function presentHelp(call: Call, working: readonly Command[]): Reply {
  const { t, command, describe, moderator } = call;
  const allowed = ({ access }: Command) => access === 'everyone' || moderator;
  const slash = working.filter((each) => each.type === 'slash' && allowed(each));
  const topics = Object.keys(TOPICS) as Topic[];
  const sections = topics.flatMap((topic) => {
    const roots: readonly string[] = TOPICS[topic];
    const lines = slash
      .filter(({ key }) => roots.includes(key.split('.')[0] ?? ''))
      .map(({ key }) => `${command(key)} – ${describe(key)}`);
    return lines.length > 0 ? [`### ${t(`help:groups.${topic}`)}\n${lines.join('\n')}`] : [];
  });
  const inMenu = working.filter((each) => each.type === 'message').map(({ key }) => command(key));
  return toMe(
    panel(
      undefined,
      `## ${t('help:title')}\n${t('help:intro')}`,
      ...sections,
      t('help:messages', { names: inMenu.join(', ') }),
    ),
  );
}
