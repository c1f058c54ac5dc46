/** What a scene must have, by who wrote it. */
export interface SceneRules {
  readonly least: {
    /** Turns and ends together. */
    readonly nodes: number;
    readonly ends: number;
    /** Ends that keep the boundary, in full or partly. */
    readonly goodEnds: number;
    /** Turns that take own words. */
    readonly own: number;
  };
  /** Least and most turns of a path. */
  readonly turns: { readonly min: number; readonly max: number };
  /** Whether each reply must have a note. */
  readonly notes: boolean;
  /** Whether straight quotation marks are refused. */
  readonly typographic: boolean;
  /**
   * Whether the section and the template may be left out, and are then those that help with the main kind; and whether the template may be one of the
   * community's.
   */
  readonly ofCommunity: boolean;
}

/** The rules for scenes of the content. */
export const CONTENT_RULES: SceneRules = {
  least: { nodes: 12, ends: 3, goodEnds: 2, own: 2 },
  turns: { min: 3, max: 6 },
  notes: true,
  typographic: true,
  ofCommunity: false,
};

/** The rules for scenes that moderators write: a first scene may be small, and is typed on a phone. */
export const COMMUNITY_RULES: SceneRules = {
  least: { nodes: 4, ends: 2, goodEnds: 1, own: 0 },
  turns: { min: 2, max: 6 },
  notes: false,
  typographic: false,
  ofCommunity: true,
};

/** Most nodes of a scene: as many as a list of Discord's can show. */
export const MOST_NODES = 25;

/** Most characters of a whole scene: more than all nodes at their full length. */
export const MOST_CHARACTERS = 64 * 1024;

/** Most characters of one line of a scene: a paragraph of the longest text, or a reply with its note. */
export const MOST_LINE = 1000;
