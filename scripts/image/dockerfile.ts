export interface Instruction {
  /** In capitals. */
  readonly name: string;
  readonly argument: string;
}

/** The instructions of a Dockerfile in their order, each on one line. */
export function readDockerfile(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  return lines
    .map((line) => /^([A-Za-z]+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ name: (match[1] ?? '').toUpperCase(), argument: match[2] ?? '' }] : []));
}

/** The stages of a Dockerfile: what follows a FROM, with the name that it may give itself. */
export function stagesOf(instructions: readonly Instruction[]): { name: string; steps: Instruction[] }[] {
  const stages: { name: string; steps: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM')
      stages.push({ name: / AS (\S+)$/i.exec(instruction.argument)?.[1] ?? String(stages.length), steps: [] });
    else stages.at(-1)?.steps.push(instruction);
  }
  return stages;
}

/** A pattern of Docker’s, whose stars match names that begin with a dot as well. */
export function isMatch(path: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^$()|{}\\]/g, '\\$&')
    .replaceAll(/\*\*\/?|\*|\?/g, (mark) => (mark.startsWith('**') ? '.*' : mark === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`).test(path);
}

/** Whether a .dockerignore lets a file into the build: the last pattern that means it, or a folder that it lies in, decides. */
export function isSent(path: string, ignore: string): boolean {
  const parts = path.split('/');
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  let sent = true;
  for (const line of ignore.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const pattern = line.replace(/^!/, '');
    if (prefixes.some((prefix) => isMatch(prefix, pattern))) sent = line.startsWith('!');
  }
  return sent;
}

/** Names and values of an ENV instruction. */
export function environmentOf(argument: string): Record<string, string> {
  return Object.fromEntries(argument.split(/\s+/).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));
}
