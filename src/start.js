// What `npm start` runs, in plain JavaScript: whatever is imported from here on, main.ts too, comes from the cache of compiled
// modules. Were the first file TypeScript, Node would load its compiler for it at every start: 19 MB and a fifth of a second.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Among the installed packages it is as safe as the code itself, unlike a shared temporary folder; where it cannot be written, a
// start only takes longer.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/granica-modules', import.meta.url)));
await import('./main.ts');
