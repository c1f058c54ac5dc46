import type { Database } from '../database/database.ts';
import { type CommunityGuides, createCommunityGuides } from '../guide/community/guides.ts';
import { type CommunityScenes, createCommunityScenes } from '../practice/community-scenes.ts';
import { type CommunityTemplates, createCommunityTemplates } from '../templates/community-templates.ts';
import type { Content } from './content.ts';

/** What communities have of the content: with what they wrote, replaced and hid. */
export interface CommunityContent {
  readonly communityGuides: CommunityGuides;
  readonly communityTemplates: CommunityTemplates;
  readonly communityScenes: CommunityScenes;
}

export function createCommunityContent(
  { db, memory }: Pick<Database, 'db' | 'memory'>,
  content: Pick<Content, 'guides' | 'searchSources' | 'templates' | 'scenes'>,
): CommunityContent {
  const context = { db, memory, ...content };
  return {
    communityGuides: createCommunityGuides(context),
    communityTemplates: createCommunityTemplates(context),
    communityScenes: createCommunityScenes(context),
  };
}
