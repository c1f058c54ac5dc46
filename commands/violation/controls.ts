import { REACTIONS, STATES, VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, snowflakeParam, uuidParam } from '../../src/messages/params.ts';
import { PERIODS } from '../../src/violations/list.ts';

/** Weights that the form offers. */
export const WEIGHTS = ['1', '2', '3', '4', '5'] as const;

/** The start of an entry: its kind, and the check-in that it answers. */
const logParams = { kind: optionalParam(choiceParam(VIOLATION_KINDS)), checkin: optionalParam(uuidParam) };

/** Parameters of the button under a refused form: its choices, and which of its texts are in the message. */
export const againParams = {
  kept: optionalParam(countParam),
  typedKind: optionalParam(choiceParam(VIOLATION_KINDS)),
  reaction: optionalParam(choiceParam(REACTIONS)),
  weight: optionalParam(choiceParam(WEIGHTS)),
};

/** Whether "another client" was chosen, whose label is still to be typed. */
const newClientParam = optionalParam(choiceParam(['new']));

/** The same for a new entry. */
export const logAgainParams = { ...againParams, client: newClientParam };

const entryParams = { id: uuidParam };

/** Days after which a member can be reminded. */
export const REMINDER_DAYS = ['1', '2', '7', '14'] as const;

const filterParams = {
  kind: optionalParam(choiceParam(VIOLATION_KINDS)),
  state: optionalParam(choiceParam(STATES)),
  period: optionalParam(choiceParam(PERIODS)),
  client: optionalParam(uuidParam),
};

export const violationControls = {
  /** Opens the form for a new entry, from a check-in's post, for instance. */
  open: control('violation.open', logParams),
  /** Reopens it after an omission, with the entered values. */
  openAgain: control('violation.again', { ...logParams, ...logAgainParams }),
  log: control('violation.log', logParams),
  /** Saves an entry whose saving failed: its texts are only in the message itself. */
  retry: control('violation.retry', {
    kind: choiceParam(VIOLATION_KINDS),
    reaction: choiceParam(REACTIONS),
    /** 0 if it was not said. */
    weight: countParam,
    checkin: optionalParam(uuidParam),
    /** The submission's id: if it was saved after all, it is not saved again. */
    submission: snowflakeParam,
    /** Bit set of the texts present. */
    texts: countParam,
  }),

  // For one entry.

  /** The card as a new message. */
  show: control('violation.show', entryParams),
  /** The card in place of the control's message. */
  keep: control('violation.keep', entryParams),
  /** The list of states. */
  state: control('violation.state', entryParams),
  edit: control('violation.edit', entryParams),
  editAgain: control('violation.editAgain', { ...entryParams, ...againParams }),
  editText: control('violation.editText', entryParams),
  when: control('violation.when', entryParams),
  whenAgain: control('violation.whenAgain', { ...entryParams, kept: optionalParam(countParam) }),
  whenText: control('violation.whenText', entryParams),
  /** How much it weighed, below a saved entry. */
  weigh: control('violation.weigh', { ...entryParams, client: newClientParam }),
  /** Names the client of a saved entry: "another client" was chosen from the list. */
  nameClient: control('violation.nameClient', entryParams),
  clientText: control('violation.clientText', entryParams),
  /** Gives an entry's corrected label to the others about the client: `from` is one of them. */
  relabel: control('violation.relabel', { ...entryParams, from: uuidParam }),
  delete: control('violation.delete', entryParams),
  deleteNow: control('violation.deleteNow', entryParams),

  remind: control('violation.remind', entryParams),
  remindIn: control('violation.remindIn', { ...entryParams, days: choiceParam(REMINDER_DAYS) }),
  /** The form for another day; `kept` after a mistake. */
  remindDay: control('violation.remindDay', { ...entryParams, kept: optionalParam(countParam) }),
  remindText: control('violation.remindText', entryParams),
  done: control('violation.done', entryParams),
  stop: control('violation.stop', entryParams),
  stopAll: control('violation.stopAll', {}),

  suggest: control('violation.suggest', entryParams),
  suggestNow: control('violation.suggestNow', entryParams),
  takeKind: control('violation.takeKind', { ...entryParams, kind: choiceParam(VIOLATION_KINDS) }),

  // For several entries.

  listPage: control('violation.page', { ...filterParams, page: countParam }),
  /** One list for each filter; the id contains the other filters. */
  filter: control('violation.filter', {
    ...filterParams,
    by: choiceParam(['kind', 'state', 'period', 'client']),
  }),
  /** The insights of a client chosen from a list. */
  insightsOf: control('violation.insightsOf', {}),
  /** The list of the entries about a client, by one of them. */
  entriesOf: control('violation.entriesOf', entryParams),
  timeline: control('violation.timeline', {}),
  /** The same for the client of one entry. */
  timelineOf: control('violation.timelineOf', entryParams),
  csv: control('violation.csv', { style: choiceParam(['comma', 'semicolon']) }),
};
