import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { REACTIONS, VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import {
  HELP,
  kindAbout,
  matterOf,
  readHelp,
  situationOf,
  templateBeside,
  whatHelps,
} from '../../src/kinds/what-helps.ts';

const content = await loadContent();

const WEIGHTS = [1, 3, 5];
const ENTRIES = [1, 2, 3, 7];
const TRIED = [[], ['let-pass'], ['reminded'], ['reminded', 'refused'], ['ended']] as const;

/** Every kind with every reaction, weight, number of entries, and what was tried before. */
const CASES = VIOLATION_KINDS.flatMap((kind) =>
  REACTIONS.flatMap((reaction) =>
    WEIGHTS.flatMap((weight) =>
      ENTRIES.flatMap((entries) => TRIED.map((tried) => ({ kind, reaction, weight, entries, tried }))),
    ),
  ),
);

describe.each(LOCALES)('help in %s', (locale) => {
  it.each(VIOLATION_KINDS)('with %s leads to sections and templates that exist', (kind) => {
    const { heavy, about, ...always } = HELP[kind];
    const sections = [...content.guides[locale].articles.values()].flatMap(({ slug, sections }) => [
      slug,
      ...sections.map(({ ref }) => ref),
    ]);
    for (const section of about) expect(sections).toContain(section);
    for (const { section, template, second } of [...Object.values(always), ...(heavy ? [heavy] : [])]) {
      const [slug = '', id] = section.split('#');
      const article = content.guides[locale].articles.get(slug);
      expect(article, section).toBeDefined();
      if (id) expect(article?.sections.map((each) => each.id)).toContain(id);
      for (const one of [template, second]) expect(content.templates[locale].find(one), one).toBeDefined();
    }
  });
});

/** Letters for the beginning or for a new client, which make no sense to somebody who has just crossed a boundary. */
const FOR_BEGINNINGS = ['expectations-letter', 'contract-clauses', 'questions-before-signing', 'polite-refusal'];

describe('what comes first', () => {
  it('is never drastic, unless the member has ended the work together', () => {
    for (const { kind, ...known } of CASES) {
      const { template, second } = whatHelps(kind, known);
      if (known.reaction === 'ended') continue;
      expect(template, JSON.stringify({ kind, known })).not.toBe('end-cooperation');
      if (second === 'end-cooperation') expect(kind).toBe('disrespect');
    }
  });

  it('is no letter for the beginning', () => {
    for (const { kind, ...known } of CASES) expect(FOR_BEGINNINGS).not.toContain(whatHelps(kind, known).template);
  });

  it('is always two different messages', () => {
    for (const { kind, ...known } of CASES) {
      const { template, second } = whatHelps(kind, known);
      expect(template).not.toBe(second);
    }
  });

  it.each(VIOLATION_KINDS)('with %s is another step once a reminder was tried', (kind) => {
    const first = whatHelps(kind, { reaction: 'let-pass' });
    expect(whatHelps(kind, { reaction: 'reminded' })).not.toEqual(first);
    expect(whatHelps(kind, { reaction: 'let-pass', tried: ['reminded'], entries: 2 })).not.toEqual(first);
    expect(whatHelps(kind, { reaction: 'let-pass', entries: 3 })).not.toEqual(first);
  });

  it.each([
    ['unrealistic-deadline', 'realistic-deadline'],
    ['call-overrun', 'call-length'],
    ['disrespect', 'conversation-tone'],
    ['other', 'back-to-agreement'],
    ['late-payment', 'late-payment-reminder'],
  ] as const)('for %s is %s', (kind, template) => {
    expect(whatHelps(kind, { reaction: 'let-pass', weight: 2 }).template).toBe(template);
  });
});

it('takes the situation that weighs most', () => {
  expect(situationOf({})).toBe('first');
  expect(situationOf({ reaction: 'let-pass', entries: 2 })).toBe('first');
  expect(situationOf({ reaction: 'reminded', tried: ['refused'], entries: 2 })).toBe('refused');
  expect(situationOf({ reaction: 'let-pass', tried: ['ended'], entries: 2 })).toBe('first');
  expect(situationOf({ reaction: 'refused', entries: 3 })).toBe('repeated');
  expect(situationOf({ reaction: 'refused', weight: 5, entries: 3 })).toBe('heavy');
  expect(situationOf({ reaction: 'ended', weight: 5, entries: 3 })).toBe('ended');
});

it('treats what weighed most like any other where a kind has no row for it', () => {
  expect(whatHelps('late-payment', { reaction: 'reminded', weight: 5 })).toEqual(
    whatHelps('late-payment', { reaction: 'reminded', weight: 2 }),
  );
});

it('names the message that goes with a section', () => {
  expect(templateBeside('step-set-expectations#calls', ['auto-reply', 'call-length'])).toBe('call-length');
  expect(templateBeside('step-set-expectations#calls', ['auto-reply'])).toBeUndefined();
});

it('knows which kind a section treats, and which sections treat the same matter', () => {
  expect(kindAbout('when-client-does-not-pay#court')).toBe('late-payment');
  expect(kindAbout('reason-self-care')).toBeUndefined();
  expect(matterOf('step-address-violations-now#extra-work')).toBe(matterOf('step-set-expectations#scope'));
  expect(matterOf('step-address-violations-now#extra-work')).not.toBe(
    matterOf('step-address-violations-now#late-payment'),
  );
  expect(matterOf('tip-be-ready-to-walk-away#notice')).toBe(matterOf('tip-be-ready-to-walk-away'));
});

describe('the table', () => {
  const source = readFileSync(new URL('../../content/help.yaml', import.meta.url), 'utf8');

  it.each([
    ['a kind is missing', source.slice(0, source.indexOf('\nother:'))],
    ['a row is missing', source.replace(/^ {2}repeated: .*$/mu, '')],
    ['a row is unknown', source.replace('  first:', '  fist:')],
    ['a field is unknown', source.replace('read:', 'section:')],
    ['a section is about two kinds', source.replace('about:', 'about:\n    - tip-official-channels')],
    ['the same template is offered twice', source.replace('or: auto-reply', 'or: working-hours-reminder')],
  ])('is refused when %s', (_, broken) => {
    expect(broken).not.toBe(source);
    expect(() => readHelp(broken)).toThrow();
  });
});
