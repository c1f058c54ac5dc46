import { isSlugWithin, MAX_SLUG_LENGTH } from '../text/slug.ts';
import { sayable } from './paths.ts';
import type { Report } from './problems.ts';
import {
  END_KINDS,
  type End,
  type OwnWords,
  RELATIONSHIPS,
  type SceneNode,
  type Turn,
  WAYS,
  type Way,
  type WrittenReply,
} from './scene.ts';
import type { SceneRules } from './scene-rules.ts';

/** Most characters of each text; a turn with all its replies then fits one message. */
export const MAX_LENGTHS = { opening: 600, turn: 600, end: 700, reply: 200, note: 250 } as const;

/** `- own words -> clear: a, soft: b, yielding: c, sharp: d`. */
export const OWN_WORDS = /^-\s+own words\s*->\s*(.*)$/;

/** Whether a text can be the name of a node: a slug as short as those that stand in controls. */
export function isName(text: string): boolean {
  return isSlugWithin(text, MAX_SLUG_LENGTH);
}

/** Where the parts of a scene begin, by the index of their headings. */
export function partStarts(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, at) => (/^#{1,6}\s/.test(line) ? [at] : []));
}

/** How many of a part's lines stand before its first reply: all of them where it has none. */
export function linesBeforeReplies(lines: readonly string[]): number {
  const at = lines.findIndex((line) => /^-\s/.test(line));
  return at < 0 ? lines.length : at;
}

/**
 * The name in `## name`, or `## name (end: …)`, and what stands in parentheses; undefined for another line. No expression: on a long
 * line of blanks one that allows them everywhere takes seconds.
 */
