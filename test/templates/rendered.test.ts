import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import { TONES } from '../../src/templates/types.ts';

/**
 * Every template in every tone, filled with its own examples, in one file a language: for reading, and for seeing in a change what
 * clients would get. `vitest run test/templates/rendered.test.ts -u` writes it anew.
 */
test.each(LOCALES)('the templates as clients read them, in %s', async (locale) => {
  const pages = loadCatalogue(CONTENT_DIR, locale).templates.flatMap((template) => {
    const { tones, placeholders, title } = template;
    const values = Object.fromEntries(placeholders.map(({ name, example }) => [name, example]));
    const different = tones.formal === tones.friendly ? (['formal'] as const) : TONES;
    return different.map((tone) => {
      const filled = fillTemplate({ template, tone, values });
      if (!filled.ok) throw new Error(`${template.id} ${tone}: ${JSON.stringify(filled.problems)}`);
      return `## ${title} (${different.length > 1 ? tone : 'any tone'})\n\n${filled.text}\n`;
    });
  });
  expect(pages.length).toBeGreaterThan(50);
  await expect(pages.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, `rendered/${locale}.md`));
});
