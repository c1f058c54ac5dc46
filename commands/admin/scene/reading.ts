import type { Call } from '../../../src/dialogue/call.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { type ReadScene, type Referable, readScene } from '../../../src/practice/read-scene.ts';
import type { Scene } from '../../../src/practice/scene.ts';
import { COMMUNITY_RULES } from '../../../src/practice/scene-rules.ts';
import { guideFor } from '../../guide/here.ts';

/** A draft as a scene, or what is wrong with it. */
export async function readDraft(call: Call, { slug, locale, text }: Omit<ContentDraft, 'id'>): Promise<ReadScene> {
  const referable = await referableHere(call, locale);
  return readScene(slug ?? 'draft', locale, text, { rules: COMMUNITY_RULES, referable });
}

/** What a scene of this community may refer to. */
async function referableHere(call: Call, locale: Scene['locale']): Promise<Referable> {
  const { services, community } = call;
  const { articles } = await guideFor(call, locale);
  const { templates } = await services.communityTemplates.find(community?.id, locale);
  const sections = [...articles.values()].flatMap(({ slug, sections }) => [slug, ...sections.map(({ ref }) => ref)]);
  return { sections: new Set(sections), templates: new Set(templates.map(({ reference }) => reference)) };
}

/** A scene of the content by its name. */
export function sceneOfContent(list: readonly Scene[], name: string): Scene | undefined {
  return list.find(({ slug }) => slug === name);
}
