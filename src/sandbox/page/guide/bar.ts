import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { TourView, WorldView } from '../../protocol.ts';
import { startCommand } from '../composer/draft.ts';
import { becomePerson } from '../live.ts';
import { allChannels, roleOf } from '../lookup.ts';
import { openChannel } from '../places/open.ts';
import { state } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { fill, words } from '../words/words.ts';
import { openGuide } from './guide.ts';
import { goToMoment, isClockBusy } from './moments.ts';
import { currentTour, isOffered, leaveTour, nextStep, stepOf } from './progress.ts';

/** Below the channel's name: the tour's present step; at first, who one is and the offer of a tour. */
export function guideBar(world: WorldView): TemplateResult | typeof nothing {
  const tour = currentTour();
  if (tour) return tourBar(world, tour);
  if (!isOffered()) return nothing;
  const w = words();
  return html`<section class="tour tour-offer" aria-label=${w.guide}>
    <p>${fill(w.youAre, { name: world.me.name, role: roleOf(world.me.id) })} <span>${w.youAreText}</span></p>
    <button type="button" class="button button-primary" aria-haspopup="menu" @click=${openGuide}>${w.showTours}</button>
    <button type="button" class="icon-button" aria-label=${w.hide} title=${w.hide} @click=${leaveTour}>${icon('close')}</button>
  </section>`;
}

function tourBar(world: WorldView, tour: TourView): TemplateResult {
  const w = words();
  const at = stepOf(tour.id);
  const step = tour.steps[at];
  const dots = tour.steps.map(
    (_, index) => html`<i class=${index < at ? 'is-done' : index === at ? 'is-now' : ''}></i>`,
  );
  return html`<section class="tour" aria-label="${w.tour}: ${tour.name}">
    <header class="tour-head">
      <span class="tour-dots" aria-hidden="true">${dots}</span>
      <span class="tour-where">${tour.name} · ${step ? fill(w.tourStep, { step: at + 1, steps: tour.steps.length }) : w.tourAllDone}</span>
      <button type="button" class="icon-button" aria-label=${w.tourLeave} title=${w.tourLeave} @click=${leaveTour}>${icon('close')}</button>
    </header>
    ${step ? stepBody(world, step) : html`<h2>${w.tourEnd}</h2><p>${w.tourEndText}</p><div class="tour-acts"><button type="button" class="button button-primary" aria-haspopup="menu" @click=${openGuide}>${w.otherTours}</button></div>`}
  </section>`;
}

function stepBody({ me, persons }: WorldView, step: TourView['steps'][number]): TemplateResult {
  const w = words();
  const other = step.as !== '' && step.as !== me.name ? persons.find(({ name }) => name === step.as) : undefined;
  const place = allChannels().find(({ name, id }) => name === step.channel && id !== state.channelId);
  const moment = state.guide?.moments.find(({ id }) => id === step.moment);
  return html`<h2>${step.title}</h2>
    <p>${step.text.split(/(\{\/[^}]+\})/).map(textOrCommand)}</p>
    <div class="tour-acts">
      ${other ? html`<button type="button" class="button button-primary" @click=${() => void becomePerson(other.id)}>${fill(w.actAsThis, { name: other.name })}</button>` : nothing}
      ${place && !other ? html`<button type="button" class="button button-secondary" @click=${() => openChannel(place.id)}>${fill(w.goToChannel, { channel: `#${place.name}` })}</button>` : nothing}
      ${moment && !other ? html`<button type="button" class="button button-secondary" ?disabled=${isClockBusy()} @click=${() => void goToMoment(moment.id)}>${moment.label}</button>` : nothing}
      <button type="button" class="text-button" @click=${nextStep}>${w.tourSkip}</button>
    </div>`;
}

/** A command in a step's text, by the reader's name for it. A press puts it into the message box. */
function textOrCommand(part: string): TemplateResult | string {
  const path = /^\{\/([^}]+)\}$/.exec(part)?.[1];
  if (path === undefined) return part;
  const known = Object.values(state.commands).flatMap(({ chat }) => chat);
  const name = known.find((command) => command.path.join(' ') === path)?.name ?? path;
  return html`<button type="button" class="mention" @click=${() => startCommand('', path)}>/${name}</button>`;
}
