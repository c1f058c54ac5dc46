/**
 * What a chat puts between words: emoji (resolved or by name), mentions of people, roles, channels, commands and everyone, the
 * time, and links. Their names would be taken for what the query is about.
 */
const MARKUP =
  /<a?:\w{2,32}:\d+>|<[@#][!&]?\d+>|<\/[^<>\n]{1,100}:\d+>|<t:\d+(?::\w)?>|@(?:everyone|here)\b|https?:\/\/\S+|:(?=\w*[a-z])\w{2,32}:/giu;

/** A query without what is no word of it. */
export function saidIn(query: string): string {
  return query.replace(MARKUP, ' ');
}
