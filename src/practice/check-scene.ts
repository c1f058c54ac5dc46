import { sayable } from './paths.ts';
import type { Report } from './problems.ts';
import { type End, nodeOf, type Scene, START, type Turn } from './scene.ts';
import { MOST_NODES, type SceneRules } from './scene-rules.ts';

const REPLIES = { min: 2, max: 4 } as const;

/** Checks what a scene's parts must be to each other, once each of them could be read. */
export function checkScene(scene: Scene, rules: SceneRules, report: Report): void {
  const { nodes } = scene;
  const { least } = rules;
  const turns = nodes.filter((node) => node.type === 'turn');
  const ends = nodes.filter((node) => node.type === 'end');
  if (nodes[0]?.id !== START || nodes[0].type !== 'turn') report('start-first', nodes[0]?.line ?? 1);
  for (const [at, { id, line }] of nodes.entries())
    if (nodes.findIndex((node) => node.id === id) < at) report('node-duplicate', line, { node: id });
  if (nodes.length < least.nodes) report('nodes-few', 1, { count: nodes.length, min: least.nodes });
  if (nodes.length > MOST_NODES) report('nodes-many', 1, { count: nodes.length, max: MOST_NODES });
  if (ends.length < least.ends) report('ends-few', 1, { count: ends.length, min: least.ends });
  const good = ends.filter(({ end }) => end !== 'given-up').length;
  if (good < least.goodEnds) report('ends-good', 1, { min: least.goodEnds });
  const own = turns.filter((turn) => turn.own !== undefined).length;
  if (own < least.own) report('own-few', 1, { count: own, min: least.own });
  for (const turn of turns) checkTurn(scene, turn, report);
  for (const end of ends)
    for (const deciding of end.deciding)
      if (!turns.some(({ id }) => id === deciding)) report('deciding-unknown', end.line, { node: end.id, deciding });
  // Following all links of thousands of nodes would hold up everybody.
  if (nodes.length <= MOST_NODES) checkWays(scene, rules, report);
}

function checkTurn(scene: Scene, turn: Turn, report: Report): void {
  const count = turn.replies.length + (turn.own ? 1 : 0);
  if (count < REPLIES.min || count > REPLIES.max) report('reply-count', turn.line, { node: turn.id, count });
  for (const { said } of sayable(turn))
    if (!nodeOf(scene, said.to))
      report('dead-link', said.type === 'own' ? said.own.line : said.reply.line, { node: turn.id, to: said.to });
}

/** The shortest and the longest way here, and for each end a way that misses its deciding nodes. */
interface Ways {
  readonly shortest: readonly string[];
  readonly longest: readonly string[];
}

/** Checks all ways through the scene, node by node: their number may be large, that of the nodes is not. */
function checkWays(scene: Scene, { turns }: SceneRules, report: Report): void {
  const order = inOrder(scene, report);
  if (order === undefined) return;
  const ways = new Map<string, Ways>([[START, { shortest: [], longest: [] }]]);
  for (const id of order) {
    const node = nodeOf(scene, id);
    const here = ways.get(id);
    if (!node || !here) continue;
    if (node.type === 'end') {
      checkEnd(scene, node, { ...here, ...turns }, report);
      continue;
    }
    const [shortest, longest] = [
      [...here.shortest, id],
      [...here.longest, id],
    ];
    for (const { said } of sayable(node)) {
      const there = ways.get(said.to) ?? { shortest, longest };
      ways.set(said.to, {
        shortest: shortest.length < there.shortest.length ? shortest : there.shortest,
        longest: longest.length > there.longest.length ? longest : there.longest,
      });
    }
  }
  for (const { id, line } of scene.nodes) if (!ways.has(id)) report('unreachable', line, { node: id });
}

function checkEnd(
  scene: Scene,
  end: End,
  { shortest, longest, min, max }: Ways & SceneRules['turns'],
  report: Report,
): void {
  if (shortest.length < min)
    report('turns', end.line, { count: shortest.length, min, max, path: shown(shortest, end) });
  if (longest.length > max) report('turns', end.line, { count: longest.length, min, max, path: shown(longest, end) });
  const missed = wayAround(scene, end);
  if (missed) report('deciding-missed', end.line, { node: end.id, path: shown(missed, end) });
}

const shown = (way: readonly string[], end: End): string => [...way, end.id].join(' → ');

/** A way from the start to an end that passes none of its deciding nodes. */
function wayAround(scene: Scene, end: End): readonly string[] | undefined {
  const reached = new Map<string, readonly string[]>([[START, []]]);
  for (const [id, before] of reached) {
    if (id === end.id) return before;
    const node = nodeOf(scene, id);
    if (node?.type !== 'turn' || end.deciding.includes(id)) continue;
    for (const { said } of sayable(node)) if (!reached.has(said.to)) reached.set(said.to, [...before, id]);
  }
  return undefined;
}

/** The reachable nodes, each before those that it leads to; undefined if the conversation can come back to one. */
function inOrder(scene: Scene, report: Report): readonly string[] | undefined {
  const done: string[] = [];
  const open = new Set<string>();
  const visit = (id: string): string | undefined => {
    if (done.includes(id)) return undefined;
    if (open.has(id)) return id;
    const node = nodeOf(scene, id);
    open.add(id);
    for (const { said } of node?.type === 'turn' ? sayable(node) : []) {
      const back = visit(said.to);
      if (back !== undefined) return back;
    }
    open.delete(id);
    done.push(id);
    return undefined;
  };
  const back = visit(START);
  if (back === undefined) return done.reverse();
  report('cycle', nodeOf(scene, back)?.line ?? 1, { node: back });
  return undefined;
}
