import { slugOf } from '../text/slug.ts';
import { endingOf, ownLine, type SceneDocument, type ScenePart } from './document.ts';
import { OWN_WORDS, readEnding, readWays } from './read-nodes.ts';
import { END_KINDS, type EndKind, RELATIONSHIPS, type Relationship, WAYS, type Way } from './scene.ts';
import { COMMUNITY_RULES } from './scene-rules.ts';

/** A part of a scene as it stands in a form. */
export interface TypedPart {
  readonly text: string;
  /** A line for each reply, `text -> name`, and below it its note, in parentheses if it looks like a reply. */
  readonly replies: string;
  /** Where own words lead: four names, by the order of `WAYS`; empty for a part that takes none. */
  readonly own: string;
  /** What became of the boundary; undefined for a turn. */
  readonly end: EndKind | undefined;
  readonly relationship: Relationship | undefined;
}

/** What a form says of a scene as a whole. */
export interface TypedHead {
  readonly title: string;
  readonly summary: string;
  /** The name, and after a comma who that is. */
  readonly client: string;
  readonly wish: string;
  readonly opening: string;
}

const ARROW = /^(.*?)\s*(?:->|=>|→)\s*([^→>]*)$/u;
/** At the start of a line of text, these would begin another part or a reply. */
const MARKED = /^(?=#{1,6}\s|-\s)/gmu;

/** The form of a part, empty for one that is still missing. */
export function typedPart(part: ScenePart | undefined): TypedPart {
  const { text = '', replies = [], ending } = part ?? {};
  const at = replies.findIndex((line) => OWN_WORDS.test(line));
  const own = OWN_WORDS.exec(replies[at] ?? '')?.[1] ?? '';
  const ways = readWays(own);
  const shown = replies.toSpliced(at, at < 0 ? 0 : 1).map(typedLine);
  const end = ending === undefined ? undefined : readEnding(ending, COMMUNITY_RULES);
  return {
    text: unmarked(text),
    replies: shown.join('\n'),
    own: ways ? WAYS.map((way) => ways[way]).join(', ') : own,
    end: end?.end,
    relationship: end?.relationship,
  };
}

/**
 * The document with a part as typed. Without text and replies the part is left out. What cannot be understood is kept as it is, and the check
 * says what is wrong with it.
 */
export function withPart(document: SceneDocument, id: string, typed: TypedPart): SceneDocument {
  const before = document.parts.find((part) => part.id === id);
  const others = document.parts.filter((part) => part.id !== id);
  if (typed.text === '' && typed.replies === '' && typed.own === '') return { ...document, parts: others };
  const part: ScenePart = {
    id,
    ending: typed.end && endingFor(typed.end, typed.relationship ?? 'same', before),
    text: marked(typed.text),
    replies: [...repliesOf(typed.replies), ...ownOf(typed.own)],
  };
  if (before) return { ...document, parts: document.parts.map((one) => (one.id === id ? part : one)) };
  // Turns stand before ends, and the start before all.
  const firstEnd = others.findIndex(({ ending }) => ending !== undefined);
  const at = id === 'start' ? 0 : part.ending !== undefined || firstEnd < 0 ? others.length : firstEnd;
  return { ...document, parts: others.toSpliced(at, 0, part) };
}

function endingFor(end: EndKind, relationship: Relationship, before: ScenePart | undefined): string {
  const deciding = before?.ending === undefined ? [] : (readEnding(before.ending, COMMUNITY_RULES)?.deciding ?? []);
  return endingOf({ end, relationship, deciding });
}

/** A line of a reply as it stands in the form: notes in parentheses, like stage directions. */
function typedLine(line: string): string {
  return /^\s/.test(line) ? `(${line.trim()})` : line.replace(/^-\s+/, '');
}

/** Typed replies as lines of a file. A line in parentheses, or without an arrow, is the note of the reply above it. */
function repliesOf(typed: string): string[] {
  const lines = typed
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim().replace(/^- /, ''))
    .filter((line) => line !== '');
  let isBelowReply = false;
  return lines.map((line) => {
    const note = withoutParentheses(line);
    if (note !== undefined && isBelowReply) return `  ${note}`;
    const [, said, name] = ARROW.exec(line) ?? [];
    const to = name === undefined ? '' : slugOf(name, '');
    if (said && to) {
      isBelowReply = true;
      return `- ${said} -> ${to}`;
    }
    return isBelowReply && !/^[„“"]/u.test(line) ? `  ${line}` : `- ${line}`;
  });
}

/** What stands in parentheses, if they enclose the whole line. */
function withoutParentheses(line: string): string | undefined {
  if (!line.startsWith('(') || !line.endsWith(')')) return undefined;
  let open = 0;
  for (let at = 0; at < line.length; at += 1) {
    open += line[at] === '(' ? 1 : line[at] === ')' ? -1 : 0;
    if (open === 0 && at < line.length - 1) return undefined;
  }
  return open === 0 ? line.slice(1, -1).trim() : undefined;
}

/** Four typed names as the line that says where own words lead. */
function ownOf(typed: string): string[] {
  const names = typed
    .split(/[,;\n]/u)
    .map((name) => slugOf(name.split(':').at(-1) ?? '', ''))
    .filter((name) => name !== '');
  if (names.length === 0) return [];
  if (names.length !== WAYS.length) return [`- own words -> ${names.join(', ')}`];
  return [ownLine(Object.fromEntries(WAYS.map((way, at) => [way, names[at]])) as Record<Way, string>)];
}

/** The form of a scene as a whole. */
export function typedHead({ fields, opening }: SceneDocument): TypedHead {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const client = typeof fields.client === 'object' && fields.client !== null ? fields.client : {};
  const [name, who, wish] = ['name', 'who', 'wish'].map((field) => text(Reflect.get(client, field)));
  return {
    title: text(fields.title),
    summary: text(fields.summary),
    client: [name, who].filter(Boolean).join(', '),
    wish: wish ?? '',
    opening: unmarked(opening),
  };
}

/** The document with its head as typed. */
export function withHead(document: SceneDocument, typed: TypedHead): SceneDocument {
  const [name = '', ...who] = typed.client.split(',');
  const client = { name: name.trim(), who: who.join(',').trim(), wish: typed.wish };
  const { title, summary } = typed;
  return { ...document, fields: { ...document.fields, title, summary, client }, opening: marked(typed.opening) };
}

/** A document in which only the head is written. */
export function newDocument(typed: TypedHead): SceneDocument {
  return withHead({ fields: { title: '', summary: '', kinds: [], register: 'chat' }, opening: '', parts: [] }, typed);
}

const marked = (text: string): string => text.replaceAll(MARKED, '\\');
const unmarked = (text: string): string => text.replaceAll(/^\\(?=#{1,6}\s|-\s)/gmu, '');

export const isEndKind = (value: string | undefined): value is EndKind => END_KINDS.some((kind) => kind === value);
export const isRelationship = (value: string | undefined): value is Relationship =>
  RELATIONSHIPS.some((kind) => kind === value);
