import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChannelView } from '../../protocol.ts';
import { act } from '../api.ts';
import { guildById, isThread, nameOf } from '../lookup.ts';
import { change } from '../store.ts';
import { avatar } from '../ui/avatar.ts';
import { withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { count, fill, words } from '../words/words.ts';
import { openChannel } from './open.ts';

/** A forum: its posts, newest first, and a form to start one. */
export function forum(channel: ChannelView): TemplateResult {
  const w = words();
  const posts = (guildById(channel.guildId)?.channels ?? [])
    .filter((post) => isThread(post) && post.parentId === channel.id)
    .sort((a, b) => Number(BigInt(b.lastMessageId ?? b.id) - BigInt(a.lastMessageId ?? a.id)));
  return html`<div class="forum" tabindex="0" role="region" aria-label=${w.posts}>
    ${channel.topic ? html`<p class="forum-topic">${withEmoji(channel.topic)}</p>` : nothing}
    ${channel.canSend ? newPost(channel) : nothing}
    ${posts.length === 0 ? html`<p class="forum-none">${w.noPosts}</p>` : nothing}
    <ul class="posts" role="list">
      ${posts.map((post) => html`<li>${card(post)}</li>`)}
    </ul>
  </div>`;
}

function card(post: ChannelView): TemplateResult {
  const w = words();
  const owner = post.ownerId ?? '';
  return html`<button type="button" class="post" @click=${() => openChannel(post.id)}>
    <span class="post-tags">
      ${post.tags.map(({ name }) => html`<span class="tag">${withEmoji(name)}</span>`)}
      ${post.archived ? html`<span class="tag tag-optional">${w.archived}</span>` : nothing}
      ${post.locked ? html`<span class="tag tag-optional">${w.locked}</span>` : nothing}
    </span>
    <strong class="post-title">${withEmoji(post.name)}</strong>
    <span class="post-foot">${avatar(owner, nameOf(owner))}${nameOf(owner)} · ${count(w.messageCount, post.messageCount)}</span>
  </button>`;
}

function newPost(channel: ChannelView): TemplateResult {
  const w = words();
  return html`<details class="new-post">
    <summary class="button button-primary">${icon('plus')}${w.newPost}</summary>
    <form @submit=${(event: SubmitEvent) => void publish(event, channel)}>
      <label class="field"><span class="field-label">${w.postTitle}</span><input class="input" name="title" required maxlength="100" /></label>
      <label class="field"><span class="field-label">${w.postText}</span><textarea class="input" name="text" required rows="4" maxlength="2000"></textarea></label>
      ${
        channel.tags.length > 0
          ? html`<fieldset class="field">
              <legend class="field-label">${w.postTags}${channel.requireTag ? ' *' : ''}</legend>
              <div class="tag-choices">
                ${channel.tags.map(
                  ({ id, name }) =>
                    html`<label class="tag-choice"><input type="checkbox" name="tag" value=${id} /><span>${name}</span></label>`,
                )}
              </div>
            </fieldset>`
          : nothing
      }
      <button type="submit" class="button button-primary">${w.publish}</button>
    </form>
  </details>`;
}

async function publish(event: SubmitEvent, channel: ChannelView): Promise<void> {
  event.preventDefault();
  const { currentTarget: form } = event;
  if (!(form instanceof HTMLFormElement)) return;
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const tags = data.getAll('tag').map(String).slice(0, 5);
  const result = await act({ kind: 'start-post', forumId: channel.id, title: text('title'), text: text('text'), tags });
  if (!result.ok) return change({ notice: fill(words().notDone, { why: result.error }) });
  form.reset();
  form.closest('details')?.removeAttribute('open');
  if (result.channelId) openChannel(result.channelId);
}
