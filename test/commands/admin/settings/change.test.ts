import { describe, expect, it } from 'vitest';
import { changeParam } from '../../../../commands/admin/settings/change.ts';
import { settingControls } from '../../../../commands/admin/settings/controls.ts';
import { SETTING_FIELDS } from '../../../../src/communities/settings-schema.ts';
import { CUSTOM_ID_LIMIT } from '../../../../src/messages/custom-id.ts';

const samples = {
  locale: 'pl',
  zone: 'Europe/Warsaw',
  checkinChannelId: '1574730258752471040',
  checkinWeekday: 5,
  checkinTime: '10:00',
  checkinWindowHours: 72,
  checkinCatchUpHours: 12,
  checkinHolidays: 'PL',
  checkinPausedUntil: '9999-12-31',
  moderatorChannelId: null,
  moderatorRoleId: '1',
  sharing: 'anonymous',
  slowMinutes: 30,
  watchWords: 'głup*\nnazwa firmy',
  retentionMonths: 24,
  assistant: true,
  assistantTokens: 100_000,
  digestInChannel: true,
  digestSummary: false,
} as const;

describe('a change of settings in a custom id', () => {
  it('comes back as it was, for every setting', () => {
    for (const field of SETTING_FIELDS) {
      const change = { [field]: samples[field] };
      expect(changeParam.decode(changeParam.encode(change))).toEqual(change);
    }
    const both = { checkinTime: '10:00', zone: 'Europe/Warsaw' };
    expect(changeParam.decode(changeParam.encode(both))).toEqual(both);
  });

  it('fits with the longest zone', () => {
    const longest = Intl.supportedValuesOf('timeZone').toSorted((a, b) => b.length - a.length)[0] ?? '';
    const id = settingControls.apply.with({
      page: 'moderators',
      way: 'settings',
      seen: 'abcdefgh',
      change: { checkinTime: '10:00', zone: longest },
    });
    expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_LIMIT);
  });

  it('is refused where it holds what we would not write', () => {
    for (const raw of ['', '~', 'x1', 'd9', 'd"5"', 'zMars', 's!none!', 'l!pl!~', 'c!abc!', 'b-1', 'q', '%'])
      expect(changeParam.decode(raw)).toBeUndefined();
  });
});
