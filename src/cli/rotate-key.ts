// npm run rotate-key: encrypts every text with the first key of DATA_KEY. The bot must not be running on the embedded
// database; on a server, restart it with the new DATA_KEY first. It may be interrupted and run again.
import { readSettings } from '../config.ts';
import { rotateKeys } from '../database/data-keys.ts';
import { openDatabase } from '../database/database.ts';
import { StartError } from '../operations/start-error.ts';
import { runTool, toolLog } from './tool.ts';

await runTool(async () => {
  const { databaseUrl, dataKeys } = readSettings(process.env);
  if (dataKeys.length === 0) {
    throw new StartError(
      'DATA_KEY is not set. Put the new key first, and the earlier ones after it, separated by commas.',
    );
  }
  const database = await openDatabase({ url: databaseUrl, dataKeys, log: toolLog });
  try {
    const { texts, retired } = await database.withSession((session) => rotateKeys(session, database.sealer));
    console.log(`${texts} texts were encrypted with the first key.`);
    if (retired.length > 0) console.log(`DATA_KEY need not hold ${retired.join(', ')} any more, unless a backup does.`);
  } finally {
    await database.close();
  }
});
