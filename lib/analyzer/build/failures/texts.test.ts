import { expect, it } from 'vitest';
import { failureTexts, writeFailure } from './texts';

it('names what fails by a code, and what it is about behind a colon', () => {
  for (const kind of Object.keys(failureTexts)) expect(kind).toMatch(/^[a-z]+(-[a-z]+)*(:[a-z]+(-[a-z]+)*)?$/);
});

it('says what happens and what to do, with what it is told', () => {
  expect(writeFailure({ kind: 'missing-in-stage', facts: ['/opt/venv'] })).toEqual({
    message: 'The stage copied from holds no `/opt/venv`, so this step stops the build.',
    remedy: 'Copy the path where that stage really puts it, or create it there first.',
  });
});
