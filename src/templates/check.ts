import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES } from '../i18n/locales.ts';
import { readTemplates } from './catalogue.ts';
import type { ContentProblem } from './template-file.ts';
import type { Template } from './types.ts';

/** Fields that the languages of a template share: everything but its words. */
const SHARED_FIELDS = ['guide', 'kinds', 'isChecklist'] as const;

/**
 * Checks all templates in all languages: each file by itself, and the languages against each other (same ids, guide links, kinds
 * and placeholders). Returns an empty list if there is no problem.
 */
export function checkTemplates(contentDir: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const byLocale = LOCALES.map((locale) => {
    const folder = readTemplates(contentDir, locale);
    problems.push(...folder.problems);
    return { locale, ids: idsOnDisk(contentDir, locale), templates: folder.templates };
  });
  for (const { locale, ids, templates } of byLocale) {
    for (const other of byLocale.filter((one) => one.locale !== locale)) {
      for (const id of other.ids) {
        if (ids.has(id)) continue;
        problems.push({
          file: fileOf(locale, id),
          line: 1,
          rule: 'template-missing',
          message: `is there in ${other.locale} only`,
        });
      }
      for (const template of templates) {
        const twin = other.templates.find(({ id }) => id === template.id);
        if (twin !== undefined) problems.push(...differences(template, twin));
      }
    }
  }
  return problems;
}

/** Differences between `template` and its twin in another language. */
function differences(template: Template, twin: Template): ContentProblem[] {
  const problem = (rule: string, message: string): ContentProblem => {
    return { file: fileOf(template.locale, template.id), line: 1, rule, message };
  };
  const fields = SHARED_FIELDS.filter((field) => String(template[field]) !== String(twin[field]));
  const missing = twin.placeholders.filter(
    // A choice is grammar of one language (Pan, Pani, Państwo), without a counterpart.
    ({ name, kind }) => kind !== 'choice' && !template.placeholders.some((own) => own.name === name),
  );
  const different = template.placeholders.filter((own) => {
    const other = twin.placeholders.find(({ name }) => name === own.name);
    return other !== undefined && placeholderRules(own) !== placeholderRules(other);
  });
  return [
    ...fields.map((field) => problem('field-differs', `${field} is not the same in ${twin.locale}`)),
    ...missing.map(({ name }) => problem('placeholder-missing', `${name} is there in ${twin.locale} only`)),
    ...different.map(({ name }) => problem('placeholder-differs', `${name} has other rules in ${twin.locale}`)),
  ];
}

function placeholderRules({ kind, required, source, maxLength }: Template['placeholders'][number]): string {
  return JSON.stringify({ kind, required, source, maxLength });
}

function idsOnDisk(contentDir: string, locale: string): ReadonlySet<string> {
  const files = readdirSync(join(contentDir, locale, 'templates'));
  return new Set(files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length)));
}

function fileOf(locale: string, id: string): string {
  return `content/${locale}/templates/${id}.md`;
}
