import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import type { Call } from '../../../src/discord/call.ts';
import { type Block, type Button, buttons, panel } from '../../../src/discord/reply.ts';
import { checkPage } from '../setup/check-page.ts';
import { defineSetupControls } from '../setup/controls.ts';
import { allPage } from './all-page.ts';
import type { Way } from './change.ts';
import { checkinPage } from './checkin-page.ts';
import { defineControls, type ShowPage } from './controls.ts';
import { moderatorsPage } from './moderators-page.ts';
import { type Page, STEPS } from './pages.ts';
import { rulesPage } from './rules-page.ts';

export const settingsControls = defineControls(showPage);
export const setupControls = defineSetupControls(showPage);

/** A page of settings, or a step of the set-up, with the buttons that lead on. */
export async function showPage(
  call: Call,
  { page, way }: { readonly page: Page; readonly way: Way },
  settings: StoredSettings,
  notices: Parameters<ShowPage>[3] = [],
): Promise<(string | Block)[]> {
  const { t } = call;
  const step = stepOf(page);
  const title =
    way === 'setup'
      ? t('setup:stepTitle', { step: step + 1, steps: STEPS.length, page: t(`setup:pages.${page}`) })
      : t(`setup:pages.${page}`);
  return [
    ...notices,
    panel(undefined, `## ${title}`, ...(await presentPage(call, page, settings, way))),
    buttons(...leadingOn(call, page, way)),
    `-# ${way === 'setup' ? t('setup:savedAtOnce', { setup: call.command('admin.setup') }) : t('setup:undo', { audit: call.command('admin.audit') })}`,
  ];
}

function presentPage(
  call: Call,
  page: Page,
  settings: StoredSettings,
  way: Way,
): (string | Block)[] | Promise<(string | Block)[]> {
  switch (page) {
    case 'checkin':
      return checkinPage(call, settings, way, settingsControls);
    case 'moderators':
      return moderatorsPage(call, settings, way, settingsControls);
    case 'rules':
      return rulesPage(call, settings, way, settingsControls);
    case 'check':
      return checkPage(call, settings, setupControls);
    case 'all':
      return allPage(call, settings, settingsControls);
  }
}

function leadingOn(call: Call, page: Page, way: Way): Button[] {
  const { t } = call;
  const { open } = settingsControls;
  if (way === 'settings')
    return page === 'all' ? [] : [{ label: t('setup:toAll'), does: open.with({ page: 'all', way }) }];
  const step = stepOf(page);
  const [previous, next] = [STEPS[step - 1], STEPS[step + 1]];
  return [
    ...(previous ? [{ label: t('common:previous'), does: open.with({ page: previous, way }) }] : []),
    next
      ? { label: t('common:next'), style: 'primary' as const, does: open.with({ page: next, way }) }
      : { label: t('setup:finish'), style: 'success' as const, does: setupControls.finish.with({}) },
  ];
}

/** Its place among the steps, from 0; -1 for a page that is none. */
function stepOf(page: Page): number {
  const steps: readonly Page[] = STEPS;
  return steps.indexOf(page);
}
