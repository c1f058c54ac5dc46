import type { AssistantSettings } from '../config.ts';
import type { Assistant, Services } from '../dialogue/services.ts';
import type { Log } from '../operations/log.ts';

/** Loaded only where there is an endpoint: the client costs memory. */
export async function startAssistant(
  settings: AssistantSettings,
  { db, clock, log, searchSources }: Pick<Services, 'db' | 'clock' | 'searchSources'> & { readonly log: Log },
): Promise<Assistant> {
  const [{ createEndpoint }, { createFusedSearch }, { databaseVectors }, { createSumUp }] = await Promise.all([
    import('./endpoint.ts'),
    import('./embeddings.ts'),
    import('./vectors.ts'),
    import('./sum-up.ts'),
  ]);
  const endpoint = createEndpoint(settings, (failure) => log.warn(failure, 'The assistant gave no answer'));
  const { search, prepare } = createFusedSearch({ vectors: databaseVectors({ db, clock }), endpoint });
  // Not waited for: until the vectors are there, words alone find.
  prepare(Object.values(searchSources)).catch((error: unknown) => log.warn({ err: error }, 'No vectors of the guide'));
  const sumUp = createSumUp({ db, clock, endpoint }, (error) => log.error({ err: error }, 'Cards were not summed up'));
  return { endpoint, search, sumUp, host: settings.baseUrl ? new URL(settings.baseUrl).host : 'api.openai.com' };
}
