import { AUDIT_GROUPS } from '../../../src/communities/audit-actions.ts';
import { control } from '../../../src/messages/control.ts';
import {
  choiceParam,
  countParam,
  optionalParam,
  snowflakeParam,
  textParam,
  uuidParam,
} from '../../../src/messages/params.ts';
import { AUDIT_PERIODS } from './filter.ts';

/** Parameters of every control of `/admin audit`, so that it works after a restart. */
const filterParams = {
  group: optionalParam(choiceParam(AUDIT_GROUPS)),
  person: optionalParam(snowflakeParam),
  period: choiceParam(AUDIT_PERIODS),
};

export const auditControls = {
  turnPage: control('audit.page', { ...filterParams, page: countParam }),
  chooseGroup: control('audit.group', filterParams),
  choosePeriod: control('audit.period', filterParams),
  download: control('audit.download', {
    ...filterParams,
    format: choiceParam(['csv', 'json', 'comma', 'semicolon']),
  }),

  /** Asks first if it was changed again since; `over` is the mark of the conflict that the person saw. */
  undo: control('audit.undo', { entry: uuidParam, over: optionalParam(textParam) }),
  keep: control('audit.keep', {}),
};
