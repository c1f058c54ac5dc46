/**
 * Distinct people behind every number and every list that a community is shown, at least: of fewer, it could tell who did what.
 */
export const LEAST_PEOPLE = 3;
