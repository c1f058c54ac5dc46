// Runs as a separate process: creates the files of an empty embedded database in the directory given as argument. Creation takes
// 400 MB more than use, and WebAssembly never returns memory, so this process takes it along when it ends.
import { argv } from 'node:process';
import { openPglite } from './embedded-settings.ts';

const directory = argv[2];
if (directory === undefined) throw new Error('Usage: create-cluster.ts DIRECTORY');
const pglite = await openPglite({ dataDir: directory });
await pglite.close();
