import type { ChannelKind } from '../messages/reply.ts';

/** A channel that a person picked, with the bot's own permissions in it: the preflight needs no request. */
export interface PickedChannel {
  readonly id: string;
  readonly name: string;
  /** Undefined for a kind that commands do not ask for. */
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
