import { LOCALES } from '../../src/i18n/locales.ts';
import { readDays, writeDays } from '../../src/members/hours.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, type Param, textParam } from '../../src/messages/params.ts';
import { parseTime } from '../../src/time/weekly.ts';

const daysParam: Param<readonly number[]> = { encode: writeDays, decode: readDays };

const timeParam: Param<string> = {
  encode: (time) => textParam.encode(time),
  decode(raw) {
    const text = textParam.decode(raw);
    return text !== undefined && parseTime(text) === text ? text : undefined;
  },
};

const hoursParams = { days: daysParam, from: timeParam, to: timeParam };

export const settingsControls = {
  /** Answers in this language from now on. */
  speak: control('settings.speak', { locale: choiceParam(LOCALES) }),
  zone: control('settings.zone', {}),
  zoneForm: control('settings.zone-form', {}),
};

export const hoursControls = {
  open: control('settings.hours', {}),
  /** The form, where the hours of the boundary sheet apply and are more than it can say. */
  own: control('settings.hours-own', {}),
  submit: control('settings.hours-form', {}),
  /** Reopens the form after a mistake, with the entered values. */
  correct: control('settings.hours-again', {
    days: optionalParam(daysParam),
    kept: optionalParam(countParam),
  }),
  /** The same, for hours that were understood but doubted. */
  other: control('settings.hours-other', hoursParams),
  confirmNight: control('settings.hours-night', hoursParams),
  reset: control('settings.hours-reset', {}),
};
