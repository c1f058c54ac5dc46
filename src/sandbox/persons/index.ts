/** Persons who click and type, the answers they see, and their places. */
export type { FieldView } from '../protocol.ts';
export type { Answer } from './answer.ts';
export { type Given, type GivenFile, type GivenOptions, type HasId, NotPossible } from './commands.ts';
export { type Direct, direct } from './direct.ts';
export type { GivenValue, GivenValues } from './form.ts';
export type {
  Channel,
  Guild,
  NewChannel,
  NewGuild,
  NewPerson,
  Person,
  Role,
  WebhookMessage,
} from './handles.ts';
export type { Seat, Suggestion } from './seat.ts';
export type { SeenButton, SeenFile, SeenSelect } from './view.ts';
export { InteractionFailed, type Waiting } from './wait.ts';
