// npm run backup -- FILE: writes all data to FILE. The bot may be running.
import { readConfig } from '../config.ts';
import { parseDatabaseUrl } from '../database/address.ts';
import { backUpDatabase } from '../database/backup-database.ts';
import { StartError } from '../operations/start-error.ts';
import { runTool, toolLog } from './tool.ts';

await runTool(async () => {
  const file = process.argv[2];
  if (file === undefined) throw new StartError('Name the file to write: npm run backup -- FILE');
  await backUpDatabase(parseDatabaseUrl(readConfig(process.env).databaseUrl), file, toolLog);
  console.log(`Wrote ${file}. It contains everything members wrote: keep it where only you can read it.`);
});
