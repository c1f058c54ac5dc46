import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { VIOLATION_KINDS } from '../kinds/violations.ts';
import { splitFrontMatter } from '../text/front-matter.ts';
import type { Report } from './problems.ts';
import { REGISTERS } from './scene.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

const fieldsSchema = z.strictObject({
  title: line(60),
  summary: line(100),
  kinds: z.array(z.enum(VIOLATION_KINDS)).min(1).max(4),
  register: z.enum(REGISTERS),
  client: z.strictObject({ name: line(40), who: line(200), wish: line(200) }),
  section: z.string().regex(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/u),
  template: z.string().regex(/^[a-z0-9-]+$/u),
  keywords: z.array(line(60)).max(20).default([]),
});

export type SceneFields = z.infer<typeof fieldsSchema>;

export interface SceneFrontMatter {
  readonly fields: SceneFields;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly firstLine: number;
  /** Line of the file on which a field stands. */
  lineOf(field: keyof SceneFields): number;
}

/** Reads and checks what stands between the two lines of `---`. */
export function readSceneFrontMatter(source: string, report: Report): SceneFrontMatter | undefined {
  const split = splitFrontMatter(source);
  if (typeof split === 'string') {
    report(`front-matter-${split}`, 1);
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
  const parsed = fieldsSchema.safeParse(document.toJS() ?? {});
  if (parsed.success)
    return { fields: parsed.data, body: split.body, firstLine: split.end + 1, lineOf: (field) => lineOf(field) };
  for (const { path, message } of parsed.error.issues)
    report('field', lineOf(String(path[0] ?? '')), { field: path.join('.'), message });
  return undefined;
}
