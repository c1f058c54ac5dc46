import { z } from 'zod';
import { nodeOf, type Scene, type Turn, WAYS, type Way } from '../practice/scene.ts';
import { type AssistantContext, ask, type NoAnswer } from './assistant.ts';
import type { Payer } from './budget.ts';
import { createMask, type Mask } from './masking.ts';
import { rulesFor } from './rules.ts';

/** Maximum characters of the client's first reaction; what the scene has for them follows it. */
const MOST_CHARACTERS = 300;

export interface ToAnswer {
  readonly scene: Scene;
  /** The turn at which the member speaks; it must take own words. */
  readonly turn: Turn;
  readonly words: string;
}

export interface ClientAnswer {
  /** How the words came across; the scene goes on accordingly. */
  readonly way: Way;
  /** The client's first reaction. */
  readonly reaction: string;
}

/** Why there is no answer; `strayed`: it left the role or the scene. */
export type NoClientAnswer = NoAnswer | 'strayed';

const shape = z.strictObject({ way: z.enum(WAYS), reaction: z.string() });

/**
 * Has the assistant play the client: it judges how the words come across, and reacts in character. The scene stays in charge: the
 * way chosen leads on to what is written there, so that neither its course nor its length depends on the model.
 */
export async function answerAsClient(
  context: AssistantContext,
  payer: Payer,
  { scene, turn, words }: ToAnswer,
): Promise<
  { readonly ok: true; readonly value: ClientAnswer } | { readonly ok: false; readonly reason: NoClientAnswer }
> {
  const { own } = turn;
  if (own === undefined) return { ok: false, reason: 'strayed' };
  const mask = createMask();
  const next = (way: Way): string => nodeOf(scene, own.to[way])?.text ?? '';
  const data = {
    client: scene.client,
    by: scene.register,
    before: scene.opening,
    clientSaid: turn.text,
    freelancerSaid: mask.hide(words),
    next: Object.fromEntries(WAYS.map((way) => [way, next(way)])),
  };
  const outcome = await ask(context, payer, {
    name: 'client',
    instructions: rulesFor(scene.locale, [
      'In a rehearsal you play "client", who talks to a freelancer. "clientSaid" was your last turn, "freelancerSaid" answers it.',
      'First choose "way", how "freelancerSaid" comes across: "clear" (a limit with a request or a time, no excuse), "soft" (excuses, apologies, nothing definite), "yielding" (gives in), "sharp" (attacks, threatens, mocks).',
      'Then write "reaction": the client’s first one or two sentences to it, spoken to the freelancer, in character and in the register of "by". What stands in "next" under the way that you chose follows right after it: lead up to it and do not repeat it.',
      'Invent no facts, amounts, dates or names. Never speak of yourself as a program, never leave the role, never give advice.',
    ]),
    data,
    shape,
    maxTokens: 250,
  });
  if (!outcome.ok) return outcome;
  const { way, reaction } = outcome.value;
  const known = JSON.stringify(data);
  if (strays(reaction.trim(), known, mask)) return { ok: false, reason: 'strayed' };
  return { ok: true, value: { way, reaction: mask.restore(reaction.trim()) } };
}

/** Words of a model that has left its role, or shows what it was told. */
const OUT_OF_ROLE =
  /(?<!\p{L})(?:language model|as an ai|ai assistant|chatbot|system prompt|my instructions|as a client|rehearsal|freelancerSaid|clientSaid|model\p{L}* językow\p{L}*|jako (?:sztuczna|ai|asystent|klient|model)|sztuczn\p{L}+ inteligencj\p{L}+|moje (?:instrukcje|polecenia)|prompt\p{L}*)(?!\p{L})|[{}<>`]|\*\*|"way"/iu;

/** Whether a reaction is none that this client could give here. */
function strays(reaction: string, known: string, mask: Mask): boolean {
  if (reaction === '' || reaction.length > MOST_CHARACTERS || OUT_OF_ROLE.test(reaction)) return true;
  if (mask.hasForeignToken(reaction)) return true;
  // What would be masked was not in what was sent: an address, a link or a mention of the model's own.
  const withoutTokens = reaction.replaceAll(/\[[A-Z]+-\d+\]/gu, '');
  if (createMask().hide(withoutTokens) !== withoutTokens) return true;
  const numbers = withoutTokens.match(/\d+/gu) ?? [];
  return numbers.some((number) => !known.includes(number));
}
