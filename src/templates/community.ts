import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { cleanText } from '../text/clean-text.ts';
import { OWN_LIMITS } from './own.ts';

/** Characters of a community template's parts; the summary and a keyword each fit one line of a list. */
export const COMMUNITY_LIMITS = {
  title: 45,
  summary: 100,
  keyword: 60,
  keywords: 20,
  typedKeywords: 500,
  text: OWN_LIMITS.text,
  /** Of the front matter, several times what its fields hold. */
  frontMatter: 8192,
} as const;

/** A template as moderators write it. */
export interface CommunityTemplate {
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  /** With {{placeholders}}. */
  readonly text: string;
}

const line = (max: number) =>
  z
    .string()
    // YAML has escapes of its own ("\u0000"), so what it gives is cleaned once more.
    .overwrite(cleanText)
    .trim()
    .max(max)
    .regex(/^[^\n]*$/u);
const frontMatterSchema = z.strictObject({
  title: line(COMMUNITY_LIMITS.title).min(1),
  summary: line(COMMUNITY_LIMITS.summary).default(''),
  keywords: z.array(line(COMMUNITY_LIMITS.keyword).min(1)).max(COMMUNITY_LIMITS.keywords).default([]),
});

/** The template as the file that is kept, versioned and exported: front matter, then the text. */
export function writeCommunityTemplate({ title, summary, keywords, text }: CommunityTemplate): string {
  return `---\n${stringify({ title, summary, keywords }, { lineWidth: 0 })}---\n\n${text}\n`;
}

/** Reads such a file; undefined for one that is none. Whether the text's placeholders are right is for `checkWritten`. */
export function readCommunityTemplate(source: string): CommunityTemplate | undefined {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(source.replaceAll('\r\n', '\n'));
  const [, front = '', body = ''] = match ?? [];
  const text = body.trim();
  if (text === '' || text.length > COMMUNITY_LIMITS.text || front.length > COMMUNITY_LIMITS.frontMatter)
    return undefined;
  const fields = frontMatterSchema.safeParse(readYaml(front)).data;
  return fields === undefined ? undefined : { ...fields, text };
}

/** Keywords as a person types them: separated by commas, at most 20, none too long. */
export function readKeywords(typed: string): string[] {
  const words = typed.split(/[,;\n]/u).map((word) => word.trim().slice(0, COMMUNITY_LIMITS.keyword));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, COMMUNITY_LIMITS.keywords);
}

function readYaml(source: string): unknown {
  try {
    return parse(source);
  } catch {
    return undefined; // not YAML: not a file of ours
  }
}
