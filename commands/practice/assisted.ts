import { answerAsClient } from '../../src/assistant/client-answer.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import type { Turn } from '../../src/practice/scene.ts';
import { assistantContext, assistantHere, payerOf } from '../assistant.ts';
import { practiceControls } from './controls.ts';
import { type Conversation, carriedBy } from './here.ts';
import { afterOwnWords, askHowMeant, judged, presentJudgement } from './own-words.ts';

/** The way to own words that the assistant answers, where moderators switched it on. */
export async function assistedButton(call: Call, conversation: Conversation, { own }: Turn): Promise<Button[]> {
  if (own === undefined || !(await ifReachable(call, () => assistantHere(call)))) return [];
  const does = practiceControls.assisted.with(carriedBy(conversation, conversation.path));
  return [{ label: call.t('practice:assisted.button'), emoji: '🎭', does }];
}

/** Says what would be sent where, before anything is. */
export async function explainAssisted(call: Call, conversation: Conversation): Promise<(string | Block)[]> {
  const { t } = call;
  const carried = carriedBy(conversation, conversation.path);
  const assistant = await assistantHere(call);
  const back: Button = { label: t('practice:assisted.back'), does: practiceControls.say.with(carried) };
  if (!assistant) return [t('practice:assisted.off'), buttons(back)];
  return [
    t('practice:assisted.explain', { host: escapeMarkdown(assistant.host) }),
    buttons(
      { label: t('practice:assisted.go'), style: 'primary', does: practiceControls.assistedForm.with(carried) },
      back,
    ),
  ];
}

/** How words came across, and the assistant's reaction to them as the client; by the rules alone where it does not react, or strays. */
export async function presentAssisted(
  call: Call,
  conversation: Conversation,
  turn: Turn,
  words: string,
): Promise<(string | Block)[]> {
  const { t } = call;
  const judgement = judged(conversation, words);
  const assistant = await assistantHere(call);
  const { scene } = conversation;
  const answer = assistant
    ? await answerAsClient(assistantContext(call, assistant), payerOf(call), { scene, turn, words })
    : ({ ok: false, reason: 'off' } as const);
  const way = answer.ok ? answer.value.way : judgement.way;
  const next = way && afterOwnWords(conversation, way);
  const remark = answer.ok ? [] : [t(`practice:assisted.none.${reasonOf(answer.reason)}`)];
  if (!next) return [...remark, ...askHowMeant(call, conversation, words)];
  const reaction = answer.ok ? answer.value.reaction : undefined;
  return [...remark, ...presentJudgement(call, next, words, { ...judgement, way }, reaction)];
}

function reasonOf(reason: string): 'budget' | 'strayed' | 'failed' {
  if (reason === 'community' || reason === 'member') return 'budget';
  return reason === 'strayed' ? 'strayed' : 'failed';
}
