/** What a bot can add to the page. The sandbox knows no bot: tours, moments and made-up life are handed in from outside. */
import type { TourMark } from './protocol.ts';

/** A text in several languages, by their codes (`pl`, `en`); `en` is shown to everybody else. */
export type Texts = Readonly<Record<string, string>>;

/** A walk through what the bot can do, in steps that a person takes themselves. */
export interface Tour {
  /** Short and stable: the page remembers by it how far somebody came. */
  readonly id: string;
  readonly name: Texts;
  readonly summary: Texts;
  readonly steps: readonly TourStep[];
}

export interface TourStep {
  readonly title: Texts;
  /** With commands as `{/guide search}`: shown by the reader's name for them, and started by a press. */
  readonly text: Texts;
  /** Whom it is taken as, by name; anybody if left out. */
  readonly as?: string;
  /** Where it is taken, by the channel's name; anywhere if left out. */
  readonly channel?: string;
  /** A moment to which the step offers to move the clock. */
  readonly moment?: string;
  /** By what it is recognised. */
  readonly done: TourMark;
}

/** A moment to which the clock can be moved: the next post, say. */
export interface Moment {
  readonly id: string;
  readonly label: Texts;
  /** When it comes, in milliseconds since 1970; undefined if there is none ahead. */
  find(): Promise<number | undefined>;
}

/** Moves the clock on, and has the bot do all that falls due on its way. */
export type WalkTo = (time: number) => Promise<void>;

export interface Companion {
  readonly tours?: readonly Tour[];
  readonly moments?: readonly Moment[];
  /** What each person can try, by their name. */
  readonly about?: Readonly<Record<string, Texts>>;
  /** Fills the servers with persons, and with what they do. */
  readonly life?: { readonly label: Texts; readonly description: Texts; make(walkTo: WalkTo): Promise<void> };
  /** When the bot has something to do next, after that time; undefined if nothing is planned. */
  nextDue?(after: number): Promise<number | undefined>;
  /** Does all that is due at the present time. */
  catchUp?(): Promise<void>;
  /** Makes the bot forget everything. `reset`, called while the bot is away, empties the sandbox. */
  startOver?(reset: () => void): Promise<void>;
}

/** The companion, and what it is busy with. */
export interface CompanionState {
  current: Companion | undefined;
  busy: 'clock' | 'life' | 'over' | '';
  /** What is to be over before the next thing begins. */
  queue: Promise<unknown>;
  /** Fills an empty world; set by whatever made the first one. */
  seed: (() => void) | undefined;
}
