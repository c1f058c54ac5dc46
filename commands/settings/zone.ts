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
  run: async (call, { city }): Promise<Reply> => toMe(...(await saveZone(call, city)).lines),
});

function suggestZones(_call: Call, typed: string): Suggestion[] {
  return findZones(typed, 25).map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));
}

/** Saves a zone as it was typed, and says so; or why not, and what was meant perhaps. */
export async function saveZone(call: Call, city: string): Promise<{ saved: boolean; lines: string[] }> {
  const { t, services, person } = call;
  const read = readZone(city);
  if (!read.ok) {
    const { reason, similar } = read;
    const lines = [
      t(`settings:zone.${reason}`, { typed: escapeMarkdown(city) }),
      ...(similar.length > 0 ? [t('settings:zone.similar', { zones: similar.join(', ') })] : []),
    ];
    return { saved: false, lines };
  }
  const { zone } = read;
  await changeMember(services.db, person.id, { zone });
  const time = formatTime(services.clock.now(), zone, person.locale);
  return { saved: true, lines: [t('settings:zone.saved', { zone, time })] };
}
