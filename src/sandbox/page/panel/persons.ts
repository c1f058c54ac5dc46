import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { GuildView, PersonView, WorldView } from '../../protocol.ts';
import { act } from '../api.ts';
import { recognise } from '../guide/progress.ts';
import { becomePerson } from '../live.ts';
import { openChannel } from '../places/open.ts';
import { languageName } from '../places/person.ts';
import { change, state } from '../store.ts';
import { avatar } from '../ui/avatar.ts';
import { fill, LANGUAGES, words } from '../words/words.ts';

/** Zones to choose from: those of the bot's intended users, and a few that expose mistakes with time. */
const ZONES = [
  'Europe/Warsaw',
  'Europe/London',
  'Europe/Kyiv',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'UTC',
];

/** The people of the sandbox: language, zone, roles; and the bot's membership in each server. */
export function personsTab(world: WorldView): TemplateResult {
  const w = words();
  return html`
    <section class="panel-part">
      ${world.persons.map((person) => card(world, person))}
      <form class="inline-form" @submit=${addPerson}>
        <label class="field"><span class="field-label">${w.personName}</span><input class="input" required maxlength="32" autocomplete="off" /></label>
        <button type="submit" class="button button-secondary">${w.add}</button>
      </form>
    </section>
    <section class="panel-part">
      <h3>${w.bot}</h3>
      ${world.guilds.map(botIn)}
    </section>
  `;
}

function card(world: WorldView, person: PersonView): TemplateResult {
  const w = words();
  const { id, name, locale, zone, dmsClosed, hasApp } = person;
  const me = id === world.me.id;
  const zones = ZONES.includes(zone) ? ZONES : [zone, ...ZONES];
  return html`<details class="person-card">
    <summary>${avatar(id, name)}<span class="person-words"><strong>${name}${me ? ` (${w.you})` : ''}</strong><span>${languageName(locale)}</span></span></summary>
    <div class="person-card-body">
      ${
        me
          ? nothing
          : html`<div class="button-grid">
              <button type="button" class="button button-primary" @click=${() => void becomePerson(id)}>${fill(w.actAsThis, { name })}</button>
              <button type="button" class="button button-secondary" @click=${() => void write(id)}>${fill(w.writeTo, { name })}</button>
            </div>`
      }
      <label class="field"><span class="field-label">${w.languages.replace('{name}', name)}</span>
        <select class="input" @change=${(event: Event) => {
          set(event, (value) => ({ userId: id, locale: value }));
          recognise({ kind: 'language' });
        }}>
          ${LANGUAGES.map(({ code, name: language }) => html`<option value=${code} ?selected=${code === locale}>${language}</option>`)}
        </select>
      </label>
      <label class="field"><span class="field-label">${w.zone}</span>
        <select class="input" @change=${(event: Event) => set(event, (value) => ({ userId: id, zone: value }))}>
          ${zones.map((one) => html`<option value=${one} ?selected=${one === zone}>${one}</option>`)}
        </select>
      </label>
      ${world.guilds.map((guild) => roles(guild, id))}
      <label class="switch"><input type="checkbox" .checked=${dmsClosed} @change=${() => void act({ kind: 'set-person', userId: id, dmsClosed: !dmsClosed })} /><span>${w.dmsClosed}</span></label>
      <label class="switch"><input type="checkbox" .checked=${hasApp} @change=${() => void act({ kind: 'set-person', userId: id, hasApp: !hasApp })} /><span>${w.hasApp}</span></label>
    </div>
  </details>`;
}

function roles(guild: GuildView, userId: string): TemplateResult | typeof nothing {
  const w = words();
  const member = guild.members.find(({ id }) => id === userId);
  if (!member) return nothing;
  const given = guild.roles.filter(({ id, managed }) => id !== guild.id && !managed);
  const toggle = (roleId: string) => {
    const next = member.roles.includes(roleId) ? member.roles.filter((id) => id !== roleId) : [...member.roles, roleId];
    void act({ kind: 'set-roles', guildId: guild.id, userId, roles: next });
  };
  return html`<fieldset class="field">
    <legend class="field-label">${fill(w.roles, { guild: guild.name })}${member.owner ? ` (${w.owner})` : ''}</legend>
    ${given.length === 0 ? html`<p class="panel-hint">${w.noRoles}</p>` : nothing}
    ${given.map(
      ({ id, name }) =>
        html`<label class="switch"><input type="checkbox" .checked=${member.roles.includes(id)} @change=${() => toggle(id)} /><span>${name}</span></label>`,
    )}
  </fieldset>`;
}

function botIn(guild: GuildView): TemplateResult {
  const w = words();
  const does = (to: 'unavailable' | 'available' | 'remove-bot' | 'add-bot') => () =>
    void act({ kind: 'guild', guildId: guild.id, change: to });
  return html`<p class="panel-hint">${fill(w.botHere, { guild: guild.name })}</p>
    <div class="button-grid">
      <button type="button" class="button button-secondary" @click=${does(guild.botInstalled ? 'remove-bot' : 'add-bot')}>${guild.botInstalled ? w.removeBot : w.addBot}</button>
      <button type="button" class="button button-secondary" @click=${does(guild.unavailable ? 'available' : 'unavailable')}>${guild.unavailable ? w.makeAvailable : w.makeUnavailable}</button>
    </div>`;
}

function set(event: Event, changed: (value: string) => { userId: string; locale?: string; zone?: string }): void {
  if (event.target instanceof HTMLSelectElement) void act({ kind: 'set-person', ...changed(event.target.value) });
}

async function write(userId: string): Promise<void> {
  const result = await act({ kind: 'open-dm', userId });
  if (result.ok && result.channelId) openChannel(result.channelId);
  else if (!result.ok) change({ notice: fill(words().notDone, { why: result.error }) });
}

async function addPerson(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const { currentTarget: form } = event;
  const field = form instanceof HTMLFormElement ? form.querySelector('input') : null;
  const name = field?.value.trim() ?? '';
  if (!field || name === '') return;
  field.value = '';
  const { world } = state;
  await act({ kind: 'add-person', name, locale: world?.me.locale ?? 'pl', guildId: world?.guilds[0]?.id ?? null });
}
