import type { HashPerson } from '../../../src/checkins/cards/blocks.ts';
import type { OpenCard } from '../../../src/checkins/cards/card.ts';
import type { SharingContext, SharingProblem } from '../../../src/checkins/cards/share.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { escapeMarkdown, quote, timestamp } from '../../../src/messages/markdown.ts';
import { contactDetails } from '../../../src/text/contact-details.ts';
import type { PublicWords } from './present.ts';

export function sharingContext(call: Call): SharingContext {
  const { db, sealer, clock, random } = call.services;
  return { db, sealer, clock, hashPerson: blockHash(call), random };
}

/** The hash that identifies blocked members. */
export function blockHash({ services }: Call): HashPerson {
  return (tx, personId) => services.hashPerson(tx, `anonymous block ${personId}`);
}

/** The translations for public cards in this community. */
export function publicWords({ publicT: t, community, person, services }: Call): PublicWords {
  return { t, locale: community?.locale ?? person.locale, services };
}

export function isProblem(answer: OpenCard | SharingProblem): answer is SharingProblem {
  return 'type' in answer;
}

/** Why something cannot be shared, and the alternatives. */
export function problemText({ t }: Call, problem: SharingProblem): string {
  if (problem.type !== 'slow') return t(`cards:problems.${problem.type}`);
  return t('cards:problems.slow', { when: timestamp(problem.until, 'R') });
}

/** Clients are third parties: text that identifies one is shown to its author before others see it. */
export function contactWarning({ t }: Call, { story, learned }: OpenCard): string[] {
  const found = contactDetails(`${story}\n${learned ?? ''}`).map((detail) => t(`cards:share.details.${detail}`));
  return found.length > 0 ? [t('cards:share.contact', { found: found.join(', ') })] : [];
}

/** Maximum characters of story and lesson, escaped and quoted: with the surrounding text they fit a message. */
const SHOWN = 2700;

/** Problems with a card's text that do not depend on the community's rules. */
export function textProblem({ story, learned }: { readonly story: string; readonly learned: string }) {
  if (story === '') return 'story';
  return quote(escapeMarkdown(story)).length + escapeMarkdown(learned).length > SHOWN ? 'long' : undefined;
}
