import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { ADVICE } from '../../src/kinds/what-helps.ts';

const content = await loadContent();

describe.each(LOCALES)('advice in %s', (locale) => {
  it.each(VIOLATION_KINDS)('%s leads to a section and a template that exist', (kind) => {
    const { section, template } = ADVICE[kind];
    const [slug = '', id] = section.split('#');
    const article = content.guides[locale].articles.get(slug);
    expect(article).toBeDefined();
    if (id) expect(article?.sections.map((each) => each.id)).toContain(id);
    expect(content.templates[locale].find(template)).toBeDefined();
  });
});
