/**
 * Patterns that identify a third party or lead outside: replaced before a text is sent to the endpoint, restored afterwards. The
 * order matters: an e-mail address contains a domain, a link may contain digits. A bracket belongs to a link unless it ends it.
 */
const PATTERNS = [
  // Text that looks like one of our own tokens must come back unchanged.
  ['KEPT', /\[(?:EMAIL|LINK|MENTION|PHONE|KEPT|VALUE)-\d+\]/gu],
  ['EMAIL', /[^\s@<>()[\]]+@[^\s@<>()[\]]+\.[^\s@<>()[\],;:!?.]+(?:\.[^\s@<>()[\],;:!?.]+)*/gu],
  [
    'LINK',
    /\b(?:https?:\/\/|www\.|discord\.gg\/)[^\s<>"”\]]*[^\s<>"”)\].,;:!?…]|\b[\w-]+(?:\.[\w-]+)*\.(?:pl|com|eu|net|org|io|de|co|gg)\b(?:\/(?:[^\s<>"”\]]*[^\s<>"”)\].,;:!?…])?)?/giu,
  ],
  ['MENTION', /<(?:@[!&]?|#|:\w+:|\/[^:>]{1,120}:)\d+>|@(?:everyone|here)\b|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,32}/gu],
  ['PHONE', /(?:\+|\b)\d(?:[\s().-]?\d){6,}/gu],
] as const;

/** One mask for all texts of a request: the same value has the same token in each. */
export interface Mask {
  /** The text with e-mail addresses, phone numbers, links and mentions replaced by tokens such as `[EMAIL-1]`. */
  hide(text: string): string;
  /** Like {@link hide}, for a value that must survive unchanged: it becomes one token. */
  hideValue(value: string): string;
  /** The text with every token replaced by its value. `restore(hide(text))` is `text`. */
  restore(text: string): string;
  /** Whether a text contains a token that this mask never made: the endpoint invented it. */
  hasForeignToken(text: string): boolean;
}

const TOKEN = /\[(?:EMAIL|LINK|MENTION|PHONE|KEPT|VALUE)-\d+\]/gu;

export function createMask(): Mask {
  const originals = new Map<string, string>();
  const tokens = new Map<string, string>();
  const tokenFor = (name: string, original: string): string => {
    const key = `${name} ${original}`;
    const known = tokens.get(key);
    if (known) return known;
    const token = `[${name}-${tokens.size + 1}]`;
    tokens.set(key, token);
    originals.set(token, original);
    return token;
  };
  return {
    hide(text) {
      // Piece by piece, so that no pattern matches inside a token inserted by an earlier one.
      let pieces: readonly Piece[] = [{ text, masked: false }];
      for (const [name, pattern] of PATTERNS) pieces = pieces.flatMap((piece) => split(piece, name, pattern, tokenFor));
      return pieces.map((piece) => piece.text).join('');
    },
    hideValue: (value) => tokenFor('VALUE', value),
    restore: (text) => text.replace(TOKEN, (token) => originals.get(token) ?? token),
    hasForeignToken: (text) => [...text.matchAll(TOKEN)].some(([token]) => !originals.has(token)),
  };
}

interface Piece {
  readonly text: string;
  readonly masked: boolean;
}

function split(
  piece: Piece,
  name: string,
  pattern: RegExp,
  tokenFor: (name: string, original: string) => string,
): Piece[] {
  if (piece.masked) return [piece];
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of piece.text.matchAll(pattern)) {
    pieces.push({ text: piece.text.slice(at, match.index), masked: false });
    pieces.push({ text: tokenFor(name, match[0]), masked: true });
    at = match.index + match[0].length;
  }
  pieces.push({ text: piece.text.slice(at), masked: false });
  return pieces.filter(({ text }) => text !== '');
}
