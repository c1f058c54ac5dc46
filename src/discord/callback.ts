import {
  DiscordAPIError,
  HTTPError,
  type InteractionResponseType,
  type RawFile,
  type REST,
  RESTEvents,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';

/** Another process answers the interaction: this one says nothing. */
export class AnsweredElsewhereError extends Error {
  override readonly name = 'AnsweredElsewhereError';
  constructor() {
    super('Another process answers this interaction');
  }
}

/** Paths of the callbacks that discord.js has tried again by itself, for each client. */
const retriedBy = new WeakMap<REST, Set<string>>();

/** How a callback was sent. */
export interface Sent {
  /** Whether it was this process's. */
  readonly ours: boolean;
  /** Discord's answer, if it was asked for one and gave it at the first try. */
  readonly answer?: unknown;
}

/**
 * Sends a callback. Not ours if Discord had taken one of another process: it says so (40060) at this process's first try. After a
 * try without a clear answer the same words mean that it was this process's own.
 */
export async function sendCallback(
  rest: REST,
  { id, token }: { readonly id: string; readonly token: string },
  body: { readonly type: InteractionResponseType; readonly data?: unknown },
  { files = [], withResponse = false }: { readonly files?: RawFile[]; readonly withResponse?: boolean } = {},
): Promise<Sent> {
  const path = Routes.interactionCallback(id, token);
  const retried = retriesOf(rest);
  let again = false;
  const query = withResponse ? { query: new URLSearchParams({ with_response: 'true' }) } : {};
  const send = () => rest.post(path, { body, files, auth: false, ...query });
  try {
    const answer = await send().catch((error: unknown) => {
      if (error instanceof DiscordAPIError || error instanceof HTTPError) throw error;
      again = true;
      return send(); // the connection broke: the client retries only after some of the causes
    });
    return { ours: true, answer };
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
    return { ours: again || retried.has(path) };
  } finally {
    retried.delete(path);
  }
}

function isAcknowledged(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

/** The client retries after server errors, timeouts and broken connections, and tells of it with the next response. */
function retriesOf(rest: REST): Set<string> {
  const known = retriedBy.get(rest);
  if (known) return known;
  const retried = new Set<string>();
  retriedBy.set(rest, retried);
  rest.on(RESTEvents.Response, ({ path, retries }) => {
    if (retries > 0 && path.endsWith('/callback')) retried.add(path);
  });
  return retried;
}
