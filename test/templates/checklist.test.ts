import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import {
  checklistFile,
  isTicked,
  MAX_ITEMS,
  packTicks,
  readChecklist,
  showItem,
} from '../../src/templates/checklist.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import { TOPICS } from '../../src/templates/usable.ts';

const lists = LOCALES.map((locale) =>
  loadCatalogue(CONTENT_DIR, locale).templates.filter(({ isChecklist }) => isChecklist),
);

describe.each(lists.flat().map((template) => [`${template.locale} ${template.id}`, template] as const))(
  '%s',
  (_, template) => {
    const items = (values: Record<string, string>) => {
      const filled = fillTemplate({ template, tone: 'formal', values });
      if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
      return readChecklist(filled.text);
    };

    it('has items enough for a list, and no more than Discord has room for', () => {
      const { heading, items: all } = items({});
      expect(all.length).toBeGreaterThanOrEqual(10);
      expect(all.length).toBeLessThanOrEqual(MAX_ITEMS);
      expect(new Set(all).size).toBe(all.length);
      expect(heading).not.toBe('');
    });

    it('has the same items, filled in or not, so that ticks stay where they are', () => {
      const values = Object.fromEntries(template.placeholders.map(({ name, example = 'x' }) => [name, example]));
      expect(items(values).items).toHaveLength(items({}).items.length);
    });

    it('takes its values from the boundary sheet alone, since it asks for nothing', () => {
      for (const { source, required } of template.placeholders) {
        expect(source).toMatch(/^sheet\./);
        expect(required).toBe(false);
      }
    });
  },
);

it('the lists are the same in both languages, with as many items', () => {
  const counted = lists.map((templates) =>
    templates.map((template) => {
      const filled = fillTemplate({ template, tone: 'formal', values: {} });
      return `${template.id} ${filled.ok ? readChecklist(filled.text).items.length : 'unfilled'}`;
    }),
  );
  expect(counted[0]).toEqual(counted[1]);
  expect(lists[0]?.map(({ id }) => id)).toEqual([...TOPICS.checklists].toSorted());
});

it('any ticks can be packed into a number and read again', () => {
  const places = fc.uniqueArray(fc.integer({ min: 0, max: MAX_ITEMS - 1 }));
  fc.assert(
    fc.property(places, (ticked) => {
      const ticks = packTicks(ticked);
      expect(Number.isSafeInteger(ticks)).toBe(true);
      for (let place = 0; place < MAX_ITEMS; place += 1) expect(isTicked(ticks, place)).toBe(ticked.includes(place));
    }),
  );
});

it('is written as Markdown that other programs can tick', () => {
  const list = readChecklist('To do\n\n☐ one\n☐ two\n\nThe end');
  expect(list).toEqual({ heading: 'To do', items: ['one', 'two'] });
  expect(checklistFile('List', list, packTicks([1]))).toBe('# List\n\n- [ ] one\n- [x] two\n');
  expect([showItem('one', false), showItem('one', true)]).toEqual(['☐ one', '☑ one']);
});
