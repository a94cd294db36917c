import { describe, expect, it } from 'vitest';
import { PlanDesk } from './plan-desk';
import { connectDirectly, projectOf, startProject, today } from './testing';

const request = { today, machine: null };

describe('PlanDesk', () => {
  it('starts no analyzer before the first plan', async () => {
    let started = 0;
    const desk = new PlanDesk((onBroken) => {
      started += 1;
      return connectDirectly(onBroken);
    });
    expect(started).toBe(0);
    const plan = await desk.plan(startProject, request);
    expect(plan?.steps.length).toBeGreaterThan(0);
    await desk.plan(startProject, request);
    expect(started).toBe(1);
  });

  it('answers the newest of several requests alone', async () => {
    const desk = new PlanDesk(connectDirectly);
    const answers = await Promise.all([
      desk.plan(projectOf('FROM python:3.11\n'), request),
      desk.plan(projectOf('FROM python:3.12\n'), request),
      desk.plan(startProject, request),
    ]);
    expect(answers.map((answer) => answer !== null)).toEqual([false, false, true]);
  });

  it('says nothing where the analyzer fails, and starts another one the next time', async () => {
    let started = 0;
    const desk = new PlanDesk((onBroken) => {
      started += 1;
      const connection = connectDirectly(onBroken);
      return started === 1
        ? { ...connection, service: { ...connection.service, plan: () => Promise.reject(new Error('broken')) } }
        : connection;
    });
    expect(await desk.plan(startProject, request)).toBeNull();
    expect(await desk.plan(startProject, request)).not.toBeNull();
    expect(started).toBe(2);
  });
});
