import { parse } from 'yaml';
import { linesOf, splitFrontMatter, writeFrontMatter } from '../text/front-matter.ts';
import { isName, linesBeforeReplies, partStarts, readHeading } from './read-nodes.ts';
import { type Scene, type SceneNode, WAYS } from './scene.ts';

/** A part of a scene as it is written. */
export interface ScenePart {
  readonly id: string;
  /** What stands in parentheses behind the name of an end; undefined for a turn. */
  readonly ending: string | undefined;
  /** Markdown below the heading, up to the replies. */
  readonly text: string;
  /** The lines of the replies with their notes. */
  readonly replies: readonly string[];
}

/** A scene that is being written: it can be changed part by part, whatever rules it still breaks. */
export interface SceneDocument {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly opening: string;
  readonly parts: readonly ScenePart[];
}

/** Takes a text apart; undefined if its front matter or one of its headings cannot be read. */
export function openDocument(source: string): SceneDocument | undefined {
  const split = splitFrontMatter(source);
  const fields = typeof split === 'string' ? undefined : readFields(split.front);
  if (typeof split === 'string' || fields === undefined) return undefined;
  const lines = linesOf(split.body);
  const starts = partStarts(lines);
  const opening = lines.slice(0, starts[0] ?? lines.length).join('\n');
  const parts: ScenePart[] = [];
  for (const [at, start] of starts.entries()) {
    const part = openPart(lines.slice(start, starts[at + 1] ?? lines.length));
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { fields, opening: opening.trim(), parts };
}

function openPart([heading = '', ...lines]: readonly string[]): ScenePart | undefined {
  const read = readHeading(heading);
  if (read === undefined) return undefined;
  const before = linesBeforeReplies(lines);
  const replies = lines.slice(before).filter((line) => line.trim() !== '');
  return { ...read, text: lines.slice(0, before).join('\n').trim(), replies };
}

function readFields(front: string): Record<string, unknown> | undefined {
  try {
    const fields: unknown = parse(front);
    return typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields } : undefined;
  } catch {
    return undefined;
  }
}

/** The document as a file. */
export function writeDocument({ fields, opening, parts }: SceneDocument): string {
  const written = parts.map(({ id, ending, text, replies }) =>
    [
      `## ${id}${ending === undefined ? '' : ` (${ending})`}`,
      ...[text, replies.map((line) => line.trimEnd()).join('\n')].filter((each) => each !== ''),
    ].join('\n\n'),
  );
  return `${writeFrontMatter(fields)}\n${[opening, ...written].filter((each) => each !== '').join('\n\n')}\n`;
}

/** A scene as a file: what `readScene` read. */
export function writeScene(scene: Scene): string {
  const { title, summary, kinds, register, client, section, template, keywords, opening, nodes } = scene;
  const more = keywords.length > 0 ? { keywords } : {};
  const fields = { title, summary, kinds, register, client, section, template, ...more };
  return writeDocument({ fields, opening, parts: nodes.map(partOf) });
}

function partOf(node: SceneNode): ScenePart {
  const { id, text } = node;
  if (node.type === 'end') return { id, ending: endingOf(node), text, replies: [] };
  const replies = node.replies.flatMap((reply) => [
    `- ${reply.text} -> ${reply.to}`,
    ...(reply.note === '' ? [] : [`  ${reply.note}`]),
  ]);
  const { own } = node;
  const ways = own ? [ownLine(own.to)] : [];
  return { id, ending: undefined, text, replies: [...replies, ...ways] };
}

/** What stands behind the name of an end. */
export function endingOf({ end, relationship, deciding }: Ending): string {
  const decided = deciding.length > 0 ? `, deciding: ${deciding.join(' ')}` : '';
  return `end: ${end}, relationship: ${relationship}${decided}`;
}

type Ending = Pick<Extract<SceneNode, { type: 'end' }>, 'end' | 'relationship' | 'deciding'>;

/** The line that says where own words lead. */
export function ownLine(to: Readonly<Record<(typeof WAYS)[number], string>>): string {
  return `- own words -> ${WAYS.map((way) => `${way}: ${to[way]}`).join(', ')}`;
}

/** The names to which a part leads, each once. */
export function leadsOf({ replies }: ScenePart): readonly string[] {
  return [...new Set(replies.flatMap(namesIn))];
}

/** The names to which a document's parts lead and that have no part yet, in the order in which they appear. */
export function missingParts({ parts }: SceneDocument): readonly string[] {
  const written = new Set(parts.map(({ id }) => id));
  const named = ['start', ...parts.flatMap(leadsOf)];
  return [...new Set(named)].filter((name) => !written.has(name));
}

/** The names to which a reply's line leads. */
function namesIn(line: string): readonly string[] {
  const at = line.lastIndexOf('->');
  if (at < 0 || !/^-\s/.test(line)) return [];
  return line
    .slice(at + 2)
    .split(',')
    .map((part) => (part.split(':').at(-1) ?? '').trim())
    .filter(isName);
}
