import {
  type End,
  nodeOf,
  type OwnWords,
  type Scene,
  START,
  type Turn,
  WAYS,
  type Way,
  type WrittenReply,
} from './scene.ts';

/** What the member said at a turn: one of the written replies, or words of their own and how they came across. */
export type Said =
  | { readonly type: 'written'; readonly index: number; readonly reply: WrittenReply; readonly to: string }
  | { readonly type: 'own'; readonly way: Way; readonly own: OwnWords; readonly to: string };

export interface Step {
  readonly turn: Turn;
  readonly said: Said;
  /** One character that stands for what was said. */
  readonly mark: string;
}

/** How far a conversation has come. */
export interface Place {
  readonly steps: readonly Step[];
  readonly at: Turn | End;
}

const WAY_MARKS: Readonly<Record<Way, string>> = { clear: 'c', soft: 's', yielding: 'y', sharp: 'x' };

/** All that can be said at a turn, in the order of the scene. */
export function sayable(turn: Turn): readonly Step[] {
  const written = turn.replies.map(
    (reply, index): Step => ({
      turn,
      said: { type: 'written', index, reply, to: reply.to },
      mark: String(index),
    }),
  );
  const { own } = turn;
  if (own === undefined) return written;
  return [
    ...written,
    ...WAYS.map((way): Step => ({ turn, said: { type: 'own', way, own, to: own.to[way] }, mark: WAY_MARKS[way] })),
  ];
}

/** The mark of own words that came across in this way. */
export function markOf(way: Way): string {
  return WAY_MARKS[way];
}

/** Follows a path of marks from the start; undefined if it is none of this scene's. */
export function follow(scene: Scene, path: string): Place | undefined {
  let at = nodeOf(scene, START);
  const steps: Step[] = [];
  for (const mark of path) {
    if (at?.type !== 'turn') return undefined;
    const step = sayable(at).find((one) => one.mark === mark);
    if (step === undefined) return undefined;
    steps.push(step);
    at = nodeOf(scene, step.said.to);
  }
  return at && { steps, at };
}

/** The reply that decided how it ended: the one given at the last deciding node that the path passed. */
export function decidedBy({ steps, at }: Place): Step | undefined {
  return at.type === 'end' ? steps.findLast(({ turn }) => at.deciding.includes(turn.id)) : undefined;
}

/** A whole conversation, from the start to an end. */
export interface Path {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly end: End;
}

/**
 * Every path through a scene, in the order of its replies.
 *
 * @param own whether own words count as well; they lead where written replies often lead too
 */
export function* allPaths(scene: Scene, own = true): Generator<Path> {
  function* from(id: string, steps: readonly Step[]): Generator<Path> {
    const node = nodeOf(scene, id);
    // A path never passes a node twice: the check reports cycles, and here they must not hold up anybody.
    if (node === undefined || steps.some(({ turn }) => turn.id === id)) return;
    if (node.type === 'end') {
      yield { path: steps.map(({ mark }) => mark).join(''), steps, end: node };
      return;
    }
    for (const step of sayable(node))
      if (own || step.said.type === 'written') yield* from(step.said.to, [...steps, step]);
  }
  yield* from(START, []);
}
