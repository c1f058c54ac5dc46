import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import { MessageCreateRequestSchema } from 'discord-api-spec/zod';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComponents, presentMessage } from '../../../src/discord/present/message.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { codeBlock } from '../../../src/messages/markdown.ts';
import { type Block, buttons, divider, forMany, panel, toMe } from '../../../src/messages/reply.ts';

const id = (name: string) => `1:${name}` as CustomId;
const button = (label: string, does = id(label)) => ({ label, does });
const bodyOf = (...parts: (string | Block)[]) => presentMessage(toMe(...parts)).body;

/** All text that the message shows, and the longest sum that Discord takes. */
function shown(components: readonly object[]): string[] {
  return components.flatMap((component) => [
    ...('content' in component ? [String(component.content)] : []),
    ...('components' in component && Array.isArray(component.components) ? shown(component.components) : []),
  ]);
}

const everyBlock: Block[] = [
  { type: 'text', text: 'Hello' },
  { type: 'section', text: 'Beside', button: { ...button('Go'), style: 'primary', emoji: '👉', disabled: true } },
  divider,
  { type: 'divider', large: true },
  buttons(button('One'), { label: 'Site', opens: 'https://example.com' }),
  { type: 'select', select: { does: id('pick'), prompt: 'Pick', options: [{ value: 'a', label: 'A', emoji: '🅰️' }] } },
  { type: 'channelSelect', select: { does: id('channel'), prompt: 'Where', kinds: ['text', 'forum'], chosen: '42' } },
  { type: 'image', image: { name: 'chart.png', data: new Uint8Array([1, 2]), description: 'A chart' } },
  { type: 'file', file: { name: 'text.md', data: 'żółć' } },
];

describe('a message', () => {
  it('says every block in Discord’s words', () => {
    const { body, files } = presentMessage({ blocks: [panel(0x336699, ...everyBlock)] });
    expect(body.components).toMatchObject([
      {
        type: ComponentType.Container,
        accent_color: 0x336699,
        components: [
          { type: ComponentType.TextDisplay, content: 'Hello' },
          {
            type: ComponentType.Section,
            components: [{ type: ComponentType.TextDisplay, content: 'Beside' }],
            accessory: { style: ButtonStyle.Primary, custom_id: '1:Go', emoji: { name: '👉' }, disabled: true },
          },
          { type: ComponentType.Separator, spacing: 1 },
          { type: ComponentType.Separator, spacing: 2 },
          {
            type: ComponentType.ActionRow,
            components: [
              { style: ButtonStyle.Secondary, label: 'One' },
              { style: ButtonStyle.Link, url: 'https://example.com' },
            ],
          },
          { components: [{ type: ComponentType.StringSelect, options: [{ value: 'a', label: 'A' }] }] },
          {
            components: [
              {
                type: ComponentType.ChannelSelect,
                channel_types: [0, 15],
                default_values: [{ id: '42', type: 'channel' }],
              },
            ],
          },
          { items: [{ media: { url: 'attachment://chart.png' }, description: 'A chart' }] },
          { type: ComponentType.File, file: { url: 'attachment://text.md' } },
        ],
      },
    ]);
    expect(files.map(({ name, data }) => [name, String(data)])).toEqual([
      ['chart.png', '\u0001\u0002'],
      ['text.md', 'żółć'],
    ]);
    expect(body.attachments.map(({ id, filename }) => [id, filename])).toEqual([
      ['0', 'chart.png'],
      ['1', 'text.md'],
    ]);
  });

  it.each(everyBlock.map((block) => [block.type, block] as const))('fits Discord’s schema: %s', (_type, block) => {
    const parse = MessageCreateRequestSchema.safeParse(presentMessage({ blocks: [block] }).body);
    expect(parse.error?.issues).toBeUndefined();
  });

  it('shows blocks that many answers share as it would show them once', () => {
    const shared = forMany(everyBlock);
    const once = presentMessage({ blocks: everyBlock.map((block) => ({ ...block })) });
    expect([presentMessage({ blocks: shared }), presentMessage({ blocks: shared })]).toEqual([once, once]);
    expect(presentMessage({ blocks: [panel(undefined, ...shared)] })).toEqual(
      presentMessage({ blocks: [panel(undefined, ...everyBlock)] }),
    );
  });

  it('is Components V2; private and silent only where that was asked for', () => {
    const v2 = MessageFlags.IsComponentsV2;
    expect(presentMessage(toMe('a')).body.flags).toBe(v2);
    expect(presentMessage(toMe('a'), { ephemeral: true }).body.flags).toBe(v2 | MessageFlags.Ephemeral);
    expect(presentMessage(toMe('a'), { silent: true }).body.flags).toBe(v2 | MessageFlags.SuppressNotifications);
  });

  it('pings nobody unless it names them, whatever its text says', () => {
    expect(bodyOf('@everyone <@1> <@&2>').allowed_mentions).toEqual({ parse: [] });
    const { body } = presentMessage({ blocks: [{ type: 'text', text: '<@1>' }], mayPing: ['1'] });
    expect(body.allowed_mentions).toEqual({ parse: [], users: ['1'] });
  });

  it('leaves out texts that show nothing: Discord refuses them', () => {
    expect(shown(bodyOf('', 'a', ' \n', panel(undefined, 'b', '')).components)).toEqual(['a', 'b']);
  });

  it('wraps buttons into rows of five', () => {
    const many = Array.from({ length: 12 }, (_, index) => button(`b${index}`));
    const rows = bodyOf(buttons(...many)).components;
    expect(rows.map((row) => ('components' in row ? row.components.length : 0))).toEqual([5, 5, 2]);
    expect(bodyOf(buttons(), 'a').components).toHaveLength(1);
  });

  it('cuts labels by grapheme, in the units that Discord counts', () => {
    const family = '👨‍👩‍👧‍👦'; // 11 units that belong together
    const [row] = bodyOf(buttons(button(family.repeat(10), id('x')))).components;
    expect(row).toMatchObject({ components: [{ label: `${family.repeat(7)}…` }] });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (label) => {
        const options = [{ value: 'a', label: `x${label}`, description: `x${label}` }];
        const { components } = bodyOf({ type: 'select', select: { does: id('s'), prompt: `x${label}`, options } });
        expect(MessageCreateRequestSchema.safeParse({ components }).error?.issues).toBeUndefined();
        expect(JSON.stringify(components).isWellFormed()).toBe(true);
      }),
    );
  });

  it('refuses what could never be sent: a defect of whoever composed it', () => {
    const selectOf = (count: number): Block => ({
      type: 'select',
      select: {
        does: id('s'),
        prompt: 'p',
        options: Array.from({ length: count }, (_, n) => ({ value: `${n}`, label: `${n}` })),
      },
    });
    expect(() => bodyOf(selectOf(0))).toThrow(RangeError);
    expect(() => bodyOf(selectOf(26))).toThrow(RangeError);
    expect(() => bodyOf(selectOf(25))).not.toThrow();
    expect(() => bodyOf(panel(undefined, panel(undefined, 'a')))).toThrow(RangeError);
    expect(() => bodyOf(...Array.from({ length: 40 }, () => divider))).not.toThrow();
    expect(() => bodyOf(...Array.from({ length: 41 }, () => divider))).toThrow(RangeError);
    expect(() => bodyOf('')).toThrow(RangeError);
  });

  it('counts components as Discord does: rows, panels and accessories too', () => {
    const section: Block = { type: 'section', text: 'a', button: button('b') };
    expect(countComponents(bodyOf(section).components)).toBe(3);
    expect(countComponents(bodyOf(panel(undefined, 'a', buttons(button('b')))).components)).toBe(4);
  });
});

