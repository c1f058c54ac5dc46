import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { type Item, writeParts } from '../../src/messages/file-parts.ts';
import type { Reply } from '../../src/messages/reply.ts';
import { personalDataFrame, readPersonalData } from '../../src/privacy/personal-data.ts';
import { UNREADABLE } from '../../src/text/unreadable.ts';
import { toMeWithFiles } from '../files.ts';
import { privacyControls } from './controls.ts';

// Its size is not known in advance, so both are deferred.
const download = defineButton({ ...privacyControls.download, access: 'everyone', defer: 'me', run: exportAll });

export const privacyExport = defineCommand({
  key: 'privacy.export',
  access: 'everyone',
  contexts: 'everywhere',
  defer: 'me',
  actions: [download],
  run: exportAll,
});

async function exportAll({ t, services, person }: Call): Promise<Reply> {
  const rows = inWords(readPersonalData(services, person.id), t('common:unreadable'));
  const files = await writeParts(t('privacy:export.file'), personalDataFrame(services.clock, person.id), rows);
  return toMeWithFiles(t('privacy:export.ready'), files);
}

/** Files may be compressed, so unreadable ones are reported here. */
async function* inWords(items: AsyncIterable<Item>, words: string): AsyncGenerator<Item> {
  for await (const { section, text } of items)
    yield { section, ...(text === undefined ? {} : { text: text.replaceAll(UNREADABLE, words) }) };
}
