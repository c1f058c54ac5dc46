import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBlock, escapeMarkdown, quote } from '../../src/messages/markdown.ts';

/**
 * What Discord's client draws from a text: a small model of its rules, in their order. Everything that is not plain text
 * (markup, links, mentions, emoji) becomes a node `{kind}`; a backslash before punctuation shows the punctuation.
 */
const RULES: [kind: string, rule: RegExp, atLineStart?: true][] = [
  ['heading', /^ *#{1,3}[ \t]+\S/, true],
  ['subtext', /^ *-#[ \t]+\S/, true],
  ['quote', /^ *>(?:>>)?[ \t]/, true],
  ['list', /^[ \t]*(?:[*+-]|\d+\.)[ \t]+\S/, true],
  ['escape', /^\\([^0-9A-Za-z\s])/],
  ['code block', /^```[\s\S]*?```/],
  ['code', /^(`+)[\s\S]*?[^`]\1(?!`)/],
  ['bold', /^\*\*[\s\S]+?\*\*/],
  ['underline', /^__[\s\S]+?__/],
  ['italic', /^\*(?=\S)[\s\S]+?\*/],
  ['italic', /^_[\s\S]+?_/],
  ['strike', /^~~[\s\S]+?~~/],
  ['spoiler', /^\|\|[\s\S]+?\|\|/],
  ['masked link', /^\[[^\]]*\]\([^)]*\)/],
  ['bare link', /^(?:https?|steam|discord):\/\/[^\s<]+/],
  ['angle link', /^<(?:https?|steam|discord):\/\/[^\s<>]+>/],
  ['address', /^<(?:mailto:|tel:|sms:|\+)[^>\s]+>/],
  ['person', /^<@!?\d+>/],
  ['role', /^<@&\d+>/],
  ['channel', /^<#\d+>/],
  ['command', /^<\/[^>:]+:\d+>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['shortcode', /^:[\w+-]+(?:::skin-tone-\d)?:/],
  ['time', /^<t:-?\d+(?::[a-zA-Z])?>/],
  ['guide', /^<id:\w+>/],
  ['everyone', /^@(?:everyone|here)/],
];

function draw(text: string): string {
  let drawn = '';
  let rest = text;
  let lineStart = true;
  while (rest !== '') {
    const hit = RULES.map(([kind, rule, start]) => ({
      kind,
      match: start && !lineStart ? null : rule.exec(rest),
    })).find(({ match }) => match);
    const taken = hit?.match?.[0] ?? rest.charAt(0);
    drawn += hit === undefined ? taken : hit.kind === 'escape' ? hit.match?.[1] : `{${hit.kind}}`;
    lineStart = taken.endsWith('\n');
    rest = rest.slice(taken.length);
  }
  return drawn;
}

const hostile = [
  ...['# Title', '## Title', '### Title', '-# small', '  ## Title', 'a\n# b', '- a', '+ a', '* a', '1. a', '  12. a'],
  ...['> a', '>>> a', '**a**', '*a*', '_a_', '__a__', '***a***', '~~a~~', '||a||', '`a`', '``a``', '```\na\n```'],
  ...['[a](https://example.com)', '[a]( <https://example.com> "t")', 'https://example.com/a_b_c', '<https://a.pl>'],
  ...['http://a.pl', 'steam://run/1', 'discord://-/channels/1', '<mailto:a@b.pl>', '<tel:+48600>', '<sms:+48600>'],
  ...['<@1>', '<@!1>', '<@&1>', '<#1>', '</guide search:1>', '<:a:1>', '<a:a:1>', '<t:1>', '<t:1:R>', '<id:guide>'],
  ...['@everyone', '@here', ':smile:', ':+1::skin-tone-2:', '\\*a*', '\\\\*a*', 'a\\', '\\', '¯\\_(ツ)_/¯', '<\\@1>'],
];

const fragments = fc
  .array(fc.constantFrom(...'#-+*_~|`[]()<>@!&:\\/1. \nat', 'https://', 'everyone', '```', '**', '@1>', '\n# ', '- '))
  .map((parts) => parts.join(''));

describe('escapeMarkdown', () => {
  it('has a model that draws markup as Discord does', () => {
    for (const text of hostile.slice(0, -7)) expect(draw(text), text).toContain('{');
  });

  it.each(hostile)('shows as it was typed: %j', (text) => {
    expect(draw(escapeMarkdown(text))).toBe(text);
  });

  it('shows any text as it was typed, also quoted and between other words', () => {
    fc.assert(
      fc.property(fc.oneof(fragments, fc.string({ unit: 'grapheme' })), (text) => {
        expect(draw(escapeMarkdown(text))).toBe(text);
        expect(draw(`**${escapeMarkdown(text)}**`.slice(2, -2))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves ordinary writing as it is', () => {
    const text = 'Klient dzwonił o 21:30 – „na wczoraj”! Zapłaci 1.200 zł? (może) e-mail: a@b.pl, 5-6 h; C#.';
    expect(escapeMarkdown(text)).toBe(text);
  });
});

describe('codeBlock', () => {
  it('cannot be ended by its content, and keeps every other character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('`', '```', 'a', '\n', '``')), (parts) => {
        const text = parts.join('');
        const block = codeBlock(text);
        const inner = block.slice('```\n'.length, -'\n```'.length);
        expect(inner).not.toContain('```');
        expect(inner.replaceAll('\u200B', '')).toBe(text);
      }),
      { examples: [[['`````']], [['````']], [['``````````']]] },
    );
  });

  it('gives text without such a run back exactly: it is there to be copied', () => {
    expect(codeBlock('Cena: `100 zł`')).toBe('```\nCena: `100 zł`\n```');
  });
});

describe('quote', () => {
  it('quotes each line', () => {
    expect(quote('a\n\nb')).toBe('> a\n> \n> b');
  });
});
