import { randomBytes } from 'node:crypto';
import { type SqlPart, sqlPart } from '../database/sql-part.ts';
import { type NewStep, rowOf } from './steps.ts';

/** A step that follows stored state, and the part of the statement whose row says that the state has changed. */
interface Asked extends Omit<NewStep, 'communityId' | 'subjectId'> {
  /** A part with the columns `id`, the step's subject, and `communityId`; without a row, nothing is asked for. */
  readonly changed: SqlPart;
}

/**
 * The part of a statement that asks for a step which follows stored state ({@link StepDefinition.follows}), together with the
 * change that it is to follow. The step has one row for all changes, so that only one attempt at a time can be under way, in
 * whatever process: an earlier one cannot arrive after a later one. Many changes at once become one attempt, at the last of
 * their moments.
 *
 * Each change gives the row another nonce. That of an attempt under way differs from then on: its end leads to another attempt.
 */
export function asking({ changed, ...step }: Asked): SqlPart {
  const { id, kind, key, dueAt } = rowOf(step);
  const nonce = randomBytes(16).toString('base64url');
  const moment = sqlPart`${dueAt}::timestamptz`;
  return sqlPart`
    INSERT INTO "OutboxStep" AS s (id, kind, key, "communityId", "subjectId", nonce, "dueAt", "nextAt")
    SELECT ${id}::uuid, ${kind}, ${key}, changed."communityId", changed.id, ${nonce}, ${moment}, ${moment}
    FROM ${changed} changed
    ON CONFLICT (key) DO UPDATE SET
      nonce = EXCLUDED.nonce,
      state = CASE s.state WHEN 'claimed' THEN s.state ELSE 'pending' END,
      "dueAt" = CASE WHEN s."endedAt" IS NULL THEN GREATEST(s."dueAt", ${moment}) ELSE ${moment} END,
      "nextAt" = CASE
        WHEN s.state = 'claimed' THEN s."nextAt"
        WHEN s.state = 'pending' THEN GREATEST(s."nextAt", ${moment})
        ELSE ${moment} END,
      attempts = CASE WHEN s."endedAt" IS NULL THEN s.attempts ELSE 0 END,
      "firstAt" = CASE WHEN s."endedAt" IS NULL THEN s."firstAt" END,
      problem = CASE WHEN s."endedAt" IS NULL THEN s.problem END,
      "endedAt" = NULL`;
}
