import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { readsLikeName } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { search, worthShowing } from '../../src/guide/search/search.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../src/messages/reply.ts';
import { fold } from '../../src/text/words.ts';
import { chooseSection, followLink, presentArticle, showPage } from './article-page.ts';
import { guideControls, type Place, readPlace } from './controls.ts';
import { DISCUSS_ACTIONS } from './discuss.ts';
import { goneText, guideFor, sourcesFor } from './here.ts';
import { askWhy, saveNote, submitRating } from './rate.ts';
import { placeOf, presentResult } from './result.ts';
import { SHARE_ACTIONS } from './share.ts';
import { suggestArticles } from './suggest.ts';
import { chooseWeekTheme } from './week-theme.ts';

/** Maximum articles to choose from if it is not clear which one is meant. */
const CHOICES = 5;

export const openSection = defineButton({
  ...guideControls.open,
  reads: true,
  access: 'everyone',
  run: (call, { ref }) => openPlace(call, readPlace(ref)),
});

export const guideRead = defineCommand({
  key: 'guide.read',
  access: 'everyone',
  contexts: 'everywhere',
  options: { article: { type: 'text', required: true, maxLength: 300, suggest: suggestArticles } },
  actions: [
    openSection,
    showPage,
    chooseSection,
    followLink,
    ...SHARE_ACTIONS,
    ...DISCUSS_ACTIONS,
    chooseWeekTheme,
    submitRating,
    askWhy,
    saveNote,
  ],
  run: readArticle,
});

/** Opens an article, or a place in it, as a new private message. */
export async function openPlace(call: Call, place: Place): Promise<Reply> {
  const blocks = await presentArticle(call, place);
  return blocks ? toMe(...blocks) : toMe(goneText(call));
}

/** An article by its name or title; by what it is about if no article bears the name. */
async function readArticle(call: Call, { article: typed }: { readonly article: string }): Promise<Reply> {
  const { t } = call;
  const guide = await guideFor(call);
  const place = readPlace(typed.trim());
  if (guide.articles.has(place.slug)) return openPlace(call, place);
  const slug = slugByTitle(guide, typed);
  if (slug !== undefined) return openPlace(call, readPlace(slug));
  const answer = search(await sourcesFor(call), typed, CHOICES);
  const { confidence, results, matches } = answer;
  const shown = escapeMarkdown(typed.trim());
  const [best] = results;
  if (confidence === 'confident' && best && !readsLikeName(typed.trim()))
    return openPlace(call, readPlace(placeOf(best.document, matches)));
  if (best)
    return toMe(
      t('guide:read.choose', { article: shown }),
      ...worthShowing(answer).map((result) => presentResult(t, result, answer)),
    );
  return toMe(t('guide:read.unknown', { article: shown, search: call.command('guide.search') }));
}

function slugByTitle({ articles }: Guide, typed: string): string | undefined {
  const wanted = fold(typed.trim());
  return [...articles.values()].find(({ title }) => fold(title) === wanted)?.slug;
}
