import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { VIOLATION_KINDS } from '../kinds/violations.ts';
import { splitFrontMatter } from '../text/front-matter.ts';
import type { Report } from './problems.ts';
import { REGISTERS } from './scene.ts';
import type { SceneRules } from './scene-rules.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

/** Most characters of what a scene's front matter says. */
export const FIELD_LENGTHS = { title: 60, summary: 100, name: 40, who: 200, wish: 200, keyword: 60 } as const;
/** Most kinds of violation that a scene rehearses. */
export const MOST_KINDS = 4;
/** Most characters of front matter: all fields at their full length. */
const MOST_FRONT = 4000;

const fieldsSchema = z.strictObject({
  title: line(FIELD_LENGTHS.title),
  summary: line(FIELD_LENGTHS.summary),
  kinds: z.array(z.enum(VIOLATION_KINDS)).min(1).max(MOST_KINDS),
  register: z.enum(REGISTERS),
  client: z.strictObject({
    name: line(FIELD_LENGTHS.name),
    who: line(FIELD_LENGTHS.who),
    wish: line(FIELD_LENGTHS.wish),
  }),
  section: z.string().regex(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/u),
  template: z.string().regex(/^[a-z0-9-]+$/u),
  keywords: z.array(line(FIELD_LENGTHS.keyword)).max(20).default([]),
});
const communityFieldsSchema = fieldsSchema.extend({
  section: fieldsSchema.shape.section.optional(),
  template: z
    .string()
    .regex(/^(?:community\.)?[a-z0-9-]+$/u)
    .optional(),
});

export type SceneFields = z.infer<typeof communityFieldsSchema>;

export interface SceneFrontMatter {
  readonly fields: SceneFields;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly firstLine: number;
  /** Line of the file on which a field stands. */
  lineOf(field: keyof SceneFields): number;
}

/** Reads and checks what stands between the two lines of `---`. */
export function readSceneFrontMatter(
  source: string,
  { ofCommunity }: SceneRules,
  report: Report,
): SceneFrontMatter | undefined {
  const split = splitFrontMatter(source);
  if (typeof split === 'string') {
    report(`front-matter-${split}`, 1);
    return undefined;
  }
  if (split.front.length > MOST_FRONT) {
    report('text-too-long', 1, { length: split.front.length, max: MOST_FRONT });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(split.front, { lineCounter: lines });
  for (const error of document.errors)
    report('front-matter-syntax', lines.linePos(error.pos[0]).line + 1, {
      message: error.message.split('\n')[0] ?? error.code,
    });
  if (document.errors.length > 0) return undefined;
  const lineOf = (field: string): number => {
    const pairs = isMap(document.contents) ? document.contents.items : [];
    const key = pairs.find((pair) => isScalar(pair.key) && pair.key.value === field)?.key;
    return isScalar(key) && key.range ? lines.linePos(key.range[0]).line + 1 : 1;
  };
  let fields: unknown;
  try {
    fields = document.toJS() ?? {};
  } catch (error) {
    // An alias without its anchor, or aliases of aliases of aliases: only found on reading.
    report('front-matter-syntax', 1, { message: error instanceof Error ? error.message : '' });
    return undefined;
  }
  const parsed = (ofCommunity ? communityFieldsSchema : fieldsSchema).safeParse(fields);
  if (parsed.success)
    return { fields: parsed.data, body: split.body, firstLine: split.end + 1, lineOf: (field) => lineOf(field) };
  for (const { path, message } of parsed.error.issues)
    report('field', lineOf(String(path[0] ?? '')), { field: path.join('.'), message });
  return undefined;
}
