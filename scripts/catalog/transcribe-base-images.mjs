#!/usr/bin/env node
// Turns collected facts about official base images into catalog records.
//
//   node scripts/catalog/transcribe-base-images.mjs DATA-FOLDER OUTPUT
//
// DATA-FOLDER holds base-images.json (compressed sizes), base-image-packages.json and on-disk-sizes.json, transcribed
// from the Docker Official Images project's own records (docker-library/repo-info) and from published measurements.
// on-disk-sizes.json beside this script holds further ones that were read since, with the system where the first do not tell it.
// An unpacked size is taken over only where a tool printed it; sizes claimed in prose and outliers are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [folder, output] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const images = read('base-images.json');
const lists = read('base-image-packages.json');
const unpackedSizes = read('on-disk-sizes.json');
const readSince = JSON.parse(readFileSync(path.join(import.meta.dirname, 'on-disk-sizes.json'), 'utf8'));
const findSince = (row) => readSince.find((size) => size.image === row.image && size.tag === row.tag);
const collected = '2026-11-21';

const links = ({ repo, path: file, commit }) => `https://github.com/${repo}/blob/${commit}/${file}`;
const nameSource = ({ repo, path: file, commit }) => `${repo}, ${file} at ${commit}`;
const distributions = {
  python: 'debian',
  debian: 'debian',
  ubuntu: 'ubuntu',
  alpine: 'alpine',
  'buildpack-deps': 'debian',
};

/** The packages that the recipes of buildpack-deps name: the full python images are built on them. */
const recipe =
  'autoconf automake bzip2 ca-certificates curl default-libmysqlclient-dev dpkg-dev file g++ gcc git gnupg imagemagick libbz2-dev libc6-dev libcurl4-openssl-dev libdb-dev libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev libkrb5-dev liblzma-dev libmagickcore-dev libmagickwand-dev libmaxminddb-dev libncurses5-dev libncursesw5-dev libpng-dev libpq-dev libpq5 libreadline-dev libsqlite3-dev libssl-dev libtool libwebp-dev libxml2-dev libxslt-dev libyaml-dev make mercurial netbase openssh-client patch pkg-config procps python3 subversion tzdata unzip wget xz-utils zlib1g-dev'.split(
    ' ',
  );
const followsRecipe = ({ image, tag }) =>
  (image === 'python' && !/slim|alpine/.test(tag)) || image === 'buildpack-deps';

/** `debian trixie` and `alpine 3.24.2` to distribution and release; a tag tells where the source does not. */
function readSystem(row) {
  const [distribution, release] = (row.os ?? findSince(row)?.os)?.split(' ') ?? [];
  if (distribution)
    return { distribution, release: distribution === 'alpine' ? release.split('.').slice(0, 2).join('.') : release };
  if (row.image === 'ubuntu') return { distribution: 'ubuntu', release: row.tag };
  return { distribution: row.tag.includes('alpine') ? 'alpine' : distributions[row.image] };
}

function readUnpacked(row) {
  const since = findSince(row);
  if (since) return { bytes: since.bytes, roundedTo: since.roundedToBytes, source: since.source, date: since.date };
  if (row.onDiskBytes)
    return {
      bytes: row.onDiskBytes,
      roundedTo: row.onDisk?.roundedToBytes,
      source: row.onDisk?.source,
      date: row.onDisk?.created,
    };
  if (row.onDisk)
    return {
      bytes: row.onDisk.onDiskBytes,
      roundedTo: row.onDisk.roundedToBytes,
      source: row.onDisk.source,
      date: row.onDisk.created,
    };
  const published = unpackedSizes.find(
    (size) =>
      size.image === row.image &&
      size.tag === row.tag &&
      size.kind === 'measured' &&
      !size.outlier &&
      size.date > '2025',
  );
  return (
    published && {
      bytes: published.bytes,
      roundedTo: published.roundedToBytes,
      text: published.measure,
      url: published.url,
      date: published.date,
    }
  );
}

const records = images.map((row) => {
  const unpacked = readUnpacked(row);
  const list = lists.find(
    (entry) => entry.image === row.image && entry.tag === row.tag && entry.complete && entry.arch === 'amd64',
  );
  return {
    image: row.image,
    tag: row.tag,
    compressedBytes: row.compressedBytes,
    ...(unpacked && {
      unpackedBytes: unpacked.bytes,
      ...(unpacked.roundedTo && { unpackedRoundedTo: unpacked.roundedTo }),
      unpackedProvenance: {
        source: unpacked.source ? nameSource(unpacked.source) : unpacked.text,
        url: unpacked.source ? links(unpacked.source) : unpacked.url,
        date: (unpacked.date ?? row.created ?? collected).slice(0, 10),
      },
    }),
    ...readSystem(row),
    ...(row.pythonVersion && { pythonVersion: row.pythonVersion }),
    ...(followsRecipe(row) && { installs: recipe }),
    ...(list && { packages: list.packages.map(([name]) => name) }),
    provenance: {
      source: nameSource(row.source),
      url: links(row.source),
      date: (row.created ?? collected).slice(0, 10),
    },
  };
});
writeFileSync(output, `${JSON.stringify({ baseImages: records }, null, 1)}\n`);
process.stdout.write(
  `${records.length} base images, ${records.filter((record) => record.unpackedBytes).length} with an unpacked size\n`,
);
