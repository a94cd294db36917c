#!/usr/bin/env node
// What apt and dpkg write besides the packages' own files (their database, logs, debconf's templates): fitted by least
// squares, as a constant and a part per package, to the layers that measure-os-packages.mjs measured.
//
//   node scripts/catalog/fit-apt-bookkeeping.mjs MEASUREMENTS OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const [measurements, output] = process.argv.slice(2);
const { osPackages, osPackageParts } = JSON.parse(readFileSync(measurements, 'utf8'));
const { parts, provenance } = osPackageParts[0];

/** A package whose installation writes much outside its own files; its share is fitted apart. */
const writer = 'ca-certificates';

const points = osPackages.flatMap((record) => {
  const names = [record.name, ...record.packages];
  const all = [...names, ...record.packagesWithRecommends];
  const own = (list) => list.reduce((total, name) => total + parts[name][0], 0);
  return [
    { count: names.length, rest: record.bytes - own(names), writes: names.includes(writer) },
    { count: all.length, rest: (record.bytesWithRecommends ?? record.bytes) - own(all), writes: all.includes(writer) },
  ];
});
const mean = (list) => list.reduce((total, value) => total + value, 0) / list.length;
const plain = points.filter((point) => !point.writes);
const [count, rest] = [mean(plain.map((point) => point.count)), mean(plain.map((point) => point.rest))];
const slope =
  plain.reduce((total, point) => total + (point.count - count) * (point.rest - rest), 0) /
  plain.reduce((total, point) => total + (point.count - count) ** 2, 0);
const constant = rest - slope * count;
const extra = mean(points.filter((point) => point.writes).map((point) => point.rest - constant - slope * point.count));

const figure = (name, value, meaning) => ({ name, value: Math.round(value), unit: 'bytes', meaning, provenance });
writeFileSync(
  output,
  `${JSON.stringify(
    {
      figures: [
        figure('apt-bookkeeping', constant, 'What one apt-get install writes besides the files of packages'),
        figure('apt-bookkeeping-per-package', slope, 'The same, for each package'),
        figure(`written-by-${writer}`, extra, `What installing ${writer} writes outside its own files`),
      ],
    },
    null,
    1,
  )}\n`,
);
process.stdout.write(`${Math.round(constant)} + ${Math.round(slope)} a package; ${writer} ${Math.round(extra)}\n`);
