import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';
import { uuidParam } from '../../src/messages/params.ts';

// Ids of the controls of a check-in's messages, by the names of their actions: jobs compose these messages.

const of =
  (name: string) =>
  (checkin: string): CustomId =>
    encodeId(name, { checkin: uuidParam }, { checkin });

/** The action `answerCalm` of `answer.ts`. Stands in the post alone: by it the post is found again. */
export const calmLink = of('checkin.calm');
/** The action `askBoundary` of `answer.ts`, in the post. */
export const boundaryLink = of('checkin.boundary');
/** The action `discuss` of `answer.ts`. */
export const discussLink = of('checkin.discuss');
/** The action `logFromDigest` of `answer.ts`. Stands in the digest alone: by it the digest is found again. */
export const digestLink = of('checkin.digest');
/** The action `joinDiscussion` of `answer.ts`. Stands in the question of the discussion alone: by it the question is found again. */
export const joinLink = of('checkin.join');
