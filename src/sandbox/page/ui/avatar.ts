import { html, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { drawn } from './emoji.ts';
import { splitEmoji } from './emoji-text.ts';

/** Background colours of the round avatars, chosen by id. White text is readable on all of them (at least 4.5 : 1). */
const COLOURS = ['#0f6a64', '#8a4b16', '#6a4a9c', '#9b2f5c', '#2c5f8f', '#5f6419', '#7a4040', '#3f6b3a'];

export function avatar(id: string, name: string, bot = false): TemplateResult {
  const colour = bot
    ? COLOURS[0]
    : COLOURS[1 + (Number(BigInt(/^\d+$/.test(id) ? id : '0') % 9973n) % (COLOURS.length - 1))];
  return html`<span class="avatar ${bot ? 'avatar-bot' : ''}" style="background:${colour}" aria-hidden="true"
    >${initial(name)}</span
  >`;
}

/** The first letter of a name, or the emoji it begins with. */
function initial(name: string): string | TemplateResult {
  const [first] = splitEmoji(name);
  if (first?.emoji) return drawn(first.text);
  return [...name][0]?.toUpperCase() ?? '?';
}
