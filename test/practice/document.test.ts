import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { leadsOf, missingParts, openDocument, writeDocument, writeScene } from '../../src/practice/document.ts';
import { readScene } from '../../src/practice/read-scene.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { COMMUNITY_RULES } from '../../src/practice/scene-rules.ts';
import { loadScenes } from '../../src/practice/scenes.ts';
import { newDocument, type TypedPart, typedHead, typedPart, withHead, withPart } from '../../src/practice/typed.ts';
import { lateCallSource } from '../support/scenes.ts';

const NO_PART: TypedPart = { text: '', replies: '', own: '', end: undefined, relationship: undefined };
const HEAD = {
  title: 'The logo for nothing',
  summary: 'A café wants three drafts first',
  client: 'Rob, opens a café, talks fast',
  wish: 'wants to see drafts before he pays',
  opening: 'Rob rings about a logo.',
};

/** Lines say where a part stood in its file; two files that say the same need not agree in them. */
function withoutLines({ nodes, ...scene }: Scene): unknown {
  const bare = (part: object): object =>
    Object.fromEntries(
      Object.entries(part)
        .filter(([name]) => name !== 'line')
        .map(([name, value]) => [name, name === 'replies' ? value.map(bare) : name === 'own' ? value?.to : value]),
    );
  return { ...scene, nodes: nodes.map(bare) };
}

describe.each(LOCALES)('the scenes of the content in %s', (locale) => {
  const scenes = loadScenes(CONTENT_DIR, locale);

  test.each(scenes.map((scene) => [scene.slug, scene] as const))(
    '%s is the same once written and read',
    (slug, scene) => {
      const { scene: read, problems } = readScene(slug, locale, writeScene(scene));
      expect(problems).toEqual([]);
      expect(read && withoutLines(read)).toEqual(withoutLines(scene));
    },
  );

  test.each(scenes.map((scene) => [scene.slug, scene] as const))(
    '%s is the same once each part went through a form',
    (slug, scene) => {
      const document = openDocument(writeScene(scene));
      if (!document) throw new Error('no document');
      const typed = scene.nodes.reduce(
        (now, { id }) => withPart(now, id, typedPart(now.parts.find((part) => part.id === id))),
        withHead(document, typedHead(document)),
      );
      const { scene: read, problems } = readScene(slug, locale, writeDocument(typed), { rules: COMMUNITY_RULES });
      expect(problems).toEqual([]);
      expect(read && withoutLines(read)).toEqual(withoutLines(scene));
    },
  );
});

describe('a scene written part by part', () => {
  const start = withPart(newDocument(HEAD), 'start', {
    ...NO_PART,
    text: '> Three drafts, and then we talk money.',
    replies: [
      '“One draft is £180, three are £400.” -> haggles',
      'It has a number in it.',
      '- “Of course!” => Free Drafts',
    ].join('\n'),
    own: 'haggles, free drafts, free drafts, leaves',
  });

  it('asks for the parts to which others lead', () => {
    expect(missingParts(newDocument(HEAD))).toEqual(['start']);
    expect(missingParts(start)).toEqual(['haggles', 'free-drafts', 'leaves']);
    expect(start.parts.map(leadsOf)).toEqual([['haggles', 'free-drafts', 'leaves']]);
  });

  it('shows in the form what was typed', () => {
    expect(typedPart(start.parts[0])).toEqual({
      text: '> Three drafts, and then we talk money.',
      replies: '“One draft is £180, three are £400.” -> haggles\n(It has a number in it.)\n“Of course!” -> free-drafts',
      own: 'haggles, free-drafts, free-drafts, leaves',
      end: undefined,
      relationship: undefined,
    });
    expect(typedHead(start)).toEqual(HEAD);
  });

  it('is a scene once all parts are there', () => {
    const end = { ...NO_PART, relationship: 'same' } as const;
    const done = [
      ['leaves', { ...end, text: 'He hangs up.', end: 'kept', relationship: 'over' }],
      [
        'free-drafts',
        { ...NO_PART, text: '> By Monday?', replies: '“By Monday.” -> weekend\n“One is free.” -> one-free' },
      ],
      ['weekend', { ...end, text: 'You draw all weekend.', end: 'given-up' }],
      ['one-free', { ...end, text: 'He takes one.', end: 'partly' }],
      ['haggles', { ...NO_PART, text: '> £150?', replies: '“£180.” -> paid\n“£150.” -> paid' }],
      ['paid', { ...end, text: 'He pays.', end: 'kept', relationship: 'stronger' }],
    ] as const satisfies readonly (readonly [string, TypedPart])[];
    const document = done.reduce((now, [id, part]) => withPart(now, id, part), start);
    const source = writeDocument({ ...document, fields: { ...document.fields, kinds: ['unpaid-extra-work'] } });
    const { scene, problems } = readScene('logo', 'en', source, { rules: COMMUNITY_RULES });
    // Sharp words end it after one turn, which is too short.
    expect(problems.map(({ rule }) => rule)).toEqual(['turns']);
    const longer = withPart(document, 'leaves', {
      ...NO_PART,
      text: '> Fine.',
      replies: '“Good luck!” -> paid\n“Sorry!” -> one-free',
    });
    const again = readScene(
      'logo',
      'en',
      writeDocument({ ...longer, fields: { ...longer.fields, kinds: ['unpaid-extra-work'] } }),
      { rules: COMMUNITY_RULES },
    );
    expect(again.problems).toEqual([]);
    expect(scene).toBeUndefined();
    expect(again.scene).toMatchObject({ section: expect.any(String), template: expect.any(String) });
    expect(again.scene?.nodes.find(({ id }) => id === 'paid')).toMatchObject({ deciding: ['haggles', 'leaves'] });
    expect(again.scene?.nodes[0]?.id).toBe('start');
  });

  it('keeps text that would begin another part or a reply', () => {
    const text = '# Not a part\n\n- not a reply';
    const document = withPart(start, 'haggles', { ...NO_PART, text, replies: '“No.” -> leaves' });
    const opened = openDocument(writeDocument(document));
    expect(opened?.parts.map(({ id }) => id)).toEqual(['start', 'haggles']);
    expect(typedPart(opened?.parts[1]).text).toBe(text);
  });

  it('leaves a part out once its form is empty', () => {
    expect(withPart(start, 'start', NO_PART).parts).toEqual([]);
  });

  it('keeps a reply that leads nowhere, and says so', () => {
    const document = withPart(start, 'start', { ...NO_PART, text: '> Well?', replies: '“No.”\n“Yes.” -> yes' });
    expect(typedPart(document.parts[0]).replies).toBe('“No.”\n“Yes.” -> yes');
    const file = writeDocument({ ...document, fields: { ...document.fields, kinds: ['haggling'] } });
    const { problems } = readScene('logo', 'en', file, { rules: COMMUNITY_RULES });
    expect(problems.map(({ rule }) => rule)).toContain('line-unknown');
  });
});

