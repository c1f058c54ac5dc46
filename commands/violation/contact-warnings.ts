import type { Translate } from '../../src/i18n/translator.ts';
import { contactDetails } from '../../src/text/contact-details.ts';

/** Texts of an entry that may say who the client is. */
interface Written {
  readonly clientLabel?: string | null | undefined;
  readonly story?: string | undefined;
}

/** Warnings about what identifies a client in the texts just written: a message that was taken over may hold it too. */
export function contactWarnings(t: Translate, { clientLabel, story }: Written): string[] {
  const inLabel = contactDetails(clientLabel ?? '').map((detail) => t(`violations:warnings.${detail}`));
  return [...inLabel, ...(contactDetails(story ?? '').length > 0 ? [t('violations:warnings.story')] : [])];
}
