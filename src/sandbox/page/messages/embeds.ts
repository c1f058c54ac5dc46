import type { APIEmbed } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { markdown } from '../markdown/show.ts';
import { withEmoji } from '../ui/emoji.ts';
import { picture } from './media.ts';

/** Embeds, which bots used before Components V2. */
export function embeds(all: readonly APIEmbed[]): TemplateResult[] {
  return all.map((embed) => {
    const colour = embed.color === undefined ? nothing : `--accent-bar:#${embed.color.toString(16).padStart(6, '0')}`;
    return html`<div class="container container-accent" style=${colour}>
      ${embed.author ? html`<p class="embed-author">${withEmoji(embed.author.name)}</p>` : nothing}
      ${
        embed.title
          ? html`<p class="embed-title">
              ${embed.url ? html`<a href=${embed.url} target="_blank" rel="noreferrer noopener">${withEmoji(embed.title)}</a>` : withEmoji(embed.title)}
            </p>`
          : nothing
      }
      ${embed.description ? markdown(embed.description) : nothing}
      ${
        embed.fields?.length
          ? html`<div class="embed-fields">
              ${embed.fields.map(
                ({ name, value, inline }) =>
                  html`<div class=${inline ? 'embed-inline' : ''}><p class="embed-name">${withEmoji(name)}</p>${markdown(value)}</div>`,
              )}
            </div>`
          : nothing
      }
      ${embed.image ? picture(embed.image, embed.title ?? '') : nothing}
      ${embed.footer ? html`<p class="small-print">${withEmoji(embed.footer.text)}</p>` : nothing}
    </div>`;
  });
}
