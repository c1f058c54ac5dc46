import type { Call } from '../../src/dialogue/call.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, divider } from '../../src/messages/reply.ts';
import { type Step, sayable } from '../../src/practice/paths.ts';
import type { Scene, Turn } from '../../src/practice/scene.ts';
import { sceneControls } from '../admin/scene/controls.ts';
import { assistedButton } from './assisted.ts';
import { practiceControls } from './controls.ts';
import { type Conversation, carriedBy, differently, draftNamed, placeLine } from './here.ts';

/**
 * What the client says at a turn, and what can be said to it: the replies in full, each beside its button. In rows of their own
 * below the texts, four buttons took a quarter of a phone's screen, and the first stood far from what it says.
 */
export async function presentTurn(call: Call, conversation: Conversation, turn: Turn): Promise<(string | Block)[]> {
  const { t } = call;
  const { path } = conversation;
  const replies = shuffled(conversation, turn);
  const choices = replies.map(
    ({ said, mark }, at): Block => ({
      type: 'section',
      text: `**${at + 1}.** ${said.type === 'written' ? said.reply.text : ''}`,
      button: { label: `${at + 1}`, does: practiceControls.say.with(carriedBy(conversation, path + mark)) },
    }),
  );
  return [
    ...header(call, conversation),
    turn.text,
    divider,
    t('practice:ask'),
    ...choices,
    buttons(...ownButtons(call, conversation, turn), ...(await assistedButton(call, conversation, turn))),
    ...(path === '' ? [] : [buttons(...ways(call, conversation))]),
  ];
}

/** At the start the scene and the client; later what was said last. */
export function header(call: Call, conversation: Conversation): string[] {
  const { t } = call;
  const { scene, place } = conversation;
  const last = place.steps.at(-1);
  if (last) return [placeLine(call, conversation), saidLine(t, last)];
  const register = t(`practice:registers.${scene.register}`);
  const { name, who } = scene.client;
  const client = t('practice:client', { register, name: escapeMarkdown(name), who: escapeMarkdown(who) });
  return [`## ${escapeMarkdown(scene.title)}\n${client}`, scene.opening];
}

/** What somebody said at a turn. */
export function saidLine(t: Call['t'], { said }: Step): string {
  return said.type === 'written' ? t('practice:you', { said: said.reply.text }) : t('practice:ownSaid');
}

function ownButtons({ t }: Call, conversation: Conversation, { own }: Turn): Button[] {
  if (own === undefined) return [];
  const does = practiceControls.own.with(carriedBy(conversation, conversation.path));
  return [{ label: t('practice:own.button'), emoji: '✍️', does }];
}

/** Ways out of a conversation: own words said differently, from its start, or to another one. */
function ways(call: Call, conversation: Conversation): Button[] {
  const { t } = call;
  return [
    ...differently(call, conversation),
    { label: t('practice:restart'), does: practiceControls.begin.with({ scene: conversation.scene.slug }) },
    elsewhere(call, conversation.scene),
  ];
}

/** The way to another conversation; for a draft, back to where it is written. */
export function elsewhere({ t }: Call, { slug }: Scene): Button {
  const draft = draftNamed(slug);
  if (draft === undefined) return { label: t('practice:another'), does: practiceControls.list.with({}) };
  return { label: t('scenes:toDraft'), does: sceneControls.page.with({ draft }) };
}

/**
 * The written replies in an order that differs from play to play and from turn to turn, and stays while one of them is played:
 * an author’s habit of writing the good ones first would give them away.
 */
function shuffled({ play }: Conversation, turn: Turn): readonly Step[] {
  const written = sayable(turn).filter(({ said }) => said.type === 'written');
  const seed = [...`${play}${turn.id}`].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  const from = seed % Math.max(1, written.length);
  const turned = [...written.slice(from), ...written.slice(0, from)];
  return seed % 2 === 0 ? turned : turned.reverse();
}
