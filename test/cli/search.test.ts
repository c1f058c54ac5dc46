import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const script = fileURLToPath(new URL('../../src/cli/search.ts', import.meta.url));

/** Runs the command elsewhere and without a database address, as a check from outside does. */
function run(args: readonly string[], input = ''): Promise<{ code: number | null; output: string; errors: string }> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [script, ...args], { cwd: '/', env: { PATH, NODE_COMPILE_CACHE } });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, output, errors }));
  });
}

const answerSchema = z.strictObject({
  query: z.string(),
  results: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/), score: z.number().positive() }))
    .max(10),
  confidence: z.enum(['confident', 'closest', 'nothing']),
});

test('--json answers each line by one line, in order', async () => {
  const queries = ['płatności', 'jak upiec chleb', 'odmwa', '', '\u202E🤯 "quoted" \n\\', 'x'.repeat(4000)];
  const lines = Array.from({ length: 50 }, (_, at) => ({
    query: queries[at % queries.length],
    locale: at % 5 === 0 ? 'en' : 'pl',
  }));
  const { code, output } = await run(['--json'], `${lines.map((line) => JSON.stringify(line)).join('\n')}`);
  const answers = output
    .trimEnd()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));
  expect(answers.map(({ query }) => query)).toEqual(lines.map(({ query }) => query));
  for (const { results, confidence } of answers) {
    expect(confidence === 'nothing').toBe(results.length === 0);
    const scores = results.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  }
  expect(answers[2]?.results[0]?.id).toBe('tip-be-ready-to-walk-away#polite-refusal');
  expect(code).toBe(0);
});

test('a line that is no request gets its line too, and the exit code tells', async () => {
  const { code, output } = await run(
    ['--json'],
    '{"query":"umowa"}\nnonsense\n\n{"query":7}\n{"query":"umowa","locale":"en"}\n',
  );
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { query: 'umowa' },
    { error: expect.any(String) },
    { error: expect.any(String) },
    { query: 'umowa' },
  ]);
  expect(code).toBe(1);
});

test('a query as arguments is answered for a person', async () => {
  const { code, output } = await run(['--locale', 'en', 'late', 'payment']);
  expect(output).toMatch(/^Found:\n1\. .+ › Late payment\n {3}step-address-violations-now#late-payment /);
  expect(output).toContain('*late*');
  expect(code).toBe(0);
  expect((await run(['jak', 'upiec', 'chleb'])).output).toBe('Nothing found.\n');
});

test.each([[[]], [['--locale', 'de', 'x']]])('wrong use explains itself: %j', async (args) => {
  const { code, errors } = await run(args);
  expect(errors).toContain('Usage:');
  expect(code).toBe(2);
});
