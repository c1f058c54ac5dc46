import { expect, it } from 'vitest';
import { isLoopback } from '../../src/assistant/start.ts';

it.each([
  ['http://localhost:11434/v1', true],
  ['http://127.0.0.1:8000/v1', true],
  ['http://127.1.2.3/v1', true],
  ['http://[::1]:8000/v1', true],
  ['https://api.openai.com/v1', false],
  ['http://192.168.1.5:11434/v1', false],
  ['http://0.0.0.0:11434/v1', false],
  ['http://localhost.example.com/v1', false],
  ['http://127.0.0.1.example.com/v1', false],
])('%s is the machine itself: %s', (url, isLocal) => {
  expect(isLoopback(new URL(url).hostname)).toBe(isLocal);
});
