import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown, timestamp } from '../../src/messages/markdown.ts';
import { type Block, type ButtonStyle, buttons } from '../../src/messages/reply.ts';
import { findRuns, type Run } from '../../src/practice/runs.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { againRun, type Logged, type Next, nextScene } from '../../src/practice/suggest.ts';
import { dateOf } from '../../src/time/clock.ts';
import { readInsights } from '../../src/violations/insights.ts';
import { todayOf } from '../violation/today.ts';
import { practiceControls } from './controls.ts';
import { scenesFor } from './here.ts';

/** Scenes listed with how they ended last; more are only counted. */
const TRIED_SHOWN = 8;

/** What was tried, what to try next by what the person logged, and all scenes to choose from. */
export async function presentList(call: Call): Promise<(string | Block)[]> {
  const { t, services, person, mention } = call;
  const scenes = await scenesFor(call);
  if (scenes.length === 0) return [t('practice:list.none')];
  const runs = (await ifReachable(call, () => findRuns(services, person.id))) ?? [];
  const logged = (await ifReachable(call, () => loggedKinds(call))) ?? [];
  const next = nextScene(scenes, runs, logged);
  const again = againRun(
    runs.filter(({ scene }) => scenes.some(({ slug }) => slug === scene)),
    dateOf(services.clock),
  );
  const repeated = scenes.find(({ slug }) => slug === again?.scene);
  return [
    `## ${t('practice:list.title')}\n${t('practice:list.intro')}`,
    ...(next ? [nextLine(t, next), startButton(t('practice:list.start'), next.scene, 'primary')] : []),
    ...(again && repeated ? [againLine(t, repeated, again), startButton(t('practice:list.repeat'), repeated)] : []),
    ...triedLines(t, scenes, runs),
    {
      type: 'select',
      select: {
        does: practiceControls.pick.with({}),
        prompt: t('practice:list.choose'),
        options: inOrder(scenes, runs)
          .slice(0, LIMITS.options)
          .map((scene) => ({
            value: scene.slug,
            label: shorten(nameInLists(call, scene), LIMITS.optionLabel),
            description: shorten(scene.summary, LIMITS.optionLabel),
          })),
      },
    },
    ...(scenes.length > LIMITS.options
      ? [t('practice:list.find', { count: scenes.length, practice: mention('practice') })]
      : []),
    t('practice:list.stored', { privacy: mention('privacy.show') }),
  ];
}

/** A title with a mark of its origin. */
export function nameInLists({ t }: Call, { origin, title }: Scene): string {
  return origin === 'community' ? t('practice:ofCommunity', { title }) : title;
}

async function loggedKinds(call: Call): Promise<readonly Logged[]> {
  const { kinds } = await readInsights(call.services.db, call.person.id, await todayOf(call));
  return kinds.map(({ kind, total }) => ({ kind, count: total }));
}

function nextLine(t: Call['t'], next: Next): string {
  const title = escapeMarkdown(next.scene.title);
  if (next.because === 'new')
    return t('practice:list.nextNew', { title, summary: escapeMarkdown(next.scene.summary.replace(/\.$/, '')) });
  const { kind, count } = next.logged;
  return t('practice:list.nextLogged', { title, kind: t(`violations:kinds.${kind}`), count });
}

function againLine(t: Call['t'], scene: Scene, run: Run): string {
  const end = t(`practice:ends.${run.end}`);
  return t('practice:list.again', { title: escapeMarkdown(scene.title), when: timestamp(run.endedAt, 'D'), end });
}

/** Below what is said of a scene: its title would take a second line on a phone, or be cut. */
function startButton(label: string, { slug }: Scene, style: ButtonStyle = 'secondary'): Block {
  return buttons({ label, style, does: practiceControls.begin.with({ scene: slug }) });
}

/** Each played scene once, with how it ended last. */
function triedLines(t: Call['t'], scenes: readonly Scene[], runs: readonly Run[]): string[] {
  const latest = scenes.flatMap((scene) => {
    const run = runs.find((one) => one.scene === scene.slug);
    return run ? [{ scene, run }] : [];
  });
  if (latest.length === 0) return [];
  latest.sort((one, other) => other.run.endedAt.getTime() - one.run.endedAt.getTime());
  const lines = latest.slice(0, TRIED_SHOWN).map(({ scene, run }) =>
    t('practice:list.triedLine', {
      title: escapeMarkdown(scene.title),
      end: t(`practice:ends.${run.end}`),
      when: timestamp(run.endedAt, 'D'),
    }),
  );
  const more = latest.length - lines.length;
  return [
    [t('practice:list.tried'), ...lines, ...(more > 0 ? [t('practice:list.more', { count: more })] : [])].join('\n'),
  ];
}

/** Scenes not played yet first: the list holds no more than Discord allows. */
function inOrder(scenes: readonly Scene[], runs: readonly Run[]): readonly Scene[] {
  const isPlayed = ({ slug }: Scene) => runs.some(({ scene }) => scene === slug);
  return [...scenes.filter((scene) => !isPlayed(scene)), ...scenes.filter(isPlayed)];
}
