// npm run db:client: generates the database client and keeps its code in prisma/client, for installations without Prisma.
// With --check, part of `npm run check`, it only compares.
import { renewClient, staleFiles } from './kept-client.ts';

if (process.argv.includes('--check')) {
  const stale = staleFiles();
  for (const file of stale) console.error(file);
  if (stale.length > 0) {
    console.error('The kept database client is out of date: npm run db:client, then commit prisma/client.');
    process.exitCode = 1;
  }
} else {
  renewClient();
  console.log('Kept it in prisma/client.');
}
