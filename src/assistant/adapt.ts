import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import type { Tone } from '../templates/types.ts';
import { type AssistantContext, ask, type NoAnswer } from './assistant.ts';
import type { Payer } from './budget.ts';
import { createMask, type Mask } from './masking.ts';
import { rulesFor } from './rules.ts';

export interface ToAdapt {
  /** The filled message. */
  readonly text: string;
  /** Filled-in values as they appear in the text: names, dates, amounts. None is sent to the endpoint, and all must survive. */
  readonly values: readonly string[];
  /** The client's message, pasted by the member. */
  readonly clientMessage: string;
  readonly tone: Tone;
  readonly locale: Locale;
  /** A refusal that never says "no" and never explains too much. */
  readonly politeRefusal: boolean;
}

/** `changed`: the assistant's text lost or altered a value, or broke the template's rule, and is not shown. */
export type Adapted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: NoAnswer | 'changed' };

const shape = z.strictObject({ message: z.string() });

const TONES: Readonly<Record<Tone, string>> = {
  formal: 'formal: in Polish with Pan/Pani/Państwo as in the message',
  friendly: 'friendly: on first-name terms',
  firm: 'firm: formal, short and decided, yet polite',
};

/** Maximum characters of the reworded message: as much as a preview can show. */
const MOST = 2000;

/** Rewords a filled template to fit the client's message. */
export async function adaptMessage(context: AssistantContext, payer: Payer, toAdapt: ToAdapt): Promise<Adapted> {
  const { text, values, clientMessage, tone, locale, politeRefusal } = toAdapt;
  const mask = createMask();
  const hidden = hideAll(text, values, mask);
  const outcome = await ask(context, payer, {
    name: 'adapted_message',
    instructions: rulesFor(locale, [
      'Reword "message" so that it answers "clientMessage". Keep what it says, its greeting, its structure and its closing; promise and ask nothing new.',
      'Every token in square brackets of "message" must stand in your text exactly as often; take none from "clientMessage".',
      `Its tone is ${TONES[tone]}.`,
      ...(politeRefusal
        ? ['It is a polite refusal: never write "no", "nie" or "not", and give at most one short reason.']
        : []),
    ]),
    data: { message: hidden, clientMessage: mask.hide(clientMessage) },
    shape,
    maxTokens: 1200,
  });
  if (!outcome.ok) return outcome;
  const message = outcome.value.message.trim();
  const kept = sameTokens(hidden, message) && !addsNumbers(hidden, message);
  if (!kept || message.length > MOST || (politeRefusal && refusesBluntly(message, text)))
    return { ok: false, reason: 'changed' };
  return { ok: true, text: mask.restore(message) };
}

/** Replaces every value by a token; the longest first, so that none is split by a shorter one inside it. */
function hideAll(text: string, values: readonly string[], mask: Mask): string {
  const present = [...new Set(values.map((value) => value.trim()))].filter((value) => value && text.includes(value));
  const parts = present
    .sort((a, b) => b.length - a.length)
    .reduce<readonly { text: string; token: boolean }[]>(
      (pieces, value) =>
        pieces.flatMap((piece) =>
          piece.token
            ? [piece]
            : piece.text
                .split(value)
                .flatMap((between, at) => [
                  ...(at > 0 ? [{ text: mask.hideValue(value), token: true }] : []),
                  { text: between, token: false },
                ]),
        ),
      [{ text, token: false }],
    );
  return parts.map((part) => (part.token ? part.text : mask.hide(part.text))).join('');
}

const tokensOf = (text: string) => (text.match(/\[[A-Z]+-\d+\]/gu) ?? []).sort().join(' ');

function sameTokens(before: string, after: string): boolean {
  return tokensOf(before) === tokensOf(after);
}

/** Whether the new text has a number that the old one lacks: an invented amount or date. */
function addsNumbers(before: string, after: string): boolean {
  const numbers = (text: string) => text.replaceAll(/\[[A-Z]+-\d+\]/gu, '').match(/\d+/gu) ?? [];
  const known = new Set(numbers(before));
  return numbers(after).some((number) => !known.has(number));
}

/**
 * Whether a message breaks the promise of the polite refusal: no "no" or "nie" that the template lacks, and no long explanation.
 */
function refusesBluntly(message: string, original: string): boolean {
  const blunt = (text: string) =>
    text.toLowerCase().match(/(?<!\p{L})(?:no|nie|not|cannot|\p{L}+n['’]t)(?!\p{L})/gu) ?? [];
  const before = new Set<string>(blunt(original));
  return blunt(message).some((word) => !before.has(word)) || message.length > original.length * 1.5;
}
