/** Faults that can be injected on purpose. */
export type FaultKind =
  /** 429 with retry_after; `global` with X-RateLimit-Global. */
  | 'rate-limited'
  | 'global-rate-limited'
  | 'error-500'
  | 'error-502'
  | 'error-503'
  /** Answers after `delay` milliseconds. */
  | 'slow'
  /** Never answers and keeps the connection open. */
  | 'hang'
  /** Cuts the connection before doing anything. */
  | 'reset'
  /** Does everything, then cuts the connection: the bot cannot know the outcome. */
  | 'done-but-lost'
  /** Does everything, then answers 502. */
  | 'done-but-502'
  /** Answers 403 with 50013, as after a moderator removed a permission. */
  | 'forbidden';

export interface FaultRule {
  id: number;
  kind: FaultKind;
  /**
   * The requests it applies to: `POST /channels/:channelId/messages` or `POST /channels/1/messages`, a part of either, or a
   * pattern.
   */
  on: string | RegExp;
  /** Number of requests it hits; default 1, Infinity until it is removed. */
  times: number;
  /** Number of matching requests to let pass first. */
  after: number;
  /** Milliseconds for `slow`; for rate limits, seconds times 1000. */
  delay: number;
}

export interface Faults {
  readonly rules: readonly FaultRule[];
  add(rule: Pick<FaultRule, 'kind' | 'on'> & Partial<Omit<FaultRule, 'id'>>): FaultRule;
  remove(id: number): void;
  clear(): void;
  /** The fault for a request, if any; uses it up. The path has the route's names in place of ids. */
  take(method: string, route: string, path?: string): FaultRule | undefined;
  /** Stops or resumes acknowledging heartbeats. */
  zombie(on: boolean): void;
  isZombie(): boolean;
  /** Refuses new gateway connections, or accepts them again. */
  refuseGateway(on: boolean): void;
  refusesGateway(): boolean;
}

export function createFaults(changed: () => void): Faults {
  let rules: FaultRule[] = [];
  let serial = 0;
  let zombie = false;
  let refuse = false;
  return {
    get rules() {
      return rules;
    },
    add(rule) {
      serial += 1;
      const made: FaultRule = { times: 1, after: 0, delay: 1000, ...rule, id: serial };
      rules.push(made);
      changed();
      return made;
    },
    remove(id) {
      rules = rules.filter((rule) => rule.id !== id);
      changed();
    },
    clear() {
      rules = [];
      zombie = false;
      refuse = false;
      changed();
    },
    take(method, route, path = route) {
      const names = [`${method} ${route}`, `${method} ${path}`];
      for (const rule of rules) {
        const { on } = rule;
        if (!names.some((name) => (typeof on === 'string' ? name.includes(on) : on.test(name)))) continue;
        if (rule.after > 0) {
          rule.after -= 1;
          continue;
        }
        rule.times -= 1;
        if (rule.times <= 0) rules = rules.filter((other) => other !== rule);
        changed();
        return rule;
      }
      return undefined;
    },
    zombie(on) {
      zombie = on;
      changed();
    },
    isZombie: () => zombie,
    refuseGateway(on) {
      refuse = on;
      changed();
    },
    refusesGateway: () => refuse,
  };
}
