/**
 * So many distinct people at least stand behind every number and every list that a community is shown: of fewer, it could
 * tell who did what.
 */
export const LEAST_PEOPLE = 3;
