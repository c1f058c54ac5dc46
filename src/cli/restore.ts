// npm run restore -- FILE: replaces all data with that of a backup, or of a crash dump. The bot must not be running.
import { systemClock } from '../clock.ts';
import { readSettings } from '../config.ts';
import { parseDatabaseUrl } from '../database/address.ts';
import { openDatabase } from '../database/database.ts';
import { reapplyErasures } from '../database/erasures.ts';
import { readMigrations } from '../database/migrations.ts';
import { restoreDatabase } from '../database/restore-database.ts';
import { createSealer } from '../database/sealing.ts';
import { unforeseeable } from '../ids.ts';
import { personalData } from '../members/ownership/personal-data.ts';
import { StartError } from '../operations/start-error.ts';
import { runTool, toolLog } from './tool.ts';

await runTool(async () => {
  const file = process.argv[2];
  if (file === undefined) throw new StartError('Name the file to restore: npm run restore -- FILE');
  const { databaseUrl, dataKeys } = readSettings(process.env);
  const sealer = createSealer(dataKeys);
  const migrations = await readMigrations();
  await restoreDatabase({ address: parseDatabaseUrl(databaseUrl), file, migrations, sealer, log: toolLog });
  const database = await openDatabase({ url: databaseUrl, dataKeys, migrations, log: toolLog });
  try {
    const erased = await reapplyErasures(
      database.db,
      sealer,
      personalData({ clock: systemClock, random: unforeseeable }),
    );
    console.log(`Restored ${file}.`);
    if (erased > 0) console.log(`Erased again the data of ${erased} who had asked for it since.`);
  } finally {
    await database.close();
  }
});
