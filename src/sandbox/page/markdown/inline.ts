/** Discord's inline markdown as a tree. Pure: the caller names the mentions. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'emphasis' | 'strong' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'user' | 'role' | 'channel'; id: string }
  /** `</guide read:123>`: a command that a click puts into the message box. */
  | { kind: 'command'; id: string; name: string }
  | { kind: 'everyone'; name: string }
  | { kind: 'time'; at: number; style: string }
  | { kind: 'emoji'; name: string };

/** The plain words, for places without markdown and for screen readers. The caller names the mentions. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return plainText(node.children);
      if (node.kind === 'text' || node.kind === 'code') return node.text;
      if (node.kind === 'break') return ' ';
      return node.kind === 'command' ? `/${node.name}` : '';
    })
    .join('');
}

type Found = { node: Inline; length: number } | undefined;

/** Marks, longer ones first: `**` is tried before `*`. */
const MARKS: readonly [string, 'emphasis' | 'strong' | 'underline' | 'strike' | 'spoiler'][] = [
  ['**', 'strong'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'emphasis'],
  ['_', 'emphasis'],
];

/** Reads inline markdown. Unclosed marks stay text, as in Discord. */
export function parseInline(source: string): Inline[] {
  const nodes: Inline[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const escaped = source[at] === '\\' ? /^\\([^\p{L}\p{N}\s])/u.exec(source.slice(at, at + 3))?.[1] : undefined;
    if (escaped !== undefined) {
      text += escaped;
      at += 1 + escaped.length;
      continue;
    }
    const found = special(source, at);
    if (found) {
      if (text) nodes.push({ kind: 'text', text });
      text = '';
      nodes.push(found.node);
      at += found.length;
    } else {
      text += source[at];
      at += 1;
    }
  }
  if (text) nodes.push({ kind: 'text', text });
  return nodes;
}

function special(source: string, at: number): Found {
  switch (source[at]) {
    case '\n':
      return { node: { kind: 'break' }, length: 1 };
    case '`':
      return codeSpan(source, at);
    case '<':
      return angled(source.slice(at, at + 2100));
    case '[':
      return namedLink(source, at);
    case '@':
      return everyone(source.slice(at, at + 10));
    case 'h':
      return bareLink(source, at);
    default:
      return marked(source, at);
  }
}

function codeSpan(source: string, at: number): Found {
  const fence = /^`+/.exec(source.slice(at))?.[0] ?? '`';
  let close = source.indexOf(fence, at + fence.length);
  while (close >= 0 && source[close + fence.length] === '`') {
    const run = /^`+/.exec(source.slice(close))?.[0].length ?? 1;
    close = source.indexOf(fence, close + run);
  }
  if (close < 0 || close === at + fence.length) return undefined;
  const inside = source.slice(at + fence.length, close);
  const text = fence.length > 1 ? inside.replace(/^ (?=`)|(?<=`) $/g, '') : inside;
  return { node: { kind: 'code', text }, length: close + fence.length - at };
}

function angled(rest: string): Found {
  const found =
    /^<(?:@!?(\d+)|@&(\d+)|#(\d+)|\/([^:<>\n]+):(\d+)|t:(-?\d+)(?::([tTdDfFRsS]))?|a?:(\w+):\d+|(https?:\/\/[^\s<>]+))>/.exec(
      rest,
    );
  if (!found) return undefined;
  const [whole, user, role, channel, command, commandId, time, style, emoji, href] = found;
  const is = (node: Inline): Found => ({ node, length: whole.length });
  if (user) return is({ kind: 'user', id: user });
  if (role) return is({ kind: 'role', id: role });
  if (channel) return is({ kind: 'channel', id: channel });
  if (command && commandId) return is({ kind: 'command', id: commandId, name: command });
  if (time) return is({ kind: 'time', at: Number(time) * 1000, style: style ?? 'f' });
  if (emoji) return is({ kind: 'emoji', name: emoji });
  return href ? is({ kind: 'link', href, children: [{ kind: 'text', text: href }] }) : undefined;
}

function namedLink(source: string, at: number): Found {
  const rest = source.slice(at, at + 2300);
  const found =
    /^\[((?:\\.|[^\\\]])+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?: "[^"\n]*")?\)/.exec(rest);
  if (!found) return undefined;
  const [whole, label = '', href = ''] = found;
  return { node: { kind: 'link', href, children: parseInline(label) }, length: whole.length };
}

function bareLink(source: string, at: number): Found {
  if (/\w/.test(source[at - 1] ?? '')) return undefined;
  const href = /^https?:\/\/[^\s<]*[^\s<.,:;"'\])!?*_~|]/.exec(source.slice(at, at + 2100))?.[0];
  if (href === undefined || href.length <= 'https://'.length) return undefined;
  return { node: { kind: 'link', href, children: [{ kind: 'text', text: href }] }, length: href.length };
}

function everyone(rest: string): Found {
  const name = /^@(?:everyone|here)\b/.exec(rest)?.[0];
  return name ? { node: { kind: 'everyone', name }, length: name.length } : undefined;
}

function marked(source: string, at: number): Found {
  for (const [mark, kind] of MARKS) {
    if (!source.startsWith(mark, at)) continue;
    if (mark === '_' && /[\p{L}\p{N}]/u.test(source[at - 1] ?? '')) continue;
    const close = closing(source, at + mark.length, mark);
    if (close < 0) continue;
    const children = parseInline(source.slice(at + mark.length, close));
    return { node: { kind, children }, length: close + mark.length - at };
  }
  return undefined;
}

/** Index of the closing mark, or -1. One pass for any input. */
function closing(source: string, start: number, mark: string): number {
  let at = start;
  while (at < source.length) {
    if (source[at] === '\\') at += 2;
    else if (source[at] === '`') at += codeSpan(source, at)?.length ?? 1;
    else if (source.startsWith(mark, at)) {
      const run = runLength(source, at);
      const [end, next] = mark.length === 2 ? [at + run - 2, at + run] : single(source, at, run, mark);
      if (end > start && fits(source, start, end, mark)) return end;
      at = next;
    } else at += 1;
  }
  return -1;
}

function runLength(source: string, at: number): number {
  let run = 1;
  while (source[at + run] === source[at]) run += 1;
  return run;
}

/** A single `*` does not close at `**`, which opens or closes its own span. */
function single(source: string, at: number, run: number, mark: string): [end: number, next: number] {
  if (run !== 2) return [at, at + run];
  const other = source.indexOf(mark + mark, at + 2);
  return [-1, other < 0 ? at + 2 : other + 2];
}

function fits(source: string, start: number, end: number, mark: string): boolean {
  if (mark.length === 2) return true;
  if (/\s/.test(source[start] ?? '') || /\s/.test(source[end - 1] ?? '')) return false;
  return mark !== '_' || !/[\p{L}\p{N}]/u.test(source[end + 1] ?? '');
}
