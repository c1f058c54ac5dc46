import { type AnswerClaim, answerQuestion, type GuideAnswer } from '../src/assistant/answer.ts';
import type { Call } from '../src/dialogue/call.ts';
import { defineCommand } from '../src/dialogue/command.ts';
import type { SearchAnswer, SearchResult } from '../src/guide/search/by-words.ts';
import { worthShowing } from '../src/guide/search/search.ts';
import { LIMITS, shorten } from '../src/messages/limits.ts';
import { escapeMarkdown } from '../src/messages/markdown.ts';
import { type Block, type Button, buttons, divider, type Reply, toMe } from '../src/messages/reply.ts';
import { assistantContext, assistantHere, payerOf } from './assistant.ts';
import { openLink } from './guide/controls.ts';
import { sourcesFor } from './guide/here.ts';
import { presentRating, presentWays } from './guide/no-answer.ts';
import { passageName, passageText } from './guide/passage.ts';

const PASSAGES = 3;
const TOPICS = 5;
const PASSAGE_LENGTH = 320;
/** Maximum characters of claims in a message; the rest is for the question and the surrounding text. */
const CLAIMS_LENGTH = LIMITS.messageText - 1200;

export const askGuide = defineCommand({
  key: 'ask',
  access: 'everyone',
  contexts: 'guild',
  options: { question: { type: 'text', required: true, minLength: 3, maxLength: 300 } },
  progress: async (call) => ((await assistantHere(call)) ? call.t('assistant:ask.progress') : undefined),
  run: answer,
});

async function answer(call: Call, { question }: { readonly question: string }): Promise<Reply> {
  const { t, person, command } = call;
  const assistant = await assistantHere(call);
  const given = await answerQuestion(assistant && assistantContext(call, assistant), payerOf(call), {
    text: question,
    locale: person.locale,
    sources: await sourcesFor(call),
    ...(assistant ? { find: assistant.search } : {}),
  });
  const asked = t('assistant:ask.question', { question: escapeMarkdown(question.trim()) });
  const { search } = given;
  switch (given.type) {
    case 'grounded':
      return toMe(
        asked,
        ...presentClaims(call, given.claims, search),
        divider,
        t('assistant:ask.grounded'),
        ...presentRating(call, question),
      );
    case 'passages':
      return toMe(
        asked,
        t('assistant:ask.passages'),
        ...presentPassages(call, search, PASSAGES),
        ...reasonOf(call, given),
        ...presentRating(call, question),
      );
    case 'notCovered':
      if (search.results.length === 0)
        return toMe(
          asked,
          t('assistant:ask.nothing', { browse: command('guide.browse') }),
          ...(await presentWays(call, question)),
        );
      return toMe(
        asked,
        t('assistant:ask.notCovered'),
        ...presentPassages(call, search, TOPICS, false),
        ...presentRating(call, question),
      );
  }
}

/** The claims from each section, with a button that opens it; other cited sections are listed below. */
function presentClaims(call: Call, claims: readonly AnswerClaim[], { results }: SearchAnswer): Block[] {
  const sourceOf = new Map(results.map((result) => [result.document.id, result]));
  // A message cannot have two controls with the same id, so claims from one section share its button.
  const said = Map.groupBy(fitting(claims), ({ sources: [first = ''] }) => first);
  const others = new Set(claims.flatMap(({ sources }) => sources).filter((id) => !said.has(id)));
  const further = [...others].flatMap((id) => sourceOf.get(id) ?? []).map(sourceButton);
  return [
    ...[...said].flatMap(([id, group]): Block[] => {
      const source = sourceOf.get(id);
      const text = group.map((claim) => claim.text).join('\n\n');
      return source ? [{ type: 'section', text, button: sourceButton(source) }] : [];
    }),
    ...(further.length > 0
      ? [{ type: 'text', text: call.t('assistant:ask.more') } as const, buttons(...further.slice(0, TOPICS))]
      : []),
  ];
}

/** The claims, escaped, that fit a message beside the question; the most useful come first. */
function fitting(claims: readonly AnswerClaim[]): AnswerClaim[] {
  let room = CLAIMS_LENGTH;
  return claims
    .map(({ text, sources }) => ({ text: escapeMarkdown(text), sources }))
    .filter(({ text }) => {
      room -= text.length;
      return room >= 0;
    });
}

function sourceButton({ document }: SearchResult): Button {
  const [slug = '', section] = document.id.split('#');
  return { label: shorten(document.heading ?? document.title, LIMITS.readableLabel), does: openLink(slug, section) };
}

/** Sections of the guide with a button each, with their text or as topics only. */
function presentPassages(call: Call, answer: SearchAnswer, most: number, withText = true): Block[] {
  return worthShowing(answer)
    .slice(0, most)
    .map(({ document }): Block => {
      const [slug = '', section] = document.id.split('#');
      return {
        type: 'section',
        text: withText ? passageText(document, answer.matches, PASSAGE_LENGTH) : passageName(document),
        button: { label: call.t('assistant:ask.read'), does: openLink(slug, section) },
      };
    });
}

function reasonOf({ t }: Call, { reason }: GuideAnswer & { readonly type: 'passages' }): string[] {
  if (reason === 'off') return [];
  if (reason === 'community' || reason === 'member') return [t('assistant:ask.budget')];
  return [t(reason === 'unfounded' ? 'assistant:ask.unfounded' : 'assistant:ask.failed')];
}
