import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand, type Suggestion } from '../../src/dialogue/command.ts';
import { changeMember } from '../../src/members/settings.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../src/messages/reply.ts';
import { formatTime } from '../../src/text/format.ts';
import { findZones, readZone } from '../../src/time/zones.ts';

export const settingsZone = defineCommand({
  key: 'settings.zone',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    city: { type: 'text', required: true, maxLength: 60, suggest: suggestZones },
  },
  run: saveZone,
});

function suggestZones(_call: Call, typed: string): Suggestion[] {
  return findZones(typed, 25).map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));
}

async function saveZone(call: Call, { city }: { readonly city: string }): Promise<Reply> {
  const { t, services, person } = call;
  const read = readZone(city);
  if (!read.ok) {
    const { reason, similar } = read;
    return toMe(
      t(`settings:zone.${reason}`, { typed: escapeMarkdown(city) }),
      ...(similar.length > 0 ? [t('settings:zone.similar', { zones: similar.join(', ') })] : []),
    );
  }
  const { zone } = read;
  await changeMember(services.db, person.id, { zone });
  return toMe(t('settings:zone.saved', { zone, time: formatTime(services.clock.now(), zone, person.locale) }));
}
