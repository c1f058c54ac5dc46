// npm run docs:reference: writes the pages of docs/ that are made from the code. A test fails while one is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generatedPages } from './generated.ts';

for (const [file, text] of generatedPages()) {
  writeFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), text);
  console.log(`Wrote ${file}.`);
}
