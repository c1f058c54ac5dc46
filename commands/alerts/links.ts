import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';
import { uuidParam } from '../../src/messages/params.ts';

// Ids of the buttons under what moderators are told, by the names of their actions: jobs compose these messages.

/** What such a button carries: which message it stands in, so that the message is found again. */
export const TELLING = { telling: uuidParam } as const;

const of =
  (name: string) =>
  (telling: string): CustomId =>
    encodeId(name, TELLING, { telling });

/** The action `showHealth` of `/admin health`. */
export const healthLink = of('alert.health');
/** The action `openQueue` of `/admin moderate queue`. */
export const queueLink = of('alert.queue');
