// npm run rotate-key: encrypts every text with the first key of DATA_KEY. The bot must not be running. It may be interrupted and
// run again. With --lost KEYID the bot can start without a permanently lost key.
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { sayTexts } from '../database/data-keys.ts';
import { rotateDatabase } from '../database/rotate-database.ts';
import { StartError } from '../operations/start-error.ts';
import { runTool, toolLog } from './tool.ts';

await runTool(async () => {
  const { lost } = readArguments();
  const { databaseUrl: url, dataKeys } = readConfig(process.env);
  if (dataKeys.length === 0) {
    throw new StartError(
      'DATA_KEY is not set. Put the new key first, and the earlier ones after it, separated by commas.',
    );
  }
  const { texts, retired, left } = await rotateDatabase({ url, dataKeys, lostKeys: lost, log: toolLog });
  console.log(`${texts} texts were encrypted with the first key.`);
  if (left.length > 0) {
    const ids = [...new Set(left.map(({ keyId }) => keyId))].join(', ');
    console.log(
      `${sayTexts(left)} could not be read and stay as they are: they name the key ${ids}. Keep that key if you have it. If no backup holds them whole, they can only be erased by those who wrote them.`,
    );
  }
  if (retired.length > 0) console.log(`DATA_KEY no longer needs ${retired.join(', ')}, unless a backup does.`);
});

function readArguments(): { lost: readonly string[] } {
  try {
    const { values } = parseArgs({ options: { lost: { type: 'string', multiple: true } } });
    const lost = values.lost ?? [];
    if (lost.every((id) => /^[0-9a-f]{12}$/.test(id))) return { lost };
  } catch {
    // Reported below.
  }
  throw new StartError('Write npm run rotate-key, or npm run rotate-key -- --lost KEYID with the 12 digits of a key.');
}
