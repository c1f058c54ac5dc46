/**
 * What a person sees of a text in Discord's markdown, read as Discord's clients do: an independent, strict reader for
 * tests. It knows the marks that the renderer may use and throws at any other that it did not mean to write.
 */
export function shownText(page: string): string {
  const shown: string[] = [];
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const whole = lines[at] ?? '';
    const quote = /^> ?(?!>)/.exec(whole)?.[0] ?? '';
    const line = whole.slice(quote.length);
    if (/^```[\w+\-.#]*$/.test(line)) {
      const end = lines.indexOf(`${quote}\`\`\``, at + 1);
      if (end < 0) throw new Error(`a fence is not closed: ${page}`);
      const code = lines.slice(at + 1, end).map((text) => text.slice(quote.length));
      if (code.some((text) => text.includes('```'))) throw new Error(`a fence ends early: ${page}`);
      shown.push(...code);
      at = end;
      continue;
    }
    if (/^(-#\s|>)/.test(line)) throw new Error(`small print or a quote by chance: ${line}`);
    const text = line.replace(/^ *(- |\d+\. )/, '').replace(/^#{1,3} /, '');
    if (/^(-|#{1,3}|\d+\.|-#|>)(\s|$)/.test(text)) throw new Error(`a mark by chance: ${line}`);
    shown.push(shownInline(text));
  }
  return shown.join('\n').replaceAll('\u200B', '');
}

/** Reads one line the way Discord's client does: at each place the first rule that fits. */
function shownInline(text: string): string {
  let shown = '';
  let rest = text;
  while (rest !== '') {
    const found = rules.find(({ pattern }) => pattern.test(rest));
    const match = found?.pattern.exec(rest);
    if (found && match) {
      shown += found.show(match);
      rest = rest.slice(match[0].length);
    } else {
      shown += rest[0];
      rest = rest.slice(1);
    }
  }
  return shown;
}

const unmeant = (what: string) => (match: RegExpExecArray) => {
  throw new Error(`${what} by chance: ${match[0].slice(0, 200)}`);
};

const rules: { pattern: RegExp; show: (match: RegExpExecArray) => string }[] = [
  { pattern: /^\\([^0-9A-Za-z\s])/, show: (match) => match[1] ?? '' },
  { pattern: /^<(https?:\/\/[^ >]+)>/, show: (match) => match[1] ?? '' },
  { pattern: /^<(?:@[!&]?\d|#\d|t:-?\d|a?:\w+:\d|\/\w|id:\w|[^: >]+:\/\S)[^>]*>/, show: unmeant('a mention') },
  { pattern: /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/, show: (match) => match[0] },
  {
    pattern: /^\[((?:\\.|[^[\]\\])+)\]\(<?(https?:\/\/[^\s()>\\]+)>?\)/,
    show: (match) => shownInline(match[1] ?? ''),
  },
  { pattern: /^\[[^\]]*\]\([^)]*\)/, show: unmeant('a link') },
  { pattern: /^\*\*\*((?:\\[\s\S]|[^\\*])+?)\*\*\*(?!\*)/, show: (match) => shownInline(match[1] ?? '') },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\*])+?)\*\*(?!\*)/, show: (match) => shownInline(match[1] ?? '') },
  { pattern: /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/, show: (match) => shownInline(match[1] ?? '') },
  { pattern: /^\*/, show: unmeant('a loose asterisk') },
  { pattern: /^(__|_)[\s\S]+?\1/, show: unmeant('an underline') },
  { pattern: /^~~[\s\S]+?~~/, show: unmeant('a strike-through') },
  { pattern: /^\|\|[\s\S]+?\|\|/, show: unmeant('a spoiler') },
  // A code span: Discord trims it. Its backticks are told by their number.
  { pattern: /^(`{1,2})(?!`)\s*([\s\S]*?[^`])\s*\1(?!`)/, show: (match) => match[2] ?? '' },
  { pattern: /^`/, show: unmeant('a loose backtick') },
  { pattern: /^@(?:everyone|here)/, show: unmeant('a mention of all') },
  { pattern: /^:[\w+\-~]*[a-z][\w+\-~]*:/i, show: unmeant('an emoji') },
];
