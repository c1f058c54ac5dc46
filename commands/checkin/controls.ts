import { control } from '../../src/messages/control.ts';
import { uuidParam } from '../../src/messages/params.ts';

// Controls of a check-in's messages: jobs compose these.

const checkinParams = { checkin: uuidParam };

/** Stands in the post alone: by it the post is found again. */
export const calmControl = control('checkin.calm', checkinParams);
export const boundaryControl = control('checkin.boundary', checkinParams);
export const discussControl = control('checkin.discuss', checkinParams);
/** Stands in the digest alone: by it the digest is found again. */
export const digestControl = control('checkin.digest', checkinParams);
/** Stands in the question of the discussion alone: by it the question is found again. */
export const joinControl = control('checkin.join', checkinParams);