export function readHeading(line: string): { readonly id: string; readonly ending: string | undefined } | undefined {
  if (!/^##\s/.test(line)) return undefined;
  const text = line.slice(2).trim();
  const at = text.indexOf('(');
  const id = (at < 0 ? text : text.slice(0, at)).trim();
  if (!isName(id) || (at >= 0 && !text.endsWith(')'))) return undefined;
  return { id, ending: at < 0 ? undefined : text.slice(at + 1, -1) };
}

/** The parts of `- “text” -> name`; undefined for another line. */
export function readReply(line: string): { readonly said: string; readonly to: string } | undefined {
  const at = line.lastIndexOf('->');
  if (at < 0 || !/^-\s/.test(line)) return undefined;
  const [said, to] = [line.slice(1, at).trim(), line.slice(at + 2).trim()];
  return said !== '' && isName(to) ? { said, to } : undefined;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

interface Part {
  readonly heading: Line;
  readonly lines: readonly Line[];
}

/** The text before the first heading, and the nodes below it. Problems are reported with their line of the file. */
export function readNodes(
  body: string,
  firstLine: number,
  rules: SceneRules,
  report: Report,
): { readonly opening: string; readonly nodes: readonly SceneNode[] } {
  const all = body.split('\n').map((text, at): Line => ({ text, line: firstLine + at }));
  const starts = partStarts(all.map(({ text }) => text));
  const opening = textOf(all.slice(0, starts[0] ?? all.length));
  if (opening === '') report('opening-missing', firstLine);
  hold('opening', 'opening', opening, firstLine, report);
  const nodes = starts.flatMap((start, at) => {
    const [heading, ...lines] = all.slice(start, starts[at + 1] ?? all.length);
    const node = heading && readNode({ heading, lines }, rules, report);
    return node ? [node] : [];
  });
  return { opening, nodes: nodes.map((node) => withDeciding(node, nodes)) };
}

/** An end that names no turn as deciding is decided by those that lead to it. */
function withDeciding(node: SceneNode, nodes: readonly SceneNode[]): SceneNode {
  if (node.type === 'turn' || node.deciding.length > 0) return node;
  const leads = nodes.filter((one) => one.type === 'turn' && sayable(one).some(({ said }) => said.to === node.id));
  return { ...node, deciding: leads.map(({ id }) => id) };
}

function readNode({ heading, lines }: Part, rules: SceneRules, report: Report): SceneNode | undefined {
  const read = readHeading(heading.text);
  if (read === undefined) {
    report('node-heading', heading.line, { heading: heading.text });
    return undefined;
  }
  const { id, ending } = read;
  const before = linesBeforeReplies(lines.map((line) => line.text));
  const [text, listed] = [textOf(lines.slice(0, before)), lines.slice(before)];
  if (text === '') report('text-missing', heading.line, { node: id });
  if (ending === undefined) {
    hold('turn', id, text, heading.line, report);
    return { ...readReplies(id, listed, rules, report), id, text, line: heading.line };
  }
  if (listed.length > 0) report('end-with-replies', heading.line, { node: id });
  hold('end', id, text, heading.line, report);
  const fields = readEnding(ending, rules);
  if (fields === undefined) report('end-fields', heading.line, { node: id });
  return fields && { type: 'end', id, text, line: heading.line, ...fields };
}

/** `end: kept, relationship: same, deciding: start second-push`; without the last where the rules allow it. */
export function readEnding(
  text: string,
  { ofCommunity }: SceneRules,
): Pick<End, 'end' | 'relationship' | 'deciding'> | undefined {
  const fields = new Map(
    text.split(',').map((field): [string, string] => {
      const [name = '', ...value] = field.split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
  const end = END_KINDS.find((kind) => kind === fields.get('end'));
  const relationship = RELATIONSHIPS.find((kind) => kind === fields.get('relationship'));
  const deciding = fields.get('deciding')?.split(/\s+/).filter(Boolean) ?? [];
  const isComplete = deciding.length > 0 ? fields.size === 3 : ofCommunity && fields.size === 2;
  if (end === undefined || relationship === undefined || !isComplete) return undefined;
  return { end, relationship, deciding };
}

function readReplies(
  node: string,
  lines: readonly Line[],
  rules: SceneRules,
  report: Report,
): Pick<Turn, 'type' | 'replies' | 'own'> {
  const replies: WrittenReply[] = [];
  let own: OwnWords | undefined;
  let owner: { text: string; to: string; line: number; note: string[] } | undefined;
  const close = (): void => {
    if (owner === undefined) return;
    const note = owner.note.join(' ');
    if (note === '' && rules.notes) report('reply-note', owner.line, { reply: owner.text });
    hold('reply', owner.text, owner.text, owner.line, report);
    hold('note', owner.text, note, owner.line, report);
    replies.push({ text: owner.text, to: owner.to, note, line: owner.line });
    owner = undefined;
  };
  for (const { text, line } of lines) {
    const [, ways] = OWN_WORDS.exec(text) ?? [];
    const reply = readReply(text);
    if (text.trim() === '') continue;
    if (ways !== undefined) {
      close();
      const leads = readWays(ways);
      if (leads === undefined) report('own-words', line);
      else if (own !== undefined) report('own-twice', line, { node });
      else own = { to: leads, line };
    } else if (reply !== undefined) {
      close();
      owner = { text: reply.said, to: reply.to, line, note: [] };
    } else if (owner !== undefined && /^\s/.test(text)) owner.note.push(text.trim());
    else report('line-unknown', line);
  }
  close();
  return { type: 'turn', replies, ...(own === undefined ? {} : { own }) };
}

/** Where own words lead: `clear: a, soft: b, yielding: c, sharp: d`; undefined if one is missing. */
export function readWays(text: string): Record<Way, string> | undefined {
  const leads = Object.fromEntries(text.split(',').map((part) => part.split(':').map((word) => word.trim())));
  const complete =
    WAYS.every((way) => /^[a-z0-9-]+$/.test(leads[way] ?? '')) && Object.keys(leads).length === WAYS.length;
  return complete ? (leads as Record<Way, string>) : undefined;
}

function hold(kind: keyof typeof MAX_LENGTHS, what: string, text: string, line: number, report: Report): void {
  const max = MAX_LENGTHS[kind];
  if (text.length > max) report('too-long', line, { what: kind, start: what.slice(0, 40), length: text.length, max });
}

/**
 * Lines as Discord's Markdown: without empty lines at either end, and with a space after each mark of a quotation. Without one, as
 * between two messages of a chat, Discord ends the quotation and shows the mark.
 */
function textOf(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text.trimEnd().replace(/^>(?![> ])/, '> '))
    .join('\n')
    .trim();
}
