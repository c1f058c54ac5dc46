import { spawn } from 'node:child_process';

/** Of a check: a program that exits with 0 when all is well. */
export interface Part {
  readonly name: string;
  /** What Node runs: a script and its arguments. */
  readonly script: readonly string[];
}

interface Options {
  readonly cwd: string;
  /** Takes what people are to read. */
  readonly show: (text: string) => void;
  /** How many run at a time; two if left out. */
  readonly atOnce?: number;
}

interface Outcome {
  readonly failed: boolean;
  readonly said: string;
}

/**
 * Runs all parts, whichever fail, and shows in the order of the list what those say that do. Of the others it shows what they
 * write to the error stream: that something could not be checked.
 *
 * @returns how many failed
 */
export async function runParts(parts: readonly Part[], { cwd, show, atOnce = 2 }: Options): Promise<number> {
  const waiting = [...parts.entries()];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, part] = next;
      outcomes[index] = await runPart(part, cwd);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const [index, { said }] of outcomes.entries())
    if (said !== '') show(`=== ${parts[index]?.name}\n${said.trimEnd()}\n\n`);
  const failed = outcomes.filter((outcome) => outcome.failed).length;
  if (failed > 0) show(`${failed} of ${parts.length} checks failed.\n`);
  return failed;
}

function runPart({ script }: Part, cwd: string): Promise<Outcome> {
  const args = ['--disable-warning=ExperimentalWarning', ...script];
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [all, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    all += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    all += text;
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ failed: false, said: errors });
      else resolve({ failed: true, said: all.trim() || `It ended with ${signal ?? code}, without a word.` });
    });
  });
}
