import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../analyzer/syntax/parse';
import { alignLayers, alignSteps } from './instruction-steps';
import { readPasted } from './readers/read-pasted';

const align = (dockerfile: string, log: string) =>
  alignSteps(parseDockerfile(dockerfile), readPasted(log).recordings[0]?.steps ?? []).map(
    ({ id, line, outcome }) => `${id} line ${line} ${outcome}`,
  );

describe('aligning a log with the instructions', () => {
  it.each([
    [
      'counts every instruction of a stage, and names the line',
      'FROM a\nENV A=b\nRUN x\n\nCOPY y .\n',
      '#4 [2/3] RUN x\n#4 CACHED\n#5 [3/3] COPY y .\n#5 DONE 0.1s\n',
      ['0:2 line 3 cached', '0:3 line 5 ran'],
    ],
    [
      'knows a single stage that mounts make the builder name',
      'FROM a\nRUN --mount=type=cache,target=/c x\n',
      '#4 [stage-0 2/2] RUN --mount=type=cache,target=/c x\n#4 DONE 3.0s\n',
      ['0:1 line 2 ran'],
    ],
    [
      'counts from one in a stage that builds on another',
      'FROM a AS one\nRUN x\nFROM one AS two\nRUN y\n',
      '#4 [one 2/2] RUN x\n#4 CACHED\n#5 [two 1/1] RUN y\n#5 DONE 1.0s\n',
      ['0:1 line 2 cached', '1:1 line 4 ran'],
    ],
    [
      'says of a stage that the log does not name that it was not built',
      'FROM a AS one\nRUN x\nFROM a\nRUN y\n',
      '#5 [stage-1 2/2] RUN y\n#5 DONE 1.0s\n',
      ['0:1 line 2 not-built', '1:1 line 4 ran'],
    ],
    [
      'shares what became of a step that two stages have alike',
      'FROM a AS one\nWORKDIR /app\nRUN x\nFROM a\nWORKDIR /app\nRUN y\n',
      '#3 [one 2/3] WORKDIR /app\n#3 CACHED\n#4 [one 3/3] RUN x\n#4 DONE 1.0s\n#5 [stage-1 3/3] RUN y\n#5 DONE 1.0s\n',
      ['0:1 line 2 cached', '0:2 line 3 ran', '1:1 line 5 cached', '1:2 line 6 ran'],
    ],
    [
      'leaves out what ONBUILD of the stage below adds',
      'FROM a AS one\nWORKDIR /app\nONBUILD COPY x .\nFROM one\nRUN y\n',
      '#3 [one 2/2] WORKDIR /app\n#3 DONE 0.0s\n#4 [stage-1 1/2] COPY x .\n#4 DONE 0.1s\n#5 [stage-1 2/2] RUN y\n#5 CACHED\n',
      ['0:1 line 2 ran', '1:1 line 5 cached'],
    ],
    [
      'tells the step that failed, and that none after it was built',
      'FROM a\nRUN x\nRUN y\n',
      '#4 [2/3] RUN x\n#4 ERROR: executor failed running [/bin/sh -c x]: exit code: 1\n',
      ['0:1 line 2 failed', '0:2 line 3 not-built'],
    ],
  ])('%s', (_, dockerfile, log, expected) => {
    expect(align(dockerfile, log)).toEqual(expected);
  });
});

describe('aligning a history with the instructions', () => {
  const history = (...sizes: readonly number[]) => sizes.map((bytes) => ({ createdBy: 'x', bytes, roundedTo: 1 }));

  it('gives the layers of the last stage and of those that it builds on', () => {
    const dockerfile = parseDockerfile('FROM a AS one\nWORKDIR /x\nENV A=b\nFROM one\nRUN y\nCMD z\n');
    expect(alignLayers(dockerfile, history(900, 0, 0, 5, 0))).toEqual([
      { id: '0:1', bytes: 0 },
      { id: '1:1', bytes: 5 },
    ]);
  });

  it('counts what ONBUILD triggers with the FROM', () => {
    const dockerfile = parseDockerfile('FROM a AS one\nWORKDIR /x\nONBUILD COPY z .\nFROM one\nRUN y\n');
    expect(alignLayers(dockerfile, history(900, 0, 3, 5))).toEqual([
      { id: '0:1', bytes: 0 },
      { id: '1:0', bytes: 3 },
      { id: '1:1', bytes: 5 },
    ]);
  });

  it('leaves out ONBUILD, which no history notes, and takes the named stage', () => {
    const dockerfile = parseDockerfile('FROM a AS one\nRUN x\nONBUILD RUN z\nFROM a\nRUN y\n');
    expect(alignLayers(dockerfile, history(900, 7), 'one')).toEqual([{ id: '0:1', bytes: 7 }]);
  });
});
