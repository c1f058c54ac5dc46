import type { CommunitySettings } from '../communities/settings.ts';
import { mondayOf } from '../time/calendar.ts';
import type { ChosenThemes } from './chosen-themes.ts';
import type { CheckinView } from './composer.ts';
import type { PlannedWeek } from './outlook.ts';
import { themeOf } from './themes.ts';

/** Stands where the id of a check-in would: there is none before its time. */
const NO_CHECKIN = '00000000-0000-0000-0000-000000000000';

/** The check-in of a planned week as it will be, if it is posted on time and nothing is changed until then. */
export function foresee(
  { id: communityId, locale, checkin }: CommunitySettings,
  { localDate, at }: Pick<PlannedWeek, 'localDate' | 'at'>,
  themes: ChosenThemes,
): CheckinView {
  return {
    id: NO_CHECKIN,
    communityId,
    locale,
    localDate,
    theme: themes.get(mondayOf(localDate).toString()) ?? themeOf(localDate),
    closesAt: at.add({ hours: checkin.windowHours }),
  };
}
