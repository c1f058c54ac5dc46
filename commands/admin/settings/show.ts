import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { type Block, type Button, buttons, panel } from '../../../src/messages/reply.ts';
import { checkPage, endButtons } from '../setup/check-page.ts';
import { allPage } from './all-page.ts';
import { checkinPage } from './checkin-page.ts';
import { settingControls } from './controls.ts';
import { moderatorsPage } from './moderators-page.ts';
import { type PagePlace, type SettingsPage, STEPS, type Way } from './pages.ts';
import { rulesPage } from './rules-page.ts';
import { type SettingsSuggestion, suggestionFor } from './suggestion.ts';

/** A page of settings, or a step of the set-up, below an opening text and with buttons to continue. */
export async function showSettingsPage(
  call: Call,
  { page, way }: PagePlace,
  settings: StoredSettings,
  notices: readonly (string | Block)[] = [],
): Promise<(string | Block)[]> {
  const { t } = call;
  const step = stepOf(page);
  const title =
    way === 'setup'
      ? t('setup:stepTitle', { step: step + 1, steps: STEPS.length, page: t(`setup:pages.${page}`) })
      : t(`setup:pages.${page}`);
  const suggestion = way === 'setup' ? suggestionFor(call, page, settings) : undefined;
  return [
    ...notices,
    panel(undefined, `## ${title}`, ...(await presentPage(call, page, settings, way))),
    ...(suggestion ? [suggestion.text] : []),
    buttons(...(way === 'setup' ? leadingOn(call, page, settings, suggestion) : leadingBack(call, page))),
    `-# ${way === 'setup' ? t('setup:savedAtOnce', { setup: call.command('admin.setup') }) : t('setup:undo', { audit: call.command('admin.audit') })}`,
  ];
}

function presentPage(
  call: Call,
  page: SettingsPage,
  settings: StoredSettings,
  way: Way,
): (string | Block)[] | Promise<(string | Block)[]> {
  switch (page) {
    case 'checkin':
      return checkinPage(call, settings, way);
    case 'moderators':
      return moderatorsPage(call, settings, way);
    case 'rules':
      return rulesPage(call, settings, way);
    case 'check':
      return checkPage(call, settings);
    case 'all':
      return allPage(call, settings);
  }
}

function leadingBack({ t }: Call, page: SettingsPage): Button[] {
  return page === 'all'
    ? []
    : [{ label: t('setup:toAll'), does: settingControls.openPage.with({ page: 'all', way: 'settings' }) }];
}

/** The buttons of the set-up; suggestions are stored with one press, or skipped. */
function leadingOn(
  call: Call,
  page: SettingsPage,
  settings: StoredSettings,
  suggestion: SettingsSuggestion | undefined,
): Button[] {
  const { t } = call;
  const step = stepOf(page);
  const [previous, next] = [STEPS[step - 1], STEPS[step + 1]];
  const back = previous
    ? [{ label: t('common:previous'), does: settingControls.openPage.with({ page: previous, way: 'setup' }) }]
    : [];
  if (!next) return [...back, ...endButtons(call, settings)];
  const on = settingControls.openPage.with({ page: next, way: 'setup' });
  if (!suggestion) return [...back, { label: t('common:next'), style: 'primary', does: on }];
  const { text: _, ...taken } = suggestion;
  return [
    ...back,
    { label: t('setup:suggestion.take'), style: 'primary', does: settingControls.takeSuggestion.with(taken) },
    { label: t('setup:suggestion.skip'), does: on },
  ];
}

/** Index among the steps, from 0; -1 for a page that is not one. */
function stepOf(page: SettingsPage): number {
  const steps: readonly SettingsPage[] = STEPS;
  return steps.indexOf(page);
}
