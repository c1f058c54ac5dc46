import { type Bearer, listBlocks } from '../../../src/checkins/cards/blocks.ts';
import { changeBlock } from '../../../src/checkins/cards/change-block.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { blockHash } from '../../checkin/cards/context.ts';
import { asSuggestions, readBearer, recentBearers } from './pseudonym-holders.ts';

const pseudonymAmong = (bearersOf: (call: Call) => Promise<readonly Bearer[]>) =>
  ({
    type: 'text',
    required: true,
    maxLength: 100,
    suggest: async (call: Call, typed: string) => asSuggestions(await bearersOf(call), typed),
  }) as const;

/** By pseudonym only: its member is never revealed. */
export const adminModerateBlock = defineCommand({
  key: 'admin.moderate.block',
  access: 'moderator',
  contexts: 'guild',
  options: { pseudonym: pseudonymAmong(recentBearers) },
  run: (call, { pseudonym }) => change(call, pseudonym, 'block'),
});

export const adminModerateUnblock = defineCommand({
  key: 'admin.moderate.unblock',
  access: 'moderator',
  contexts: 'guild',
  options: { pseudonym: pseudonymAmong((call) => listBlocks(call.services.db, communityOf(call).id)) },
  run: (call, { pseudonym }) => change(call, pseudonym, 'unblock'),
});

async function change(call: Call, typed: string, what: 'block' | 'unblock'): Promise<Reply> {
  const { t, services, person } = call;
  const { id: communityId } = communityOf(call);
  const bearer: Bearer | undefined = readBearer(typed);
  const context = { ...services, hashPerson: blockHash(call) };
  const done = bearer !== undefined && (await changeBlock(context, { communityId, actorId: person.id, bearer, what }));
  if (!bearer || !done) {
    const unknown = what === 'block' ? 'cards:blocks.unknown' : 'cards:blocks.notBlocked';
    return toMe(t(unknown, { pseudonym: escapeMarkdown(typed) }));
  }
  const { pseudonym, day } = bearer;
  const said = what === 'block' ? 'cards:blocks.blocked' : 'cards:blocks.unblocked';
  return toMe(t(said, { pseudonym: escapeMarkdown(pseudonym), day }));
}
