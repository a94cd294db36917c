import { describe, expect, it } from 'vitest';
import { describeBase } from './base-image';
import { measureBase } from './base-size';
import { parseImageReference } from './image-reference';
import { catalog } from './testing/project';
import type { ImageReference } from './types';

function refer(text: string): ImageReference {
  const reference = parseImageReference(text);
  if (reference === null) throw new Error(`${text} is no reference.`);
  return reference;
}

describe('describeBase', () => {
  it.each([
    ['python:3.13', 'debian', 'trixie', 'full', 'glibc', '3.13'],
    ['python:3.13-slim', 'debian', 'trixie', 'slim', 'glibc', '3.13'],
    ['python:3.13-slim-bookworm', 'debian', 'bookworm', 'slim', 'glibc', '3.13'],
    ['python:3.13-bookworm', 'debian', 'bookworm', 'full', 'glibc', '3.13'],
    ['python:3.13.5-slim', 'debian', 'trixie', 'slim', 'glibc', '3.13'],
    ['python:3.13-alpine', 'alpine', '3.24', 'alpine', 'musl', '3.13'],
    ['python:3.12.7-alpine3.20', 'alpine', '3.20', 'alpine', 'musl', '3.12'],
    ['python:3.15-rc-slim', 'debian', 'trixie', 'slim', 'glibc', '3.15'],
    ['python:3.7-alpine', 'alpine', null, 'alpine', 'musl', '3.7'],
    ['python:slim', 'debian', 'trixie', 'slim', 'glibc', '3.14'],
    ['python:latest', 'debian', 'trixie', 'full', 'glibc', '3.14'],
    ['python', 'debian', 'trixie', 'full', 'glibc', '3.14'],
    ['docker.io/library/python:3.12-slim', 'debian', 'trixie', 'slim', 'glibc', '3.12'],
    ['python:3.12-slim@sha256:abc', 'debian', 'trixie', 'slim', 'glibc', '3.12'],
    ['ubuntu:24.04', 'ubuntu', '24.04', 'minimal', 'glibc', null],
    ['ubuntu:noble', 'ubuntu', '24.04', 'minimal', 'glibc', null],
    ['ubuntu:jammy-20240808', 'ubuntu', '22.04', 'minimal', 'glibc', null],
    ['ubuntu', 'ubuntu', '26.04', 'minimal', 'glibc', null],
    ['debian:trixie-slim', 'debian', 'trixie', 'minimal', 'glibc', null],
    ['debian:12', 'debian', 'bookworm', 'minimal', 'glibc', null],
    ['debian:12.5-slim', 'debian', 'bookworm', 'minimal', 'glibc', null],
    ['debian:bookworm-20240812-slim', 'debian', 'bookworm', 'minimal', 'glibc', null],
    ['alpine:3.22.6', 'alpine', '3.22', 'minimal', 'musl', null],
    ['alpine:3.20', 'alpine', '3.20', 'minimal', 'musl', null],
    ['buildpack-deps:bookworm', 'debian', 'bookworm', 'full', 'glibc', null],
    ['gcr.io/distroless/python3-debian12', 'distroless', null, 'unknown', 'glibc', null],
    ['registry.example.org/team/python:3.13', 'unknown', null, 'unknown', null, null],
    ['python:3.13-windowsservercore', 'unknown', null, 'unknown', null, null],
    ['example.org/team/nothing:1', 'unknown', null, 'unknown', null, null],
    ['nginx:1.27', 'debian', null, 'unknown', 'glibc', null],
    ['nginx:1.27-alpine', 'alpine', null, 'unknown', 'musl', null],
    ['node:20', 'debian', 'bookworm', 'full', 'glibc', null],
    ['ghcr.io/astral-sh/uv:0.9.7-python3.12-bookworm-slim', 'debian', 'bookworm', 'slim', 'glibc', '3.12'],
    ['nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 'ubuntu', '22.04', 'unknown', 'glibc', null],
  ])('%s is %s %s, %s, %s, Python %s', (text, distribution, release, variant, libc, python) => {
    expect(describeBase(refer(text), catalog).profile).toEqual({ distribution, release, variant, libc, python });
  });

  it('gives the record of the very tag, and of no other', () => {
    expect(describeBase(refer('python:3.13-slim'), catalog).record?.tag).toBe('3.13-slim');
    expect(describeBase(refer('python:3.13.5-slim'), catalog).record).toBeNull();
  });
});

describe('measureBase', () => {
  const measure = (text: string) => measureBase(refer(text), describeBase(refer(text), catalog), catalog);

  it('takes the published unpacked size where there is one', () => {
    expect(measure('python:3.13-slim').unpacked.likely).toBe(126_250_000);
    expect(measure('ubuntu:24.04').unpacked.likely).toBe(78_160_000);
  });

  it('estimates the unpacked size from the compressed one and says so', () => {
    const { unpacked } = measure('python:3.11-slim');
    expect(unpacked.likely).toBeGreaterThan(120e6);
    expect(unpacked.likely).toBeLessThan(140e6);
    expect(unpacked.evidence.some((entry) => entry.kind === 'assumed' && entry.text.includes('estimated'))).toBe(true);
  });

  it('takes the nearest tag for one that is not recorded, with a wider range', () => {
    const [own, near] = [measure('python:3.13-slim').unpacked, measure('python:3.13.5-slim').unpacked];
    expect(near.likely).toBe(own.likely);
    expect(near.high - near.low).toBeGreaterThan(own.high - own.low);
  });

  it('keeps kinds of images apart when it looks for the nearest', () => {
    expect(measure('python:3.9').unpacked.likely).toBeGreaterThan(900e6);
    expect(measure('python:3.8-alpine').unpacked.likely).toBeLessThan(80e6);
    expect(measure('debian:bookworm').unpacked.likely).toBeGreaterThan(measure('debian:bookworm-slim').unpacked.likely);
  });

  it.each([
    ['python:3.8-slim', 115, 130],
    ['python:3.10-slim-bookworm', 118, 135],
    ['python:3.12-bookworm', 960, 1060],
    ['python:3.9.16-bullseye', 880, 940],
    ['ghcr.io/astral-sh/uv:python3.12-bookworm-slim', 150, 200],
    ['nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 2000, 5000],
    ['node:20-alpine', 120, 190],
  ])('tells %s to be %i to %i MB', (text, least, most) => {
    const { likely } = measure(text).unpacked;
    expect(likely).toBeGreaterThan(least * 1e6);
    expect(likely).toBeLessThan(most * 1e6);
  });

  it('estimates a size from a sibling of the same release before any other', () => {
    const [bookworm, trixie] = [measure('python:3.12-slim-bookworm'), measure('python:3.11-slim')];
    const ratio = ({ unpacked, compressed }: typeof trixie) => unpacked.likely / compressed.likely;
    expect(ratio(bookworm)).not.toBeCloseTo(ratio(trixie), 2);
  });

  it('names an image of which nothing is recorded among the unknown', () => {
    const { unpacked } = measure('example/nothing:1');
    expect(unpacked.unknown).toEqual(['the size of example/nothing:1']);
    expect(unpacked.high / unpacked.low).toBeGreaterThan(100);
  });
});
