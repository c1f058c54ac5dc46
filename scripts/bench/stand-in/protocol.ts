/** One thing that a person does; ids of controls and forms were found in earlier answers. */
export type Ask =
  | { readonly kind: 'command'; readonly path: string; readonly options?: Readonly<Record<string, string>> }
  /** The last option is being typed. */
  | { readonly kind: 'suggestion'; readonly path: string; readonly options: Readonly<Record<string, string>> }
  /** `message`: the message that carries the button, as its sender wrote it. */
  | { readonly kind: 'button'; readonly customId: string; readonly message: Payload }
  | { readonly kind: 'form'; readonly customId: string; readonly components: readonly unknown[] };

export type Payload = Readonly<Record<string, unknown>>;

/** What must come back. */
export type AnswerKind = 'message' | 'form' | 'update' | 'suggestions';

/** A row of the table: what is asked over and over, and what counts as an answer. */
export interface Task {
  /** Part of the interactions' tokens, by which a bare bot knows what to replay. */
  readonly row: number;
  /** Asked in turn. */
  readonly asks: readonly Ask[];
  readonly kind: AnswerKind;
  /** A regular expression that every answer's body must match: anything else counts as a failure. */
  readonly mark: string;
  /** Whether everybody gets the same words: every 20th answer is compared with the first one. */
  readonly same: boolean;
}

/** One request by which a bot answered. */
export interface Sent {
  readonly to: 'callback' | 'original' | 'follow-up';
  readonly body: Payload;
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

/** How one interaction was answered, from the first request to the one with the answer. */
export type Recorded = readonly Sent[];

/** Milliseconds from the dispatch. */
export interface Waits {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** One measurement of one bot. */
export interface Cell {
  /** Right ones only. */
  readonly answers: number;
  /** How many were not, by the reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** An example of each reason. */
  readonly examples: Readonly<Record<string, string>>;
  readonly perSecond: number;
  readonly acknowledged: Waits;
  readonly final: Waits;
  /** Processor time for each right answer: of the bot's whole process, and of its main thread. */
  readonly processMs: number;
  readonly mainThreadMs: number;
  /** The stand-in's own processor time for each answer, and the share of the time in which it was busy. */
  readonly standInMs: number;
  readonly standInBusy: number;
}

export interface RunOptions {
  readonly row: number;
  /** How many wait for an answer at the same time. */
  readonly people: number;
  readonly seconds: number;
  /** Goes on until there are so many. */
  readonly least: number;
  /** Process of the bot. */
  readonly pid: number;
}

/** Members who press a check-in's buttons. */
export interface BurstOptions {
  readonly presses: number;
  /** Those before were asked for the references. */
  readonly firstMember: number;
  readonly seconds: number;
  readonly pid: number;
  readonly calm: Task;
  readonly open: Task;
  readonly send: Task;
}

export interface BurstCell {
  /** Of the presses and of the forms sent. */
  readonly asked: number;
  readonly answered: number;
  readonly failures: Cell['failures'];
  readonly examples: Cell['examples'];
  readonly acknowledged: Waits;
  readonly final: Waits;
  /** Members whose answer said that it was saved. */
  readonly calm: number;
  readonly entries: number;
  readonly seconds: number;
  readonly processMs: number;
  readonly standInBusy: number;
}

/** What the parent asks of the process with the stand-in. */
export type Order =
  | { readonly do: 'look'; readonly ask: Ask }
  /** Each question once: its answers are the references of the task, and are returned. */
  | { readonly do: 'prepare'; readonly task: Task }
  | { readonly do: 'run'; readonly options: RunOptions }
  | { readonly do: 'burst'; readonly options: BurstOptions };

export interface Setting {
  readonly guilds: number;
  readonly members: number;
}

/** What the process says by itself. */
export type Told = { readonly told: 'ready'; readonly apiUrl: string } | { readonly told: 'registered' };
