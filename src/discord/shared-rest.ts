import { REST, type RequestData, type RouteLike, Routes, version } from 'discord.js';

/** Milliseconds for which an answer about the gateway is good: shards that start together need it once. */
const GATEWAY_FRESH = 5000;

/**
 * The REST client of all gateway clients: one queue for the limits that Discord counts by bot. A client that ends, or fails to log
 * in, takes its token and its timers from its REST client; from this one only `end` does.
 */
export class SharedRest extends REST {
  #gateway: { readonly at: number; readonly answer: Promise<unknown> } | undefined;

  constructor(token: string, apiUrl: string | undefined) {
    // `api: undefined` would override the default.
    super({ userAgentAppendix: `discord.js/${version}`, ...(apiUrl === undefined ? {} : { api: apiUrl }) });
    super.setToken(token);
  }

  override setToken(): this {
    return this;
  }

  override clearHashSweeper(): void {}

  override clearHandlerSweeper(): void {}

  override async get(route: RouteLike, options?: RequestData): Promise<unknown> {
    if (route !== Routes.gatewayBot()) return super.get(route, options);
    if (!this.#gateway || performance.now() - this.#gateway.at > GATEWAY_FRESH) {
      const answer = super.get(route, options);
      this.#gateway = { at: performance.now(), answer };
      answer.catch(() => {
        this.#gateway = undefined;
      });
    }
    return this.#gateway.answer;
  }

  /** Stops its timers. */
  end(): void {
    super.clearHashSweeper();
    super.clearHandlerSweeper();
  }
}
