import type { Clock } from './clock.ts';
import type { PrismaClient } from './database/generated/client.ts';
import type { Guide } from './guide/articles.ts';
import type { Locale } from './i18n/locales.ts';

/** What handlers are given to work with: the application's parts, wired in `app.ts`. */
export interface Services {
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly guides: Readonly<Record<Locale, Guide>>;
}
