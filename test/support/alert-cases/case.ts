import type { ChannelState } from '@granica/discord-sandbox';
import type { Channel } from '@granica/discord-sandbox/persons';
import type { AlertKind } from '../../../src/communities/alerts/kinds.ts';
import type { TestBot } from '../bot.ts';
import type { discussionOf } from '../cards.ts';
import type { TestClock } from '../clock.ts';

/** What a case works with: a community with a channel for its check-in and one for its moderators, both new. */
export interface AlertWorld {
  readonly bot: TestBot;
  readonly clock: TestClock;
  readonly locale: 'pl' | 'en';
  readonly week: ReturnType<typeof discussionOf>;
  /** Where the check-in belongs. */
  readonly place: Channel;
  /** Opens the week's check-in there, and tells moderators in their channel. */
  open(settings?: object): Promise<void>;
  /** Lets so many minutes pass, each as the bot lives it, up to the moment at which moderators would be told. */
  pass(minutes: number): Promise<void>;
  /** Chooses in a select of the page of the check-in's settings, as a moderator. */
  set(prompt: 'channel' | 'weekday', value: string | { readonly id: string }): Promise<void>;
}

type Words = Readonly<Record<'pl' | 'en', string>>;

/** One kind of trouble, as it comes about and is put right. */
export interface AlertCase {
  /** What the check-in's channel is; a text channel if left out. */
  readonly kind?: 'forum';
  /** Part of what moderators are told. */
  readonly says: Words;
  /** Brings the trouble about, up to the moment at which it is noted. */
  readonly cause: (world: AlertWorld) => Promise<unknown>;
  /** What moderators are told before it; nothing if left out. */
  readonly before?: AlertKind;
  /** Within how many minutes moderators are told; one if left out. */
  readonly toldWithin?: number;
  /** What moderators, or whoever runs the bot, do about it. Left out where it is over once it is told. */
  readonly cure?: {
    readonly act: (world: AlertWorld) => Promise<unknown>;
    /** Within how many minutes it is over and told; one if left out. */
    readonly within?: number;
    /** Part of what they are told then; nothing where they have just done it themselves. */
    readonly says?: Words;
  };
}

/** Changes the state of a channel or thread, and lets the gateway tell it. */
export function alter({ sandbox }: TestBot, id: string, change: (state: ChannelState) => unknown): void {
  const channel = sandbox.channel(id);
  change(channel.state);
  channel.announce();
}

/** Closes a thread, as moderators do, or opens it again. */
export function setThread(
  bot: TestBot,
  id: string,
  state: { readonly archived: boolean; readonly locked: boolean },
): void {
  alter(bot, id, ({ thread }) => Object.assign(thread ?? {}, state));
}
