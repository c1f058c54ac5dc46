import type { Call } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import { titleIn } from '../../../src/guide/front-matter.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import type { ContentState } from '../../../src/kinds/content.ts';
import type { FileItem } from '../../../src/library/content-file.ts';
import { isNote } from '../../../src/library/hide.ts';
import { readScene } from '../../../src/practice/read-scene.ts';
import { COMMUNITY_RULES } from '../../../src/practice/scene-rules.ts';
import { isSlugWithin, MAX_SLUG_LENGTH, slugOf } from '../../../src/text/slug.ts';
import { practiceControls } from '../../practice/controls.ts';
import { type ContentDialogue, describeContent } from '../content/content.ts';
import { listPieces, sayingTyped, suggestPieces } from '../content/find.ts';
import { sceneControls } from './controls.ts';
import { openDraftPage } from './page.ts';
import { sceneProblemLines } from './problems.ts';
import { readDraft, sceneOfContent } from './reading.ts';

/** The scenes that moderators write for their community. */
export const scenes: ContentDialogue = describeContent({
  kind: 'scene',
  texts: 'scenes:',
  controls: sceneControls,
  titleIn,
  isNote,
  typedIn: (text) => text,
  async check(call, draft) {
    const { scene, problems } = await readDraft(call, draft);
    if (!scene) return { ok: false, problems: sceneProblemLines(call, problems, draft.text) };
    return { ok: true, title: scene.title };
  },
  openDraft: openDraftPage,
  // A unique name: one of the content’s would replace that scene by accident.
  slugFor({ services }, title) {
    const slug = slugOf(title, 'scene');
    return LOCALES.some((locale) => sceneOfContent(services.scenes[locale], slug)) ? `${slug.slice(0, 36)}-our` : slug;
  },
  saved(call, item) {
    const { t, mention } = call;
    const said = { title: scenes.title(item), version: item.version, practice: mention('practice') };
    if (item.state === 'hidden') return { said: t('scenes:savedHidden', said) };
    const open = { label: t('scenes:play'), emoji: '🎭', does: practiceControls.open.with({ scene: item.slug }) };
    return { said: t('scenes:published', said), open };
  },
});

/** Whether the text of a file is a scene, or a note that hides one of the bot's; what it refers to may be missing, and is then left out where it would be shown. */
export function isScene({ slug, locale, state, text }: FileItem): boolean {
  if (state === 'hidden' && isNote(text)) return true;
  // The name stands in the controls of a conversation, beside everything that was said.
  return (
    isSlugWithin(slug, MAX_SLUG_LENGTH) && readScene(slug, locale, text, { rules: COMMUNITY_RULES }).scene !== undefined
  );
}

/** The option that names a scene. */
export function sceneOption(states: readonly ContentState[], among: Among) {
  return { type: 'text', required: true, maxLength: 100, suggest: suggestScene(states, among) } as const;
}

interface Among {
  /** Whether the bot's own scenes are suggested as well. */
  readonly ofContent: boolean;
}

/** Suggests the community's scenes by title, and on request those of the content, in the language of the person's client. */
function suggestScene(
  states: readonly ContentState[],
  { ofContent }: Among,
): (call: Call, typed: string) => Promise<Suggestion[]> {
  return async (call, typed) => {
    const { t, services, person } = call;
    const pieces = await listPieces(scenes, call, states);
    const replaced = new Set(pieces.filter(({ locale }) => locale === person.locale).map(({ slug }) => slug));
    const others = ofContent ? services.scenes[person.locale].filter(({ slug }) => !replaced.has(slug)) : [];
    const named = others.map(({ title, slug }) => ({ name: t('scenes:ofContent', { title }), value: slug }));
    return sayingTyped([...suggestPieces(scenes, call, pieces), ...named], typed);
  };
}
