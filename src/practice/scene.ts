import type { Locale } from '../i18n/locales.ts';
import type { ViolationKind } from '../kinds/violations.ts';

/** Where the conversation takes place. */
export const REGISTERS = ['mail', 'chat', 'call'] as const;
export type Register = (typeof REGISTERS)[number];

/** What became of the boundary. */
export const END_KINDS = ['kept', 'partly', 'given-up'] as const;
export type EndKind = (typeof END_KINDS)[number];

/** What became of working together. */
export const RELATIONSHIPS = ['stronger', 'same', 'strained', 'over'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** The ways in which a member's own words may come across; each leads on in its own direction. */
export const WAYS = ['clear', 'soft', 'yielding', 'sharp'] as const;
export type Way = (typeof WAYS)[number];

/** One of the replies written for a turn. */
export interface WrittenReply {
  readonly text: string;
  readonly to: string;
  /** Why the reply works as it does; shown if it decided the scene. */
  readonly note: string;
  readonly line: number;
}

/** Where a member's own words lead, by the way in which they come across. */
export interface OwnWords {
  readonly to: Readonly<Record<Way, string>>;
  readonly line: number;
}

/** A point of the conversation at which the member replies. */
export interface Turn {
  readonly type: 'turn';
  readonly id: string;
  readonly text: string;
  readonly replies: readonly WrittenReply[];
  readonly own?: OwnWords;
  readonly line: number;
}

/** One way for the conversation to end. */
export interface End {
  readonly type: 'end';
  readonly id: string;
  readonly text: string;
  readonly end: EndKind;
  readonly relationship: Relationship;
  /** Turns of which every path to this end passes at least one. */
  readonly deciding: readonly string[];
  readonly line: number;
}

export type SceneNode = Turn | End;

export interface Client {
  readonly name: string;
  readonly who: string;
  readonly wish: string;
}

/** A hard conversation to rehearse. The first node is where it begins. */
export interface Scene {
  readonly slug: string;
  readonly locale: Locale;
  /** Set for a scene that moderators wrote, or write: a draft has the name of its row (`draft.<id>`). */
  readonly origin?: 'community' | 'draft';
  readonly title: string;
  readonly summary: string;
  /** Kinds of violation that it rehearses; the first is the main one. */
  readonly kinds: readonly [ViolationKind, ...ViolationKind[]];
  readonly register: Register;
  readonly client: Client;
  /** Section of the guide that says why: `slug` or `slug#section`. */
  readonly section: string;
  /** The reference of a template: of the catalogue, or of the community. */
  readonly template: string;
  readonly keywords: readonly string[];
  /** Sets the scene before the first turn. */
  readonly opening: string;
  readonly nodes: readonly SceneNode[];
}

/** The name of the node at which every scene begins. */
export const START = 'start';

export function nodeOf(scene: Scene, id: string): SceneNode | undefined {
  return scene.nodes.find((node) => node.id === id);
}
