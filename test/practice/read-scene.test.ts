import { describe, expect, it, test } from 'vitest';
import { describeSceneProblem } from '../../src/practice/problems.ts';
import { type Referable, readScene } from '../../src/practice/read-scene.ts';
import { nodeOf } from '../../src/practice/scene.ts';
import { lateCall, lateCallSource } from '../support/scenes.ts';

const referable: Referable = {
  sections: new Set(['endless-calls']),
  templates: new Set(['working-hours-reminder']),
};

/** The first problem that the changed scene has. */
function broken(change: (source: string) => string) {
  const source = lateCallSource('en');
  const changed = change(source);
  expect(changed).not.toBe(source);
  const { scene, problems } = readScene('late-call', 'en', changed, { referable });
  expect(scene).toBeUndefined();
  return { problems, rules: problems.map(({ rule }) => rule), lines: changed.split('\n') };
}

const replace =
  (what: string | RegExp, by: string) =>
  (source: string): string =>
    source.replace(what, by);

describe.each(['pl', 'en'] as const)('the scene for tests in %s', (locale) => {
  it('is read as it is written', () => {
    const scene = lateCall(locale);
    expect(scene.kinds).toEqual(['after-hours', 'call-overrun']);
    expect(scene.client.name).toMatch(/Harper|Hanna/);
    expect(scene.nodes).toHaveLength(13);
    const start = nodeOf(scene, 'start');
    expect(start).toMatchObject({ type: 'turn', own: { to: { clear: 'pushes-again', sharp: 'hurt' } } });
    if (start?.type !== 'turn') throw new Error('start is no turn');
    expect(start.text).toMatch(/^> /);
    expect(start.replies).toHaveLength(3);
    expect(start.replies[0]?.note).toMatch(/\.$/);
    expect(nodeOf(scene, 'any-time')).toMatchObject({
      type: 'end',
      end: 'given-up',
      relationship: 'same',
      deciding: ['one-more', 'talks'],
    });
  });

  it('keeps a quotation in one piece where a line of it is empty: Discord wants a space after each mark', () => {
    const source = lateCallSource(locale);
    const changed = source.replace(/^## start\n\n>.*$/m, '## start\n\n> a\n>\n>b');
    expect(changed).not.toBe(source);
    const { scene } = readScene('late-call', locale, changed);
    expect(scene && nodeOf(scene, 'start')).toMatchObject({ text: '> a\n> \n> b' });
  });

  it('has the same structure with another kind of line ends', () => {
    const source = lateCallSource(locale).replaceAll('\n', '\r\n');
    expect(readScene('late-call', locale, source).scene).toEqual(lateCall(locale));
  });
});

describe('what is wrong is said with its line', () => {
  test.each([
    ['no front matter', replace('---\n', ''), 'front-matter-missing'],
    ['front matter without an end', replace('\n---\n\nIt is', '\n\nIt is'), 'front-matter-unclosed'],
    ['front matter that is no YAML', replace('title: ', 'title: ['), 'front-matter-syntax'],
    ['an unknown kind', replace('after-hours', 'rain'), 'field'],
    ['an unknown register', replace('register: call', 'register: fax'), 'field'],
    ['a long title', replace('title: ', `title: ${'long '.repeat(12)}`), 'field'],
    ['an unknown field', replace('section:', 'points: 5\nsection:'), 'field'],
    ['no opening', replace(/It is nine in the evening\. Your.*\n/, ''), 'opening-missing'],
    ['a turn without text', replace('> Well. By ten, then?\n', ''), 'text-missing'],
    ['a long turn', replace('> Well.', `> ${'Well. '.repeat(120)}`), 'too-long'],
    ['a long reply', replace('“By ten. Good', `“${'Good '.repeat(50)}`), 'too-long'],
    ['a long note', replace('It is short,', 'It is short, '.repeat(30)), 'too-long'],
    ['a heading that is none', replace('## sighs', '## He sighs!'), 'node-heading'],
    ['a node that is there twice', replace('## cold', '## hurt'), 'node-duplicate'],
    ['another start', replace('## start', '## begin'), 'start-first'],
    ['an end that is none', replace('end: partly', 'end: lost'), 'end-fields'],
    ['an end without deciding', replace(', deciding: cold', ''), 'end-fields'],
    ['an end with replies', replace(/$/, '- “Bye.” -> start\n  A note.\n'), 'end-with-replies'],
    ['a note that is not indented', replace('  It is short', 'It is short'), 'line-unknown'],
    ['a reply without a note', replace('  It is short, and she knows what to expect.\n', ''), 'reply-note'],
    ['a single reply', replace(/- “By ten\. Good.*\n.*\n/, ''), 'reply-count'],
    ['own words without all ways', replace(', sharp: hurt', ''), 'own-words'],
    ['own words twice', replace(/(- own words.*\n)/, '$1$1'), 'own-twice'],
    ['own words in one node only', replace(/- own words.*\n/, ''), 'own-few'],
    ['a dead link', replace('-> by-ten', '-> nowhere'), 'dead-link'],
    ['a node that is not reached', replace('-> by-ten', '-> arranged'), 'unreachable'],
    ['a cycle', replace('-> talks', '-> start'), 'cycle'],
    ['a path that is too short', replace('-> takes-over', '-> by-ten'), 'turns'],
    ['a path that misses what decides', replace('deciding: sighs talks', 'deciding: talks'), 'deciding-missed'],
    ['an unknown deciding node', replace('deciding: cold', 'deciding: warm'), 'deciding-unknown'],
    ['an unknown section', replace('section: endless-calls', 'section: endless'), 'section-unknown'],
    ['an unknown template', replace('template: working', 'template: wrong'), 'template-unknown'],
    ['a straight apostrophe', replace('bakery’s', "bakery's"), 'straight-quote'],
  ])('%s', (_, change, rule) => {
    const { problems, rules, lines } = broken(change);
    expect(rules).toContain(rule);
    const problem = problems.find((one) => one.rule === rule);
    expect(problem?.line).toBeLessThanOrEqual(lines.length);
    const sentence = problem ? describeSceneProblem('late-call.md', problem) : '';
    expect(sentence).toMatch(/^late-call\.md:\d+: .+ \(/);
    expect(sentence).not.toMatch(/[{}]/);
  });

  it('names the line', () => {
    const { problems, lines } = broken(replace('-> by-ten', '-> nowhere'));
    const dead = problems.find(({ rule }) => rule === 'dead-link');
    expect(lines[(dead?.line ?? 0) - 1]).toContain('-> nowhere');
  });

  it('refuses a path that is too long', () => {
    const longer = (source: string): string =>
      source
        .replace('-> talks', '-> more')
        .replace(
          '## talks',
          '## more\n\nShe waits.\n\n- “Well?” -> more-still\n  A note.\n- “Bye.” -> leaves\n  A note.\n\n' +
            '## more-still\n\nShe waits on.\n\n- “Well?” -> talks\n  A note.\n- “Bye.” -> leaves\n  A note.\n\n## talks',
        );
    expect(broken(longer).problems).toContainEqual(
      expect.objectContaining({ rule: 'turns', params: expect.objectContaining({ count: 7 }) }),
    );
  });

  it('wants a scene to be large enough, and more than one of its ends to be good', () => {
    const small = (source: string): string => `${source.slice(0, source.indexOf('## start'))}## start

She asks.

- “One.” -> gone
  A note.
- “Two.” -> gone
  A note.

## gone (end: given-up, relationship: over, deciding: start)

It is over.
`;
    expect(broken(small).rules).toEqual(
      expect.arrayContaining(['nodes-few', 'ends-few', 'ends-good', 'own-few', 'turns']),
    );
  });
});
