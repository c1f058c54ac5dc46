import { readDays, writeDays } from '../../src/members/hours.ts';
import { control } from '../../src/messages/control.ts';
import { countParam, optionalParam, type Param, textParam } from '../../src/messages/params.ts';
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

export const hoursControls = {
  open: control('settings.hours', {}),
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
