import type { Call } from '../src/dialogue/call.ts';
import { meet } from '../src/members/meeting.ts';
import type { Block } from '../src/messages/reply.ts';

/**
 * What a person reads once, with the first private answer that they ever get: what stays private, two things to try, and where to
 * change or switch off what they do not want. Nothing for everybody else.
 */
export async function greet(call: Call): Promise<readonly Block[]> {
  if (!(await meet(call.services, call.person.id))) return [];
  return [{ type: 'divider' }, { type: 'text', text: greetingText(call) }];
}

function greetingText({ t, mention }: Pick<Call, 't' | 'mention'>): string {
  const lines = [
    t('help:greeting.private'),
    t('help:greeting.try', { search: mention('guide.search'), log: mention('violation.log') }),
    t('help:greeting.off', { settings: mention('settings.show'), privacy: mention('privacy.show') }),
  ];
  return lines.map((line) => `-# ${line}`).join('\n');
}
