import { type APIAllowedMentions, type APIMessageTopLevelComponent, MessageFlags, type RawFile } from 'discord.js';
import { cut, LIMITS, shorten } from '../../messages/limits.ts';
import type { Attachment, Block, MessageContent } from '../../messages/reply.ts';
import { type Files, presentBlocks } from './components.ts';

/** The body of a message (send, answer or edit) and its files. */
export interface MessagePayload {
  readonly body: {
    readonly flags: number;
    readonly components: APIMessageTopLevelComponent[];
    readonly allowed_mentions: APIAllowedMentions;
    readonly attachments: { readonly id: string; readonly filename: string; readonly description?: string }[];
  };
  readonly files: RawFile[];
}

export interface MessageOptions {
  /** Visible only to the person. */
  readonly ephemeral?: boolean;
  /** No sound, no badge: for posts that are not a response to anyone. */
  readonly silent?: boolean;
}

/**
 * The one place that turns content into a message's payload: Components V2, no pings except those named by the content (on edits
 * too: Discord forgets `allowed_mentions` there), and always within Discord's limits. Text over the limit is cut for display and
 * attached whole as a file, so that nothing is lost.
 *
 * @throws RangeError for no components or more than 40: a bug in the content's code.
 */
export function presentMessage(content: MessageContent, options: MessageOptions = {}): MessagePayload {
  const { blocks, overflow } = fitText(content.blocks);
  const whole: Block[] = overflow === undefined ? [] : [{ type: 'file', file: { name: 'text.md', data: overflow } }];
  let files = collectFiles();
  let components = presentBlocks([...blocks, ...whole], files);
  if (whole.length > 0 && countComponents(components) > LIMITS.components) {
    // The person's text matters more than separators.
    files = collectFiles();
    components = presentBlocks([...withoutDividers(blocks), ...whole], files);
  }
  const count = countComponents(components);
  if (count === 0 || count > LIMITS.components) throw new RangeError(`a message has ${count} components`);
  return {
    body: {
      flags:
        MessageFlags.IsComponentsV2 |
        (options.ephemeral ? MessageFlags.Ephemeral : 0) |
        (options.silent ? MessageFlags.SuppressNotifications : 0),
      components,
      allowed_mentions: { parse: [], ...(content.mayPing ? { users: [...content.mayPing] } : {}) },
      attachments: files.attachments.map((file, id) => ({
        id: String(id),
        filename: file.name,
        ...(file.description ? { description: shorten(file.description, LIMITS.alternativeText) } : {}),
      })),
    },
    files: files.attachments.map((file, id) => ({
      key: `files[${id}]`,
      name: file.name,
      data: Buffer.from(file.data),
    })),
  };
}

/** Whether a message is within Discord's limits as it is, so that nothing of it is cut. */
export function fits(content: MessageContent): boolean {
  const characters = texts(content.blocks).reduce((sum, text) => sum + text.length, 0);
  return (
    characters <= LIMITS.messageText &&
    countComponents(presentBlocks(content.blocks, collectFiles())) <= LIMITS.components
  );
}

/** Number of components, nested ones included, as Discord counts them. */
export function countComponents(components: readonly object[]): number {
  let count = 0;
  for (const component of components) {
    count += 1;
    if ('components' in component && Array.isArray(component.components))
      count += countComponents(component.components);
    if ('accessory' in component) count += 1;
  }
  return count;
}

function collectFiles(): Files & { readonly attachments: Attachment[] } {
  const attachments: Attachment[] = [];
  return {
    attachments,
    add(file) {
      const plain = plainName(file.name);
      const taken = attachments.some((other) => other.name === plain);
      const name = taken ? `${attachments.length}-${plain}` : plain;
      attachments.push({ ...file, name });
      return `attachment://${name}`;
    },
  };
}

/** A file name that Discord keeps unchanged, as `attachment://` needs it to. */
function plainName(name: string): string {
  const folded = name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L');
  return folded.replaceAll(/[^\w.-]/g, '_');
}

function withoutDividers(blocks: readonly Block[]): Block[] {
  return blocks
    .filter(({ type }) => type !== 'divider')
    .map((block) => (block.type === 'panel' ? { ...block, blocks: withoutDividers(block.blocks) } : block));
}

function texts(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'panel') return texts(block.blocks);
    return block.type === 'text' || block.type === 'section' ? [block.text] : [];
  });
}

/** Cuts the longest text if all together exceed the limit, and returns the full text of all. */
function fitText(blocks: readonly Block[]): { blocks: readonly Block[]; overflow?: string } {
  const all = texts(blocks);
  const total = all.reduce((sum, text) => sum + text.length, 0);
  if (total <= LIMITS.messageText) return { blocks };
  let excess = total - LIMITS.messageText;
  // By position: two blocks may have the same text and be cut at different lengths.
  const shown = [...all];
  for (const [at, text] of [...all.entries()].toSorted(([, a], [, b]) => b.length - a.length)) {
    if (excess <= 0) break;
    const short = abridge(text, Math.max(text.length - excess, 40));
    shown[at] = short;
    excess -= text.length - short.length;
  }
  const next = shown.values();
  return { blocks: blocks.map((block) => replaceText(block, next)), overflow: all.join('\n\n') };
}

const FENCE = '```';

/** Cuts a text to at most `length` characters with an ellipsis, closing a cut code block. */
function abridge(text: string, length: number): string {
  const opened = (part: string) => part.split(FENCE).length % 2 === 0;
  const short = cut(text, length - 1);
  if (!opened(short)) return `${short}…`;
  const shorter = cut(text, length - FENCE.length - 2);
  return opened(shorter) ? `${shorter}\n${FENCE}…` : `${shorter}…`;
}

/** Puts texts in place of a block's own, in the order of {@link texts}. */
function replaceText(block: Block, next: Iterator<string>): Block {
  if (block.type === 'panel') return { ...block, blocks: block.blocks.map((inner) => replaceText(inner, next)) };
  if (block.type !== 'text' && block.type !== 'section') return block;
  return { ...block, text: next.next().value ?? block.text };
}
