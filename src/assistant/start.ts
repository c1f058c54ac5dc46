import type { SumUp } from '../checkins/cards/summary.ts';
import type { AssistantSettings } from '../config.ts';
import type { Db } from '../database/client.ts';
import type { Source } from '../guide/search/by-words.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Log } from '../operations/log.ts';
import type { Clock } from '../time/clock.ts';
import { type CountRequest, counted } from './counted.ts';
import type { FusedSearch } from './embeddings.ts';
import type { Endpoint } from './endpoint.ts';

/** The language model, and the search by meaning if the endpoint makes vectors. */
export interface Assistant {
  readonly endpoint: Endpoint;
  readonly search: FusedSearch['search'];
  readonly sumUp: SumUp;
  /** Host that texts are sent to, e.g. "api.openai.com". */
  readonly host: string;
  /** Whether the endpoint runs on the bot's own machine, so that nothing sent to it leaves it. */
  readonly isLocal: boolean;
}

/** Dependencies of the assistant. */
export interface AssistantParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly searchSources: Readonly<Record<Locale, Source>>;
  /** Called with each request's outcome. */
  readonly count?: CountRequest;
}

/** Loaded only if there is an endpoint: the client costs memory. */
export async function startAssistant(
  settings: AssistantSettings,
  { db, clock, log, searchSources, count = () => undefined }: AssistantParts,
): Promise<Assistant> {
  const [{ createEndpoint }, { createFusedSearch }, { databaseVectors }, { createSumUp }] = await Promise.all([
    import('./endpoint.ts'),
    import('./embeddings.ts'),
    import('./vectors.ts'),
    import('./sum-up.ts'),
  ]);
  const endpoint = counted(
    createEndpoint(settings, (failure) => log.warn(failure, 'The assistant gave no answer')),
    count,
  );
  const { search, prepare } = createFusedSearch({ vectors: databaseVectors({ db, clock }), endpoint });
  // Not awaited: until the vectors are ready, search uses words alone.
  prepare(Object.values(searchSources)).catch((error: unknown) => log.warn({ err: error }, 'The guide has no vectors'));
  const sumUp = createSumUp({ db, clock, endpoint }, (error) => log.error({ err: error }, 'Cards were not summed up'));
  const { host, hostname } = new URL(settings.baseUrl ?? 'https://api.openai.com');
  return { endpoint, search, sumUp, host, isLocal: isLoopback(hostname) };
}

/** Whether a URL's host is the machine itself: its loopback addresses, which no network carries. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
