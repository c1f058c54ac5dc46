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

/** Maximum notices shown with one private answer. */
const AT_ONCE = 3;

export interface OwedContext extends ClaimContext {
  /** The content of a notice; undefined if there is nothing to say any more. */
  readonly present: (notice: Notice) => Promise<MessageContent | undefined>;
  /** Called for a notice that cannot be read or presented. */
  readonly onError: (error: unknown, notice: { readonly kind: string }) => void;
}

/** A notice that is being shown with a private answer. */
export interface Owed {
  readonly content: MessageContent;
  /** Marks it as shown: never again. */
  delivered(): Promise<void>;
  /** Marks it as not shown: the next private answer tries again. */
  failed(): Promise<void>;
}

/** The notices to show with the current private answer. */
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
      // Moved behind all others, so that the next answer shows those.
      context.onError(error, claimed);
      await postpone(context.db, id, context.clock.now().add({ hours: 1 }));
    }
  }
  return owed;
}
