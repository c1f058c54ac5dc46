import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { complaintProblems, isSetAside, parseComplaints, readComplaints } from '../../scripts/complaints.ts';
import { loadGuide } from '../../src/guide/articles.ts';
import { LOCALES } from '../../src/i18n/locales.ts';

const contentDir = fileURLToPath(new URL('../../content', import.meta.url));
const guide = loadGuide(contentDir, 'en');

test('a file names the article, a line in brackets the section', () => {
  const read = parseComplaints('[opening]\none\n\n[late-payment]\n two \n', 'en/guide/complaints/steps.txt', 'en');
  expect(read).toEqual([
    { locale: 'en', text: 'one', section: 'steps', file: 'en/guide/complaints/steps.txt', line: 2 },
    { locale: 'en', text: 'two', section: 'steps#late-payment', file: 'en/guide/complaints/steps.txt', line: 5 },
  ]);
});

test('what lies beside the guide has no section, and may be hard', () => {
  const read = parseComplaints('[plain]\ntaxes\n[hard]\na late train\n', 'en/guide/complaints/beside.txt', 'en');
  expect(read.map(({ text, section, hard }) => [text, section, hard])).toEqual([
    ['taxes', undefined, undefined],
    ['a late train', undefined, true],
  ]);
});

test('an unknown section and the same words in another file are told with their places', () => {
  const problems = complaintProblems(
    [
      ...parseComplaints('[late-pay]\nWhere is my money?', 'en/guide/complaints/steps.txt', 'en'),
      ...parseComplaints('[plain]\nwhere is MY money', 'en/guide/complaints/beside.txt', 'en'),
    ],
    guide,
  );
  expect(problems).toContain('en/guide/complaints/steps.txt:2 the guide has no section “steps#late-pay”');
  expect(problems).toContain('en/guide/complaints/beside.txt:2 says the same as en/guide/complaints/steps.txt:2');
  expect(problems).toContain('en: 0 complaints of “why-it-is-hard”, at least 60 are wanted');
  expect(problems).toContain('en: 0 complaints of “hard”, at least 200 are wanted');
});

describe.each(LOCALES)('the bank in %s', (locale) => {
  const complaints = readComplaints(contentDir, locale);

  test('a fifth is set aside', () => {
    const share = complaints.filter(isSetAside).length / complaints.length;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
  });
});

test('capitals and accents do not move a complaint to the other side', () => {
  for (const { text } of readComplaints(contentDir, 'pl').slice(0, 50))
    expect(isSetAside({ text: text.toUpperCase() })).toBe(isSetAside({ text }));
});
