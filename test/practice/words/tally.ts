import { CONTENT_DIR } from '../../../src/app/content.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { WAYS, type Way } from '../../../src/practice/scene.ts';
import { loadScenes } from '../../../src/practice/scenes.ts';
import { judgeWords } from '../../../src/practice/words/judge.ts';
import type { Replies } from './replies.ts';

/** A reply, and the ways on that it may imply. */
export type Labelled = readonly [text: string, ways: readonly Way[]];

/** Scenes by the author of the rules, with which their first sentences were written. */
const OWN_SCENES = ['sunday-call', 'evening-messages', 'invoice-after-holiday', 'one-more-page'];

/** How often the rules agree with the label, ask, and are wrong. */
export function tally(locale: Locale, labelled: readonly Labelled[]) {
  const counts = { agree: 0, ask: 0, wrong: 0 };
  for (const [text, ways] of labelled) {
    const { way } = judgeWords(text, locale);
    counts[way === undefined ? 'ask' : ways.includes(way) ? 'agree' : 'wrong']++;
  }
  return counts;
}

export function labelled(replies: Replies, locale: Locale): Labelled[] {
  return WAYS.flatMap((way) => replies[locale][way].map((text): Labelled => [text, [way]]));
}

/** The replies of the other scenes that lead where own words of a way lead. */
export function literary(locale: Locale): Labelled[] {
  return loadScenes(CONTENT_DIR, locale)
    .filter(({ slug }) => !OWN_SCENES.includes(slug))
    .flatMap(({ nodes }) =>
      nodes.flatMap((node) => {
        if (node.type === 'end' || !node.own) return [];
        const { to } = node.own;
        return node.replies
          .map((reply): Labelled => [reply.text, WAYS.filter((way) => to[way] === reply.to)])
          .filter(([, ways]) => ways.length > 0);
      }),
    );
}
