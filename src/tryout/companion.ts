import type { Sandbox } from '@granica/discord-sandbox';
import type { Companion, Texts } from '@granica/discord-sandbox/demo';
import type { App } from '../app/app.ts';
import type { Database } from '../database/database.ts';
import type { StringKey } from '../i18n/keys.ts';
import { LOCALES } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import { findNextCheckin, findNextClose, findNextDue, isPlanDue } from './due.ts';
import { forgetEverything } from './forget.ts';
import { makeLife } from './life.ts';
import { listTours } from './tours.ts';

export interface CompanionParts {
  /** The running app: another one after it was started over. */
  readonly app: () => App;
  readonly sandbox: Sandbox;
  readonly database: Database;
  readonly translator: Translator;
  /** Stops the app, does something while it is away, and starts it again. */
  readonly restart: (meanwhile: () => Promise<void>) => Promise<void>;
}

/** Rounds of jobs at one moment: what one of them causes may be due at once. */
const ROUNDS = 3;

/** What Granica adds to the sandbox's page: tours, moments of its week, made-up life, and a start from scratch. */
export function companionOf({ app, sandbox, database, translator, restart }: CompanionParts): Companion {
  const { db } = database;
  const now = () => Math.round(sandbox.clock.now());
  const texts = (key: StringKey): Texts =>
    Object.fromEntries(LOCALES.map((locale) => [locale, translator(locale)(key)]));
  const catchUp = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const job of app().jobs) await app().runJob(job);
      await app().settle();
      const waiting = await db.outboxStep.count({ where: { nextAt: { lte: new Date(now()) } } });
      if (waiting === 0) return;
    }
  };
  const nextCheckin = async (): Promise<number | undefined> => {
    // Right after the set-up the date stands only once the next minute's job has planned it.
    if (await isPlanDue(db, now())) await catchUp();
    return findNextCheckin(db, now());
  };
  return {
    tours: listTours(texts),
    moments: [
      { id: 'checkin', label: texts('tours:moments.checkin'), find: nextCheckin },
      { id: 'close', label: texts('tours:moments.close'), find: () => findNextClose(db, now()) },
    ],
    about: {
      Marta: texts('tours:about.moderator'),
      Wanda: texts('tours:about.owner'),
      Kasia: texts('tours:about.member'),
      Tomek: texts('tours:about.member'),
      Emily: texts('tours:about.english'),
    },
    life: {
      label: texts('tours:life.label'),
      description: texts('tours:life.description'),
      make: (walkTo) => makeLife({ sandbox, walkTo, db, translator }),
    },
    nextDue: (after) => findNextDue(db, after),
    catchUp,
    // A server's database may be somebody's own, with more in it than what was tried out here.
    ...(database.kind === 'embedded'
      ? {
          startOver: (reset: () => void) =>
            restart(async () => {
              await forgetEverything(database);
              reset();
            }),
        }
      : {}),
  };
}