describe('whatever is typed', () => {
  const typed = fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 80 }),
    replies: fc.array(
      fc.constantFrom(
        '“Yes.” -> a',
        'A note',
        '(“Quoted.” -> y)',
        '(a) b (c)',
        '- x',
        '# y',
        '---',
        '-> b',
        'x →',
        '“No.” → Ć d',
      ),
      {
        maxLength: 6,
      },
    ),
    own: fc.constantFrom('', 'a', 'a, b, c, d', 'clear: a, soft: b, yielding: c, sharp: d'),
    end: fc.constantFrom(undefined, 'kept' as const),
    relationship: fc.constantFrom(undefined, 'over' as const),
  });

  it('is kept in the form, and its file is read without a failure', () => {
    fc.assert(
      fc.property(typed, ({ text, replies, ...rest }) => {
        const part: TypedPart = { ...rest, text: text.replaceAll(/\r|\0/g, '').trim(), replies: replies.join('\n') };
        const written = writeDocument(withPart(newDocument(HEAD), 'start', part));
        const opened = openDocument(written);
        const said = typedPart(opened?.parts[0]);
        expect(readScene('x', 'en', written, { rules: COMMUNITY_RULES }).problems.length).toBeGreaterThan(0);
        if (part.text !== '') expect(said.text).toBe(part.text);
        const words = (from: string): string =>
          from
            .replaceAll(/[^\p{L}“”.]/gu, '')
            .toLowerCase()
            .normalize('NFD')
            .replaceAll(/\p{M}/gu, '');
        expect(words(said.replies)).toBe(words(part.replies));
      }),
    );
  });

  it('of a file never makes reading fail', () => {
    const pieces = [
      ...lateCallSource('en').split(/(?<=\n)/),
      '---\n',
      'title: *x\n',
      'a: &a [*a, *a]\n',
      '## end (end: kept)\n',
      `${' '.repeat(900)}->\n`,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (lines) => {
        const source = `---\n${lines.join('')}`;
        readScene('x', 'en', source, { rules: COMMUNITY_RULES });
        openDocument(source);
      }),
    );
  });
});

// With an expression for each kind of line, the first of these took 24 seconds.
it.each(['- ', '## ', '- own words ', '- a -', '', '- own words -> clear'])(
  'reads lines of blanks after “%s”',
  (begin) => {
    const lines = `${begin}${' '.repeat(960 - begin.length)}x\n`.repeat(60);
    const head = lateCallSource('en').slice(0, lateCallSource('en').indexOf('## start'));
    for (const source of [`${head}## start\n\nText.\n\n${lines}`, `${head}${lines}`]) {
      expect(readScene('x', 'en', source, { rules: COMMUNITY_RULES }).scene).toBeUndefined();
      openDocument(source);
    }
    withPart(newDocument(HEAD), 'start', { ...NO_PART, replies: lines.slice(0, 2000), own: lines.slice(0, 200) });
  },
);

it('reads no text that is longer than any scene', () => {
  const line = `- ${' '.repeat(200_000)}-> x`;
  const rules = (source: string) =>
    readScene('x', 'en', source, { rules: COMMUNITY_RULES }).problems.map(({ rule }) => rule);
  expect(rules(`${lateCallSource('en')}\n${line}\n`)).toEqual(['text-too-long', 'line-too-long']);
  expect(rules(`---\n${'a: b\n'.repeat(2000)}---\n`)).toEqual(['text-too-long']);
  const many = Array.from(
    { length: 400 },
    (_, at) => `## n${at}\n\nText.\n\n- “A” -> n${at + 1}\n- “B” -> n${at + 1}\n`,
  );
  const head = lateCallSource('en').slice(0, lateCallSource('en').indexOf('## start'));
  expect(rules(`${head}${many.join('\n')}`)).toContain('nodes-many');
});
