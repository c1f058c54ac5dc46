import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../i18n/locales.ts';
import {
  type ContentProblem,
  describeTemplateProblem,
  readSharedPlaceholders,
  readTemplate,
  type SharedPlaceholders,
} from './template-file.ts';
import type { Placeholder, Template } from './types.ts';

export const SHARED_PLACEHOLDERS_FILE = 'placeholders.yaml';

export interface TemplateCatalogue {
  readonly locale: Locale;
  /** Sorted by id. */
  readonly templates: readonly Template[];
  /** Placeholders shared by several templates, by name; members' own templates may use them too. */
  readonly placeholders: SharedPlaceholders;
  find(id: string): Template | undefined;
}

/**
 * Reads `content/<locale>/templates`. Reports every problem at once, with file, line and rule.
 * @throws {Error} when any file breaks a rule: templates are part of the program, so the start stops.
 */
export function loadCatalogue(contentDir: string, locale: Locale): TemplateCatalogue {
  return catalogueOf(locale, loadTemplates(contentDir, locale));
}

/** Like {@link loadCatalogue}, as plain data. */
export function loadTemplates(contentDir: string, locale: Locale): Pick<TemplateFolder, 'templates' | 'placeholders'> {
  const { templates, placeholders, problems } = readTemplates(contentDir, locale);
  if (problems.length > 0) throw new Error(problems.map(describeTemplateProblem).join('\n'));
  return { templates, placeholders };
}

export function catalogueOf(
  locale: Locale,
  { templates, placeholders }: Pick<TemplateFolder, 'templates' | 'placeholders'>,
): TemplateCatalogue {
  const byId = new Map(templates.map((template) => [template.id, template]));
  return { locale, templates, placeholders, find: (id) => byId.get(id) };
}

export interface TemplateFolder {
  readonly templates: readonly Template[];
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  readonly problems: readonly ContentProblem[];
}

/** Like `loadCatalogue`, but returns the problems as values. Their paths are relative to the parent of `contentDir`. */
export function readTemplates(contentDir: string, locale: Locale): TemplateFolder {
  const folder = join(contentDir, locale, 'templates');
  const shown = (file: string): string => `content/${locale}/templates/${file}`;
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const shared = readSharedPlaceholders(shown(SHARED_PLACEHOLDERS_FILE), read(SHARED_PLACEHOLDERS_FILE));
  if (shared.problems.length > 0)
    return { templates: [], placeholders: shared.placeholders, problems: shared.problems };
  const problems: ContentProblem[] = [];
  const templates: Template[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()) {
    const result = readTemplate({
      file: shown(file),
      id: file.slice(0, -'.md'.length),
      locale,
      source: read(file),
      shared: shared.placeholders,
    });
    problems.push(...result.problems);
    if (result.template !== undefined) templates.push(result.template);
  }
  return { templates, placeholders: shared.placeholders, problems };
}
