import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linksOf } from '../../../src/guide/markdown.ts';
import { renderMarkdown } from '../../../src/guide/render/render.ts';
import { linksOfLong, renderLong } from '../../../src/guide/render/render-aside.ts';

const short = '## Zasady\n\nPisz w [godzinach](guide:tip-hours) pracy.';
const long = Array.from(
  { length: 400 },
  (_, at) => `# Rozdział ${at}\n\nPisz w [godzinach](guide:tip-${at}) pracy.`,
).join('\n\n');

describe('a text that a person wrote', () => {
  it.each([
    ['short', short],
    ['long', long],
  ])('is rendered as any other, and its links are found: a %s one', async (_name, text) => {
    expect(await renderLong(text)).toEqual(renderMarkdown(text));
    expect(await renderLong(text, { pageLimit: 700 })).toEqual(renderMarkdown(text, { pageLimit: 700 }));
    expect(await linksOfLong(text)).toEqual(linksOf(text));
  });

  it('holds nobody up while it is rendered, however hostile it is', async () => {
    let done = false;
    const rendering = renderLong('# a\n'.repeat(20_000)).then(() => {
      done = true;
    });
    let turns = 0;
    for (; !done && turns < 50; turns += 1) await turn();
    expect(turns).toBe(50);
    await rendering;
  });

  it.each([
    ['short', short],
    ['long', long],
  ])('is rendered once for all its pages, and for everybody: a %s one', async (_name, text) => {
    const whole = await renderLong(text);
    const excerpt = await renderLong(text, { pageLimit: 700 });
    expect(await renderLong(text)).toBe(whole);
    expect(await renderLong(text, { pageLimit: 700 })).toBe(excerpt);
    expect(await renderLong(`${text} `)).not.toBe(whole);
  });

  it('is kept until too much else was read', async () => {
    const first = await renderLong(short);
    const textOf = (at: number) => `${at} ${'słowo '.repeat(1300)}`;
    const last = await renderLong(textOf(0));
    for (let at = 1; at < 240; at += 1) await renderLong(textOf(at));
    expect(await renderLong(short)).toBe(first);
    for (let at = 240; at < 520; at += 1) await renderLong(textOf(at));
    expect(await renderLong(short)).not.toBe(first);
    expect(await renderLong(textOf(0))).not.toBe(last);
  });
});
