import type { Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import type { Place } from './paths.ts';
import { END_KINDS, type EndKind, type Scene } from './scene.ts';
import { structureOf } from './structure.ts';

/** A conversation that a person played to its end. */
export interface Run {
  /** The interaction with which it began. */
  readonly play: string;
  /** The scene's slug. */
  readonly scene: string;
  readonly locale: Locale;
  readonly structure: string;
  readonly path: string;
  readonly end: EndKind;
  readonly endedAt: Date;
}

/** Runs read for a person, the latest first: more than anybody looks through. */
const MOST_RUNS = 200;

interface Playing {
  readonly personId: string;
  readonly communityId: string | undefined;
  /** The interaction with which it began. */
  readonly play: string;
}

/**
 * Notes how a conversation ended; once for each time that it was begun, so that pressing back and forth in one message counts
 * once. Own words are not part of it.
 *
 * @returns whether it was new
 */
export async function noteRun(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  { personId, communityId, play }: Playing,
  scene: Scene,
  { steps, at }: Place,
): Promise<boolean> {
  if (at.type !== 'end') throw new TypeError('a conversation that has not ended is not noted');
  const { count } = await db.practiceRun.createMany({
    data: [
      {
        personId,
        communityId: communityId ?? null,
        play,
        scene: scene.slug,
        locale: scene.locale,
        structure: structureOf(scene),
        path: steps.map(({ mark }) => mark).join(''),
        end: at.end,
        endedAt: dateOf(clock),
      },
    ],
    skipDuplicates: true,
  });
  return count > 0;
}

/** What a person played, the latest first. */
export async function findRuns({ db }: { readonly db: Tx }, personId: string): Promise<readonly Run[]> {
  const rows = await db.practiceRun.findMany({
    where: { personId },
    orderBy: [{ endedAt: 'desc' }, { id: 'desc' }],
    take: MOST_RUNS,
  });
  return rows.flatMap(({ play, locale, end, scene, structure, path, endedAt }): Run[] => {
    const kind = END_KINDS.find((one) => one === end);
    return kind && isLocale(locale) ? [{ play, scene, locale, structure, path, end: kind, endedAt }] : [];
  });
}
