import {
  RETENTION_MONTHS,
  SHARING,
  SLOW_MINUTES,
  type StoredSettings,
} from '../../../src/communities/settings-schema.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import type { SelectOption } from '../../../src/messages/form.ts';
import { type Block, buttons } from '../../../src/messages/reply.ts';
import { seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import { ASSISTANT_OFF, fieldsShownWith, SWITCH } from './lists.ts';
import type { Way } from './pages.ts';
import { sayValue } from './values.ts';

/** Tokens a day offered as budgets; a question to the assistant takes about 3,000. */
const BUDGETS = [30_000, 100_000, 300_000, 1_000_000] as const;

/** Language, sharing, retention, assistant: each has a default that fits most communities. */
export function rulesPage(call: Call, settings: StoredSettings, way: Way): (string | Block)[] {
  const { t, services } = call;
  const list = (
    field: 'locale' | 'sharing' | 'slowMinutes' | 'retentionMonths' | 'assistant' | 'digestSummary',
    options: readonly SelectOption[],
  ): Block => ({
    type: 'select',
    select: {
      does: settingControls.choose.with({ way, field, seen: seenOf(settings, ...fieldsShownWith(field)) }),
      prompt: t(`audit:fields.${field}`),
      options,
    },
  });
  const months = withPresent(RETENTION_MONTHS, settings.retentionMonths);
  const budgets = withPresent(BUDGETS, settings.assistantTokens);
  return [
    t('setup:rules.locale'),
    list(
      'locale',
      LOCALES.map((value) => ({ value, label: t(`setup:languages.${value}`), chosen: value === settings.locale })),
    ),
    t('setup:rules.sharing'),
    list(
      'sharing',
      SHARING.map((value) => ({
        value,
        label: t(`setup:sharing.${value}`),
        description: t(`setup:sharingMeans.${value}`),
        chosen: value === settings.sharing,
      })),
    ),
    // The set-up asks only for settings without a sensible default; these have one.
    ...(way === 'settings'
      ? [
          t('setup:rules.anonymous'),
          list(
            'slowMinutes',
            withPresent(SLOW_MINUTES, settings.slowMinutes).map((minutes) => ({
              value: String(minutes),
              label: t('setup:slow', { time: sayValue(call, 'slowMinutes', minutes) }),
              chosen: minutes === settings.slowMinutes,
            })),
          ),
          buttons({ label: t('setup:words.button'), does: settingControls.openWords.with({ way }) }),
        ]
      : []),
    t('setup:rules.retention'),
    list(
      'retentionMonths',
      months.map((count) => ({
        value: String(count),
        label: t('setup:months', { count }),
        chosen: count === settings.retentionMonths,
      })),
    ),
    services.assistant ? t('setup:rules.assistant') : t('setup:rules.noAssistant'),
    ...(services.assistant
      ? [
          list('assistant', [
            { value: ASSISTANT_OFF, label: t('setup:off'), chosen: !settings.assistant },
            ...budgets.map((tokens) => ({
              value: String(tokens),
              label: t('setup:onWith', { budget: sayValue(call, 'assistantTokens', tokens) }),
              chosen: settings.assistant && tokens === settings.assistantTokens,
            })),
          ]),
        ]
      : []),
    // Mentioned and offered only if it would have an effect.
    ...(way === 'settings' && services.assistant && settings.assistant
      ? [
          t('setup:rules.summary'),
          list(
            'digestSummary',
            SWITCH.map((value) => ({
              value,
              label: `${t('audit:fields.digestSummary')}: ${sayValue(call, 'digestSummary', value === 'on')}`,
              chosen: settings.digestSummary === (value === 'on'),
            })),
          ),
        ]
      : []),
  ];
}

function withPresent(offered: readonly number[], present: number): number[] {
  return [...new Set([...offered, present])].toSorted((a, b) => a - b);
}
