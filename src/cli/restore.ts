// npm run restore -- FILE: replaces all data with that of a backup, or of a crash dump. The bot must not be running. The previous
// data is kept beside FILE or at --copy; for the embedded database among its dumps. --no-copy: not kept.
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { parseDatabaseUrl } from '../database/address.ts';
import { reapplyErasures } from '../database/erasures.ts';
import { unforeseeable } from '../database/ids.ts';
import { readMigrations } from '../database/migrations.ts';
import { openDatabase } from '../database/open.ts';
import { restoreDatabase } from '../database/restore-database.ts';
import { createSealer } from '../database/sealing.ts';
import { StartError } from '../operations/start-error.ts';
import { personalData } from '../privacy/personal-data.ts';
import { systemClock } from '../time/clock.ts';
import { runTool, toolLog } from './tool.ts';

await runTool(async () => {
  const { file, copy } = readArguments();
  const { databaseUrl, dataKeys } = readConfig(process.env);
  const sealer = createSealer(dataKeys);
  const migrations = await readMigrations();
  const address = parseDatabaseUrl(databaseUrl);
  const kept = await restoreDatabase({ address, file, migrations, sealer, log: toolLog, copy });
  if (kept !== undefined) {
    const end =
      address.kind === 'embedded'
        ? 'It is deleted after 7 days.'
        : 'It holds all that members wrote, also what was deleted since: delete it when you do not need it any more.';
    console.log(`What was there before is in ${kept}. ${end}`);
  }
  const database = await openDatabase({ url: databaseUrl, dataKeys, migrations, log: toolLog });
  try {
    const erased = await reapplyErasures(
      database.db,
      sealer,
      personalData({ clock: systemClock, random: unforeseeable }),
    );
    console.log(`Restored ${file}.`);
    if (erased > 0) console.log(`Erased again the data of members who had asked for that since the backup: ${erased}.`);
  } finally {
    await database.close();
  }
});

function readArguments(): { file: string; copy: string | false | undefined } {
  const usage = 'Name the file to restore: npm run restore -- FILE [--copy FILE | --no-copy]';
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { copy: { type: 'string' }, 'no-copy': { type: 'boolean' } },
    });
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0) return { file, copy: values['no-copy'] ? false : values.copy };
  } catch (error) {
    throw new StartError(usage, { cause: error });
  }
  throw new StartError(usage);
}
