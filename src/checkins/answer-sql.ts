import { type SqlPart, sqlPart } from '../database/sql-part.ts';

/**
 * A member's entries in the days of a check-in `c`, as `v`: from the Monday of its week to the Sunday, or to its close if that is
 * later. Without those that an answer has taken into account: entries logged later than "a quiet week", and all of them
 * while nothing was said.
 *
 * @param after `calm`: only that leaves entries out. `any`: a crossed boundary does so too, for all entries: it can be said once
 */
export function entriesLeft(member: SqlPart, after: 'calm' | 'any'): SqlPart {
  const crossed = after === 'any' ? sqlPart`said.outcome = 'violation'` : sqlPart`false`;
  return sqlPart`"Violation" v WHERE v."authorId" = ${member}
    AND v."happenedOn" BETWEEN c.week AND greatest(c.week + 6, (c."closesAt" AT TIME ZONE 'UTC')::date)
    AND NOT EXISTS (SELECT FROM "CheckinAnswer" said WHERE said."checkinId" = c.id AND said."personId" = ${member}
      AND (${crossed} OR said.outcome = 'calm' AND coalesce(said."outcomeAt", said."answeredAt") >= v."createdAt"))`;
}

/** Days for which a boundary waits to be looked back on: holidays and pauses lie between check-ins. */
const BACK_DAYS = 28;

/**
 * The boundary that a member can look back on in the week of `known` (a row with `personId`, `communityId` and `week`): id and
 * sealed text of the last one of an earlier week there, unless another week has said how it went; null without one. Communities are
 * compared so that their index is not used: in a check-in's first minutes it would lead through everybody's answers.
 */
export const EARLIER_BOUNDARY: SqlPart = sqlPart`(
  SELECT was.id::text || ' ' || was.boundary FROM "CheckinAnswer" was
  WHERE was."personId" = known."personId" AND (was."communityId" = known."communityId") IS TRUE AND was.boundary IS NOT NULL
    AND was.week < known.week AND was.week >= known.week - ${BACK_DAYS}::int
    AND NOT EXISTS (SELECT FROM "CheckinAnswer" told WHERE told."personId" = was."personId"
      AND (told."communityId" = was."communityId") IS TRUE AND told.kept IS NOT NULL AND told.week > was.week AND told.week < known.week)
  ORDER BY was.week DESC LIMIT 1)`;
