import type { Logger } from 'pino';
import { HandledElsewhereError } from '../database/effects.ts';
import type { Call } from '../dialogue/call.ts';
import type { Block, MessageReply, Reply } from '../messages/reply.ts';
import { fits } from './present/message.ts';

/**
 * Adds to a person's first private answer what the bot is: below it where that fits, else as a message of its own. If that cannot
 * be told now, it is told with another answer.
 *
 * @param greet what a person reads once; nothing for everybody else
 */
export async function withGreeting(
  call: Call,
  reply: Reply,
  greet: (call: Call) => Promise<readonly Block[]>,
  log: Pick<Logger, 'warn'>,
): Promise<Reply> {
  if (reply.type !== 'message' || reply.audience !== 'me') return reply;
  const greeting = await greet(call).catch((error: unknown) => {
    if (error instanceof HandledElsewhereError) throw error;
    log.warn({ err: error }, 'A newcomer was not greeted; their next private answer does it');
    return [];
  });
  if (greeting.length === 0) return reply;
  const whole = { ...reply, blocks: [...reply.blocks, ...greeting] };
  if (fits(whole)) return whole;
  const apart: MessageReply = { type: 'message', audience: 'me', blocks: greeting };
  return { ...reply, followedBy: [...(reply.followedBy ?? []), apart] };
}
