import { readFile, writeFile } from 'node:fs/promises';
import { measure, sayFigures } from './figures.ts';
import { readHouse } from './house.ts';
import { drawHouse } from './picture.ts';

// npm run house: draws the floors into ARCHITECTURE.md from the imports, and prints the figures of the house.
// npm run house -- --check: says what breaks the order, or that the picture is old; prints nothing else.

const DOCUMENT = 'ARCHITECTURE.md';
const PICTURE = /(<!-- drawn by `npm run house` -->\n\n```mermaid\n)[\s\S]*?(\n```)/;

const check = process.argv.includes('--check');
const house = await readHouse();
for (const { rule, from, to, comment } of house.breaches) {
  console.error(`${from} → ${to}\n  ${rule}: ${comment}`);
  process.exitCode = 1;
}

const before = await readFile(DOCUMENT, 'utf8');
if (!PICTURE.test(before)) throw new Error(`${DOCUMENT} has no place for the picture`);
const after = before.replace(PICTURE, (_, start: string, end: string) => `${start}${drawHouse(house.files)}${end}`);
if (!check) {
  if (after !== before) await writeFile(DOCUMENT, after);
  console.log(sayFigures(measure(house)));
} else if (after !== before) {
  console.error(`The picture in ${DOCUMENT} is not what the imports are: run \`npm run house\``);
  process.exitCode = 1;
}
