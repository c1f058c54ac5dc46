import { basename } from 'node:path';
import type { Call } from '../../../src/dialogue/call.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { findNamed } from '../../../src/library/content.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import type { ContentDialogue } from './content.ts';

/**
 * What a Markdown file with this name is for: the piece of that name, or a new one, which has the name if it can.
 *
 * @param isName whether a piece of this kind may be called so
 */
export async function targetOfFile(
  content: ContentDialogue,
  call: Call,
  { name: file, locale, isName }: { readonly name: string; readonly locale: Locale; isName(text: string): boolean },
): Promise<Pick<ContentDraft, 'edits' | 'slug' | 'locale'>> {
  const name = basename(file, '.md');
  if (!isName(name)) return { edits: undefined, slug: undefined, locale };
  const named = await findNamed(call.services.db, content.scope(call), { slug: name, locale });
  const edits = named && named.state !== 'removed' ? { contentId: named.id, version: named.version } : undefined;
  return { edits, slug: name, locale };
}
