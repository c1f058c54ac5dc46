import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { makeSnippet } from '../../src/guide/search/snippet.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { sectionName } from './here.ts';

/** What was found, as lists show it: article and heading, and the stretch of the text that fits, with its words in bold. */
export function passageText(document: SearchDocument, matches: ReadonlySet<string>, length: number): string {
  const said = makeSnippet(document.body, matches, length).map(({ text, match }) =>
    match ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text),
  );
  return `${passageName(document)}\n${said.join('')}`;
}

/** Its article and heading alone. */
export function passageName(document: SearchDocument): string {
  return `**${escapeMarkdown(sectionName(document))}**`;
}
