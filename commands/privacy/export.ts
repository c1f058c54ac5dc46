import { defineCommand } from '../../src/discord/command.ts';
import { toMe } from '../../src/discord/reply.ts';
import { exportPersonalData } from '../../src/members/ownership/personal-data.ts';

export const privacyExport = defineCommand({
  key: 'privacy.export',
  access: 'everyone',
  contexts: 'everywhere',
  run: async ({ t, services, person }) => {
    const data = await exportPersonalData(services, person.id);
    const file = { name: t('privacy:export.file'), data: JSON.stringify(data, undefined, 2) };
    return toMe(t('privacy:export.ready'), { type: 'file', file });
  },
});
