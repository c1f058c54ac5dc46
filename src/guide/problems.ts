/**
 * What can be wrong with an article's text. A problem is a code with parameters, so that each surface can word it in its own
 * language; `describeProblem` gives the English wording for the command line and startup errors.
 */
export type ProblemRule =
  | 'text-too-long'
  | 'slug-invalid'
  | 'front-matter-missing'
  | 'front-matter-unclosed'
  | 'front-matter-syntax'
  | 'front-matter-too-long'
  | 'field-missing'
  | 'field-unknown'
  | 'field-type'
  | 'field-empty'
  | 'field-too-long'
  | 'field-too-many'
  | 'field-invalid'
  | 'body-empty'
  | 'heading-level-one'
  | 'heading-too-long'
  | 'section-level'
  | 'section-id-invalid'
  | 'section-id-duplicate'
  | 'section-empty'
  | 'section-without-heading'
  | 'part-unknown'
  | 'part-folder'
  | 'slug-duplicate'
  | 'overview-missing'
  | 'order-duplicate'
  | 'article-missing'
  | 'place-differs'
  | 'section-missing'
  | 'words-missing'
  | 'link-article'
  | 'link-section'
  | 'link-template'
  | 'link-kind'
  | 'answers-unknown'
  | 'words-count'
  | 'straight-quote'
  | 'placeholder';

export interface Problem {
  /** The file as named by the caller: a path below the content directory, or the name of an uploaded file. */
  readonly file: string;
  /** Line in that file, from 1. */
  readonly line: number;
  readonly rule: ProblemRule;
  readonly params: Readonly<Record<string, string | number>>;
}

const sentences: Readonly<Record<ProblemRule, string>> = {
  'text-too-long': 'the text has {length} characters, at most {max} are allowed',
  'slug-invalid':
    '“{slug}” cannot be an article’s name: use lower-case letters a–z, digits and single hyphens, at most {max} characters',
  'front-matter-missing': 'the file must start with front matter: a line “---”, the fields, a line “---”',
  'front-matter-unclosed': 'the front matter is not closed by a line “---”',
  'front-matter-syntax': 'the front matter is not valid YAML: {message}',
  'front-matter-too-long': 'the front matter has {length} characters; at most {max} are read',
  'field-missing': 'the field “{field}” is missing',
  'field-unknown': 'the field “{field}” is not known',
  'field-type': 'the field “{field}” must be {expected}',
  'field-empty': 'the field “{field}” is empty',
  'field-too-long': 'the field “{field}” is longer than {max} characters',
  'field-too-many': 'the field “{field}” holds more than {max} entries',
  'field-invalid': 'the field “{field}” has a value that is not allowed',
  'body-empty': 'the article has no text',
  'heading-level-one': 'a heading of the first level (“# …”) is not allowed: the title stands in the front matter',
  'heading-too-long': 'the heading is longer than {max} characters',
  'section-level': 'only headings of the second level (“## …”) can carry a section id',
  'section-id-invalid': '“{id}” cannot be a section id: use lower-case letters a–z, digits and single hyphens',
  'section-id-duplicate': 'the section id “{id}” is used twice',
  'section-empty': 'the section “{id}” has no text',
  'section-without-heading': 'the front matter describes the section “{id}”, but no heading carries that id',
  'part-unknown': 'the part “{part}” is not one of {parts}',
  'part-folder': 'the front matter says part “{part}”, the file lies in “{folder}”',
  'slug-duplicate': 'another article is already called “{slug}” ({other})',
  'overview-missing': 'the part “{part}” has no overview article “{part}”',
  'order-duplicate': 'the place {order} in this part is already taken by “{other}”',
  'article-missing': 'the article “{slug}” exists in {other} only',
  'place-differs': 'part and order differ from those of the same article in {other}',
  'section-missing': 'the section “{id}” exists in {other} only',
  'words-missing': 'too few {kind} for “{id}”: {count}, at least {min} are needed',
  'link-article': 'the link “{target}” leads to no article',
  'link-section': 'the link “{target}” leads to no section of that article',
  'link-template': 'the link “{target}” leads to no template',
  'link-kind': 'the link “{target}” is neither a web address nor guide:… nor template:…',
  'answers-unknown': '“{kind}” is not a kind of violation',
  'words-count': 'the text has {count} words, it should have {min} to {max}',
  'straight-quote': 'a straight quotation mark in prose: {excerpt}',
  placeholder: 'a placeholder was left over: {excerpt}',
};

/** The problem as one English line: `file:line: sentence (rule)`. */
export function describeProblem(problem: Problem): string {
  const sentence = sentences[problem.rule].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(problem.params[name] ?? ''),
  );
  return `${problem.file}:${problem.line}: ${sentence} (${problem.rule})`;
}

/** Thrown when content that ships with the bot cannot be used; the message lists every problem on its own line. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`The content has ${problems.length} problem(s):\n${problems.map(describeProblem).join('\n')}`);
    this.problems = problems;
  }
}

/** Reports a problem at a line of the file (from 1). */
export type Report = (rule: ProblemRule, line: number, params?: Problem['params']) => void;
