import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { bodyOf, makeSnippet } from '../../src/guide/search/snippet.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { sectionName } from './here.ts';

/** A search result in lists: article and heading, and an excerpt of the text with the matching words in bold. */
export function passageText(document: SearchDocument, matches: ReadonlySet<string>, length: number): string {
  const said = makeSnippet(bodyOf(document), matches, length).map(({ text, match }) =>
    match ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text),
  );
  return `${passageName(document)}\n${said.join('')}`;
}

/** Only its article and heading. */
export function passageName(document: SearchDocument): string {
  return `**${escapeMarkdown(sectionName(document))}**`;
}
