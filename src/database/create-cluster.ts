// Run as a process of its own: creates the files of an empty embedded database in the directory named by its argument.
// Creating takes 400 MB more than using it, which WebAssembly never gives back: this process takes them along.
import { argv } from 'node:process';
import { openPglite } from './embedded-settings.ts';

const directory = argv[2];
if (directory === undefined) throw new Error('Usage: create-cluster.ts DIRECTORY');
const pglite = await openPglite({ dataDir: directory });
await pglite.close();
