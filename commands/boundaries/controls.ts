import { control } from '../../src/messages/control.ts';

/** Shows the sheet to be edited. */
export const overviewControl = control('boundaries.overview', {});

/** Asks what a letter needs. */
export const letterControl = control('boundaries.letter', {});
