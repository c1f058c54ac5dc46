/** What can be wrong with a scene. A code with parameters, so that moderators read it in their own language. */
export type SceneRule =
  | 'front-matter-missing'
  | 'front-matter-unclosed'
  | 'front-matter-syntax'
  | 'field'
  | 'opening-missing'
  | 'text-missing'
  | 'too-long'
  | 'node-heading'
  | 'node-duplicate'
  | 'start-first'
  | 'end-fields'
  | 'line-unknown'
  | 'reply-note'
  | 'reply-count'
  | 'own-words'
  | 'own-twice'
  | 'own-few'
  | 'end-with-replies'
  | 'dead-link'
  | 'unreachable'
  | 'cycle'
  | 'turns'
  | 'nodes-few'
  | 'nodes-many'
  | 'text-too-long'
  | 'line-too-long'
  | 'ends-few'
  | 'ends-good'
  | 'deciding-unknown'
  | 'deciding-missed'
  | 'section-unknown'
  | 'template-unknown'
  | 'straight-quote'
  | 'twin-missing'
  | 'twin-differs';

export interface SceneProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly rule: SceneRule;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Report = (rule: SceneRule, line: number, params?: SceneProblem['params']) => void;

const SENTENCES: Readonly<Record<SceneRule, string>> = {
  'front-matter-missing': 'the file must start with front matter: a line “---”, the fields, a line “---”',
  'front-matter-unclosed': 'the front matter is not closed by a line “---”',
  'front-matter-syntax': 'the front matter is not valid YAML: {message}',
  field: 'the field “{field}”: {message}',
  'opening-missing': 'two or three sentences must set the scene before the first “## start”',
  'text-missing': '“{node}” has no text',
  'too-long': 'the {what} “{start}” has {length} characters, at most {max} are allowed',
  'node-heading':
    '“{heading}” is no heading of a node: write “## name” or “## name (end: …, relationship: …, deciding: …)”',
  'node-duplicate': '“{node}” is there twice',
  'start-first': 'the first node must be “start”',
  'end-fields':
    '“{node}” needs end: kept, partly or given-up; relationship: stronger, same, strained or over; deciding: names of turns',
  'line-unknown': 'this line belongs to no reply: notes are indented, replies are “- text -> node”',
  'reply-note': 'the reply “{reply}” has no note: indent one or two sentences below it',
  'reply-count': '“{node}” has {count} replies; 2 to 4 are allowed, the own words among them',
  'own-words': 'own words lead to four nodes: “own words -> clear: a, soft: b, yielding: c, sharp: d”',
  'own-twice': '“{node}” has own words twice',
  'own-few': 'own words stand in {count} nodes; at least {min} are needed',
  'end-with-replies': '“{node}” is an end and has replies',
  'dead-link': '“{node}” leads to “{to}”, which does not exist',
  unreachable: 'no path leads to “{node}”',
  cycle: 'the conversation can come back to “{node}”',
  turns: 'a path has {count} turns; {min} to {max} are allowed ({path})',
  'nodes-few': 'the scene has {count} nodes; at least {min} are needed',
  'nodes-many': 'the scene has {count} nodes; at most {max} are allowed',
  'text-too-long': 'the file has {length} characters; at most {max} are read',
  'line-too-long': 'the line has {length} characters; at most {max} are read',
  'ends-few': 'the scene has {count} ends; at least {min} are needed',
  'ends-good': 'at least {min} of the ends must keep the boundary, in full or partly',
  'deciding-unknown': 'the end “{node}” names “{deciding}” as deciding, which is no turn',
  'deciding-missed': 'a path to “{node}” passes none of its deciding nodes ({path})',
  'section-unknown': 'the guide has no section “{target}”',
  'template-unknown': 'there is no template “{target}”',
  'straight-quote': 'a straight quotation mark: “{excerpt}”',
  'twin-missing': 'the scene is there in {other} only',
  'twin-differs': '{field} is not the same in {other}',
};

/** A problem as an English sentence, for the command line and for errors at start. */
export function describeSceneProblem(file: string, { line, rule, params }: SceneProblem): string {
  const sentence = SENTENCES[rule].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  return `${file}:${line}: ${sentence} (${rule})`;
}
