import type {
  CommandsView,
  FormView,
  GatewayView,
  GuideView,
  MessageView,
  RequestView,
  WorldView,
} from '../protocol.ts';

/** An interaction that the person started, until the bot answers. */
export interface Pending {
  readonly key: number;
  readonly kind: 'command' | 'component' | 'submit';
  readonly channelId: string;
  /** Its name for the person: `/poradnik szukaj`. */
  readonly label: string;
  readonly sourceMessageId: string | null;
  readonly customId: string | null;
  /** A command's path in default names; empty for others. */
  readonly path: string;
  interactionId: string | null;
  failed: boolean;
  /** Repeats it. */
  readonly again: () => void;
}

export interface History {
  list: MessageView[];
  /** Whether there are no older messages. */
  complete: boolean;
  loading: boolean;
}

export interface OpenForm {
  readonly view: FormView;
  values: Record<string, FieldValue>;
  errors: Record<string, string>;
  /** Error above the buttons, if sending failed. */
  problem: string;
  busy: boolean;
  /** Whether text of an earlier, closed form of the same kind was restored. */
  restored: boolean;
}
export type FieldValue = string | boolean | string[] | File[];

export interface State {
  world: WorldView | undefined;
  /** What the bot adds to the page; undefined until it is loaded. */
  guide: GuideView | undefined;
  connection: 'loading' | 'live' | 'lost';
  /** The channel on screen; empty if none is visible. */
  channelId: string;
  histories: Record<string, History>;
  commands: Record<string, CommandsView>;
  pending: Pending[];
  typing: Record<string, { name: string; until: number }>;
  form: OpenForm | undefined;
  /** A form closed before it was sent, to be reopened. */
  closedForm: OpenForm | undefined;
  notice: string;
  editing: string;
  /** Whether the newest message of the channel on screen is out of view, and how many came since. */
  scrolledUp: boolean;
  /** Whether files are held over the messages. */
  dropping: boolean;
  newBelow: number;
  /** By channel: the newest message that was read before the channel was opened, if newer ones were there. */
  unreadFrom: Record<string, string>;
  replyTo: MessageView | undefined;
  drawer: 'none' | 'places' | 'panel';
  panelOpen: boolean;
  panelTab: 'events' | 'clock' | 'persons' | 'faults';
  requests: RequestView[];
  gateway: GatewayView[];
  theme: 'auto' | 'light' | 'dark';
  lightbox: { url: string; text: string } | undefined;
  /** When the sandbox's time was received, by this machine's clock. */
  clockReadAt: number;
}

export const state: State = {
  world: undefined,
  guide: undefined,
  connection: 'loading',
  channelId: '',
  histories: {},
  commands: {},
  pending: [],
  typing: {},
  form: undefined,
  closedForm: undefined,
  notice: '',
  editing: '',
  scrolledUp: false,
  dropping: false,
  newBelow: 0,
  unreadFrom: {},
  replyTo: undefined,
  drawer: 'none',
  panelOpen: false,
  panelTab: 'events',
  requests: [],
  gateway: [],
  theme: 'auto',
  lightbox: undefined,
  clockReadAt: Date.now(),
};

const arriving = new Set<Promise<unknown>>();

/** Notes what changes whom or what a press is for: another person, a channel's commands. */
export function onItsWay<T>(work: Promise<T>): Promise<T> {
  arriving.add(work);
  const done = () => void arriving.delete(work);
  work.then(done, done);
  return work;
}

/** Does something once all of that has come: at once, if nothing is on its way. */
export function onceArrived(work: () => void): void {
  if (arriving.size === 0) work();
  else void Promise.allSettled(arriving).then(work);
}

let draw: () => void = () => {};
let scheduled = false;

/** Sets the function that draws the page. */
export function drawWith(drawPage: () => void): void {
  draw = drawPage;
}

/** Changes the state and draws the page once before the next frame. */
export function change(patch: Partial<State> = {}): void {
  Object.assign(state, patch);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    draw();
  });
}

/** The time in the sandbox, in milliseconds. */
export function sandboxNow(): number {
  const clock = state.world?.clock;
  if (clock === undefined) return Date.now();
  return clock.frozen ? clock.now : clock.now + (Date.now() - state.clockReadAt);
}

/** Stores a choice of the person at the screen, such as the theme. Storage may be disabled in a browser. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`sandbox.${key}`, value);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

export function recall(key: string): string {
  try {
    return localStorage.getItem(`sandbox.${key}`) ?? '';
  } catch {
    return '';
  }
}
