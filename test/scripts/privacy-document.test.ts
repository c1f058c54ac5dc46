import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { privacyDocument } from '../../scripts/privacy-document.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadCommandWords } from '../../src/dialogue/command-texts.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { OWNED_COLUMNS } from '../../src/privacy/tables.ts';

const document = privacyDocument(loadTranslator(CONTENT_DIR), loadCommandWords(CONTENT_DIR));

it('PRIVACY.md says what the registry says (if not: node scripts/privacy-doc.ts)', () => {
  const written = readFileSync(fileURLToPath(new URL('../../PRIVACY.md', import.meta.url)), 'utf8');
  expect(written).toBe(document);
});

it('names every table with a person’s id, in both languages', () => {
  for (const { table } of OWNED_COLUMNS) expect(document.split(`\`${table}\``)).toHaveLength(3);
  expect(document).toContain('`/prywatność usuń`');
  expect(document).toContain('`/privacy delete`');
});
