import type { Db } from '../../src/database/client.ts';
import { FORGETTING_STEPS } from '../../src/lifecycle/forgetting.ts';
import type { Clock } from '../../src/time/clock.ts';

/** Lets one step of what is forgotten run. @returns how many rows went */
export async function forget(step: string, { db, clock }: { readonly db: Db; readonly clock: Clock }): Promise<number> {
  const found = FORGETTING_STEPS.find(({ name }) => name === step);
  if (!found) throw new Error(`nothing is forgotten by the name of ${step}`);
  return found.run({ db, clock, limit: 100 });
}
