import type { ChannelKind } from '../messages/reply.ts';

/** A channel picked by a person, with the bot's own permissions in it, so that the preflight needs no request. */
export interface PickedChannel {
  readonly id: string;
  readonly name: string;
  /** Undefined for a kind that commands do not accept. */
  readonly kind: ChannelKind | undefined;
  /** Bits of the bot's permissions there; undefined if Discord did not say. */
  readonly appPermissions: bigint | undefined;
}

export interface PickedRole {
  readonly id: string;
  readonly name: string;
}

export interface PickedPerson {
  readonly id: string;
}