describe('files', () => {
  it('of the same name get names of their own', () => {
    const file = (data: string): Block => ({ type: 'file', file: { name: 'a.txt', data } });
    const { files, body } = presentMessage({ blocks: [file('1'), file('2'), file('3')] });
    expect(new Set(files.map(({ name }) => name)).size).toBe(3);
    expect(body.components.map((component) => 'file' in component && component.file.url)).toEqual(
      files.map(({ name }) => `attachment://${name}`),
    );
  });

  it('carry names that Discord does not change: it would no longer find the attachment', () => {
    const { files, body } = presentMessage({
      blocks: [{ type: 'file', file: { name: 'Moja wiadomość (1).txt', data: 'a' } }],
    });
    expect(files[0]?.name).toBe('Moja_wiadomosc__1_.txt');
    expect(body.components[0]).toMatchObject({ file: { url: 'attachment://Moja_wiadomosc__1_.txt' } });
  });
});

describe('too much text', () => {
  const block = fc.oneof(
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 3000 })
      .map((text): Block => ({ type: 'text', text: `a${text}` })),
    fc.nat(3000).map((length): Block => ({ type: 'section', text: 'ż'.repeat(length + 1), button: button('b') })),
  );

  it('never passes 4000 characters, and nothing of it is lost', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 10 }), fc.boolean(), (blocks, framed) => {
        const { body, files } = presentMessage({ blocks: framed ? [{ type: 'panel', blocks }] : blocks });
        const texts = blocks.map((each) => ('text' in each ? each.text : ''));
        const shownTexts = shown(body.components);
        expect(shownTexts.join('').length).toBeLessThanOrEqual(4000);
        expect(body.components.length).toBeGreaterThan(0);
        expect(countComponents(body.components)).toBeLessThanOrEqual(40);
        if (texts.join('').length <= 4000) {
          expect(shownTexts).toEqual(texts);
          expect(files).toEqual([]);
        } else {
          const whole = String(files[0]?.data);
          for (const text of texts) expect(whole).toContain(text);
          expect(body.components.at(-1)).toMatchObject({ type: ComponentType.File });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps short texts whole and cuts the longest', () => {
    const { body } = presentMessage(toMe('Short', 'x'.repeat(5000), 'Also short'));
    const [first, long, last] = shown(body.components);
    expect([first, last]).toEqual(['Short', 'Also short']);
    expect(long).toMatch(/^x{3900,}…$/);
  });

  it('cuts two that are the same, each for itself', () => {
    const { body } = presentMessage(toMe('x'.repeat(4500), 'x'.repeat(4500)));
    expect(shown(body.components).join('').length).toBeLessThanOrEqual(4000);
  });

  it('closes a code block that it cuts', () => {
    const [text = ''] = shown(bodyOf(`${codeBlock('x'.repeat(5000))}\nend`).components);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text.match(/```/g)).toHaveLength(2);
  });

  it('finds room for the file beside 40 components', () => {
    const blocks: Block[] = [...Array.from({ length: 39 }, () => divider), { type: 'text', text: 'x'.repeat(5000) }];
    const { body, files } = presentMessage({ blocks });
    expect(countComponents(body.components)).toBeLessThanOrEqual(40);
    expect(shown(body.components)).toEqual([expect.stringMatching(/^x{3900,}…$/)]);
    expect(String(files[0]?.data)).toContain('x'.repeat(5000));
  });
});
