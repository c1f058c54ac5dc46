import type { MessageContent } from '../messages/reply.ts';
import {
  type ClaimContext,
  claimPrivate,
  dropNotice,
  finishNotice,
  postpone,
  readClaimed,
  releaseNotice,
} from './claim.ts';
import type { Notice } from './notices.ts';

/** As many as one private answer brings along. */
const AT_ONCE = 3;

export interface OwedContext extends ClaimContext {
  /** What a notice says; undefined when there is nothing to say any more. */
  readonly present: (notice: Notice) => Promise<MessageContent | undefined>;
  /** Told of a notice that cannot be read or said. */
  readonly onError: (error: unknown, notice: { readonly kind: string }) => void;
}

/** A notice that is being shown with a private answer. */
export interface Owed {
  readonly content: MessageContent;
  /** It was shown: never again. */
  delivered(): Promise<void>;
  /** It could not be shown: the next private answer tries again. */
  failed(): Promise<void>;
}

/** What the member is to be shown with the private answer at hand. */
export async function takeOwed(context: OwedContext, personId: string): Promise<Owed[]> {
  const owed: Owed[] = [];
  for (const claimed of await claimPrivate(context, personId, AT_ONCE)) {
    const { id } = claimed;
    try {
      const notice = await readClaimed(context, id);
      const content = notice && (await context.present(notice));
      if (content === undefined) await dropNotice(context.db, id);
      else
        owed.push({
          content,
          delivered: () => finishNotice(context, id),
          failed: () => releaseNotice(context.db, id),
        });
    } catch (error) {
      // Behind all others, so that the next answer brings those.
      context.onError(error, claimed);
      await postpone(context.db, id, context.clock.now().add({ hours: 1 }));
    }
  }
  return owed;
}
