import { describe, expect, it } from 'vitest';
import { listImages, nameOfficialImages, placeStandIns } from './stand-ins';

const dockerfile =
  'FROM python:3.13-slim AS build\nRUN x\nfrom --platform=linux/amd64 debian:trixie-slim\nCOPY --from=build a b\n';

describe('stand-ins', () => {
  it('are placed in every FROM, options and case kept', () => {
    expect(placeStandIns(dockerfile, { 'python:3.13-slim': 'local:one', 'debian:trixie-slim': 'local/two' })).toBe(
      'FROM local:one AS build\nRUN x\nfrom --platform=linux/amd64 local/two\nCOPY --from=build a b\n',
    );
  });

  it('are looked for once for each image, and for no stage or variable', () => {
    const more = 'FROM python:3.13-slim\nFROM Build\nFROM scratch\nFROM python:${VERSION}\n';
    expect(listImages(dockerfile + more)).toEqual(['python:3.13-slim', 'debian:trixie-slim']);
  });

  it('are named by the official names in a log', () => {
    const log = '#2 [1/2] FROM docker.io/library/layerwise-fresh:ab\n#3 load metadata for docker.io/local/two\n';
    expect(nameOfficialImages(log, { 'python:3.13': 'layerwise-fresh:ab', debian: 'local/two' })).toBe(
      '#2 [1/2] FROM python:3.13\n#3 load metadata for debian\n',
    );
  });
});
