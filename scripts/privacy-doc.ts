// node scripts/privacy-doc.ts: writes PRIVACY.md. A test fails while it is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONTENT_DIR } from '../src/app/content.ts';
import { loadCommandWords } from '../src/dialogue/command-texts.ts';
import { loadTranslator } from '../src/i18n/translator.ts';
import { privacyDocument } from './privacy-document.ts';

const file = fileURLToPath(new URL('../PRIVACY.md', import.meta.url));
writeFileSync(file, privacyDocument(loadTranslator(CONTENT_DIR), loadCommandWords(CONTENT_DIR)));
console.log('Wrote PRIVACY.md.');
