import type { CommandWords } from '../src/dialogue/command-texts.ts';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import type { Translator } from '../src/i18n/translator.ts';
import { PRIVACY_TOPICS } from '../src/privacy/owned-column.ts';
import { OWNED_COLUMNS } from '../src/privacy/tables.ts';

const NAMES: Record<Locale, string> = { pl: 'Polski', en: 'English' };

/** PRIVACY.md: what the ownership registry says, in every language. */
export function privacyDocument(translator: Translator, words: Pick<CommandWords, 'name'>): string {
  const contents = LOCALES.map((locale) => `[${NAMES[locale]}](#${locale})`).join(' · ');
  const parts = LOCALES.map((locale) => `<a id="${locale}"></a>\n\n${privacyPage(locale, translator, words)}`);
  return `<!-- Written by scripts/privacy-doc.ts from src/members/ownership and content/*/ui/privacy.json: change those. -->\n\n${contents}\n\n${parts.join('\n\n')}\n`;
}

/** What it says in one language, which is a page of its own in the documentation. */
export function privacyPage(locale: Locale, translator: Translator, words: Pick<CommandWords, 'name'>): string {
  const t = translator(locale);
  const command = (key: string) => `\`${words.name(locale, key)}\``;
  const commands = {
    show: command('privacy.show'),
    export: command('privacy.export'),
    delete: command('privacy.delete'),
  };
  const topics = PRIVACY_TOPICS.map((topic) => {
    const tables = new Set(OWNED_COLUMNS.filter((owned) => owned.topic === topic).map(({ table }) => `\`${table}\``));
    return [
      `### ${t(`privacy:topics.${topic}.title`)}`,
      t(`privacy:topics.${topic}.what`),
      [
        `- **${t('privacy:labels.why')}:** ${t(`privacy:topics.${topic}.why`)}`,
        `- **${t('privacy:labels.howLong')}:** ${t(`privacy:topics.${topic}.howLong`)}`,
        `- ${t('privacy:document.tables', { tables: [...tables].join(', ') })}`,
      ].join('\n'),
    ].join('\n\n');
  });
  return [
    `# ${t('privacy:document.title')}`,
    t('privacy:document.intro', commands),
    `## ${t('privacy:document.storedTitle')}`,
    ...topics,
    `## ${t('privacy:labels.sharedTitle')}`,
    t('privacy:shared'),
    `## ${t('privacy:labels.generalTitle')}`,
    t('privacy:general'),
    `## ${t('privacy:document.rightsTitle')}`,
    t('privacy:document.rights', commands),
  ].join('\n\n');
}
