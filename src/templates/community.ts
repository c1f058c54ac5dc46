import { z } from 'zod';
import { cleanText } from '../text/clean-text.ts';
import { readFrontMatter, writeFrontMatter } from '../text/front-matter.ts';
import { OWN_LIMITS } from './own.ts';

/** Maximum characters of each part of a community template; summary and keywords each fit one line of a list. */
export const COMMUNITY_LIMITS = {
  title: 45,
  summary: 100,
  keyword: 60,
  keywords: 20,
  typedKeywords: 500,
  text: OWN_LIMITS.text,
  /** Several times what the front matter's fields hold. */
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
    // YAML has its own escapes ("\u0000"), so parsed values are cleaned again.
    .overwrite(cleanText)
    .trim()
    .max(max)
    .regex(/^[^\n]*$/u);
const frontMatterSchema = z.strictObject({
  title: line(COMMUNITY_LIMITS.title).min(1),
  summary: line(COMMUNITY_LIMITS.summary).default(''),
  keywords: z.array(line(COMMUNITY_LIMITS.keyword).min(1)).max(COMMUNITY_LIMITS.keywords).default([]),
});

/** The template as the file that is stored, versioned and exported: front matter, then the text. */
export function writeCommunityTemplate({ title, summary, keywords, text }: CommunityTemplate): string {
  return `${writeFrontMatter({ title, summary, keywords })}\n${text}\n`;
}

/** Reads such a file; undefined if it is not one. The text's placeholders are checked by `checkWritten`. */
export function readCommunityTemplate(source: string): CommunityTemplate | undefined {
  const read = readFrontMatter(source, COMMUNITY_LIMITS.frontMatter);
  const text = read?.body.trim() ?? '';
  if (text === '' || text.length > COMMUNITY_LIMITS.text) return undefined;
  const fields = frontMatterSchema.safeParse(read?.fields).data;
  return fields === undefined ? undefined : { ...fields, text };
}

/** Keywords as typed: comma-separated, at most 20, overlong ones cut. */
export function readKeywords(typed: string): string[] {
  const words = typed.split(/[,;\n]/u).map((word) => word.trim().slice(0, COMMUNITY_LIMITS.keyword));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, COMMUNITY_LIMITS.keywords);
}
