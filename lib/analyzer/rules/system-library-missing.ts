import type { Build, Step } from '../build/types';
import type { NativePackageRecord } from '../catalog/types';
import { readProjectFile } from '../project';
import { normalizeName } from '../python/package-name';
import type { Requirement } from '../python/types';
import { nativeRecords, systemPackagesAt } from '../rules-support/native-packages';
import { finalPackages } from '../rules-support/python-packages';
import { finalStages, finalSteps } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

interface Asked {
  readonly requirement: Requirement;
  readonly step: Step;
}

/** The requirements whose packages the final image holds, each once. */
function askedFor(build: Build): readonly Asked[] {
  const final = new Set(finalPackages(build).map((entry) => entry.name));
  const seen = new Set<string>();
  return build.stages
    .filter((stage) => stage.needed)
    .flatMap((stage) => stage.steps)
    .flatMap((step) => step.requirements.map((requirement) => ({ requirement, step })))
    .filter(({ requirement: { name, marker } }) => {
      if (name === null || marker !== null || !final.has(name) || seen.has(name)) return false;
      seen.add(name);
      return true;
    });
}

/** Libraries that are copied by hand may be the ones. */
function copiesLibraries(build: Build): boolean {
  return finalSteps(build).some(
    ({ instruction }) =>
      instruction.keyword === 'COPY' &&
      instruction.sources.some(
        ({ text }) =>
          /^\/(?:usr\/)?(?:local\/)?(?:s?bin|lib\d*)(?:\/[^/]*linux[^/]*)?(?:\/[^/]*)?$|\.so/.test(text) &&
          !/python/.test(text),
      ),
  );
}

/** Takes another distribution in its place. */
function takeInstead(build: Build, { requirement }: Asked, instead: string | undefined): Fix | null {
  const { file, range, extras, kind } = requirement;
  const text = readProjectFile(build.project, file);
  const written =
    text === undefined ? undefined : /^["']?([A-Za-z0-9][\w.-]*)/.exec(text.slice(range.start, range.end));
  const name = written?.[1];
  if (
    instead === undefined ||
    name === undefined ||
    written === null ||
    written === undefined ||
    // What a lock or a project names stands at the command that installs it.
    normalizeName(name) !== requirement.name ||
    extras.length > 0 ||
    kind !== 'name'
  )
    return null;
  const start = range.start + written[0].length - name.length;
  return {
    title: `Take ${instead}`,
    safety: 'review',
    edits: [{ file, range: { start, end: start + name.length }, text: instead }],
  };
}

function sentenceFor(record: NativePackageRecord, package_: string): { wrong: string; why: string } {
  return record.run?.kind === 'program'
    ? {
        wrong: `\`${record.name}\` calls a program of the package \`${package_}\`, which this image does not have.`,
        why: 'The Python package only calls it and does not contain it. The program fails at the first call.',
      }
    : {
        wrong: `\`${record.name}\` loads a library of the package \`${package_}\`, which this image does not have.`,
        why: 'The library belongs to the operating system and is not part of what pip installs. The program ends at the import.',
      };
}

export const texts: RuleTexts = {
  title: 'A package needs a system library that is missing',
  category: 'reliability',
  wrong: 'This package uses a library or program of the operating system that the image does not have.',
  why: 'pip does not install it. The image builds, and the program fails at the import or at the first call.',
  remedy: 'Install it with the package manager, in the final stage too.',
  recordings: [],
};

export default defineRule({
  id: 'system-library-missing',
  part: 'packages',
  severity: 'error',
  codes: {},
  failures: ['missing-library'],
  check(build) {
    const { target } = build;
    const last = target?.steps.at(-1);
    if (target === null || last === undefined) return [];
    const all = askedFor(build);
    if (all.length === 0) return [];
    const present = systemPackagesAt(build, target, last);
    if (present === null || copiesLibraries(build)) return [];
    const isAlpine = finalStages(build)[0]?.profile.distribution === 'alpine';
    const final = new Set(finalPackages(build).map((entry) => entry.name));
    return all.flatMap((asked) => {
      const { requirement, step } = asked;
      const record = nativeRecords(build, requirement).find(
        (entry) => entry.run !== undefined && !entry.unless.some((name) => final.has(name)),
      );
      const needed = (isAlpine ? record?.run?.alpine : record?.run?.debian) ?? [];
      const [first] = needed;
      if (record?.run === undefined || first === undefined || needed.some((name) => present.has(name))) return [];
      // What is compiled in the final image itself has the headers there, or fails to build.
      const isCompiledHere = finalStages(build).some((stage) => stage.index === step.stage);
      if (record.build !== undefined && isCompiledHere) return [];
      const { instead, kind } = record.run;
      const install = `Install \`${first}\` with \`${isAlpine ? 'apk add --no-cache' : 'apt-get install --no-install-recommends'}\` in the final stage`;
      const fix = takeInstead(build, asked, instead);
      return [
        {
          range: requirement.range,
          file: requirement.file,
          stage: target.index,
          ...sentenceFor(record, first),
          ...(kind === 'program' ? { severity: 'warning' as const } : {}),
          remedy: instead === undefined ? `${install}.` : `${install}, or take \`${instead}\`, which does not need it.`,
          ...(fix === null ? {} : { fix }),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A graphics library',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 && rm -rf /var/lib/apt/lists/*\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'opencv-python==4.10.0.84\n' },
    fires: ['opencv-python==4.10.0.84'],
  },
  {
    title: 'Compiled in one stage, loaded in the next',
    bad: 'FROM python:3.13 AS build\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2==2.9.10\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    good: 'FROM python:3.13 AS build\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2==2.9.10\nFROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    fires: ['psycopg2==2.9.10'],
  },
  {
    title: 'A package that only calls a program',
    bad: 'FROM python:3.13-alpine\nRUN pip install --no-cache-dir pytesseract==0.3.13\n',
    good: 'FROM python:3.13-alpine\nRUN apk add --no-cache tesseract-ocr && pip install --no-cache-dir pytesseract==0.3.13\n',
    fires: ['pytesseract==0.3.13'],
  },
];
