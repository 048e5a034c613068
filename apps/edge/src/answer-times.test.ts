import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { noteAnswer } from './answer-times.ts';
import { liveNow } from './read-live.ts';
import { makeSite, testEnv } from './testing/client.ts';

describe('answer times', () => {
  it('reach the live page by route, each once, handed on together', async () => {
    await makeSite('answers', { time_zone: 'UTC' });
    const now = Date.now();
    const context = createExecutionContext();
    // 98 answers of up to 10 ms, two of up to 2 s; the last one comes late enough to hand them on.
    for (let i = 0; i < 98; i++) noteAnswer(testEnv, context, 'answers', 'collect', 8, now);
    noteAnswer(testEnv, context, 'answers', 'widgets', 1_500, now);
    noteAnswer(testEnv, context, 'answers', 'widgets', 1_500, now + 10_000);
    await waitOnExecutionContext(context);
    const { answers, by } = await liveNow(testEnv, 'answers', now + 10_000);
    expect(answers.count).toBe(100);
    expect(answers.p50).toBeGreaterThan(5);
    expect(answers.p50).toBeLessThan(10);
    expect(answers.p99).toBeGreaterThan(1_000);
    expect(by.route).toEqual({ collect: { 'answer.3': 98 }, widgets: { 'answer.10': 2 } });
  });
});
