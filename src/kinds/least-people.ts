/** Minimum distinct people behind every number and list shown to a community: with fewer, it could tell who did what. */
export const LEAST_PEOPLE = 3;
