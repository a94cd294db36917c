import { existsSync } from 'node:fs';
import { readProject } from '@/lib/content/projects';
import { readRecordings } from '@/lib/content/recordings';
import type { Recording } from '@/lib/recordings/schema';
import type { TruthCase } from './read-case';

/**
 * Recordings that are not cases of ours. Published figures are rounded, and their sources leave requirements out: how their
 * sizes compare is still worth knowing.
 */
export function readRecordedCases(): readonly TruthCase[] {
  return readRecordings()
    .filter(({ id }) => !existsSync(`scripts/truth/cases/${id}`))
    .filter((recording) => recording.works && recording.instructions.length > 0 && recording.size !== undefined)
    .map(toCase);
}

/** The project as far as a recording tells it: its instructions, its requirements, and the sample project's files. */
function toCase(recording: Recording): TruthCase {
  const { id, title, summary, size, seconds, instructions, requirements, layers, standIn, source } = recording;
  const sample = recording.project === undefined ? undefined : readProject(recording.project)?.project;
  const others = (sample?.files ?? []).filter((file) => file.path !== 'Dockerfile' && file.path !== 'requirements.txt');
  const base = layers?.filter((layer) => layer.ofBase === true).reduce((sum, layer) => sum + layer.bytes, 0) ?? 0;
  return {
    name: id,
    project: {
      dockerfile: 'Dockerfile',
      files: [
        { path: 'Dockerfile', text: `${instructions.join('\n')}\n` },
        ...(requirements.length === 0 ? [] : [{ path: 'requirements.txt', text: `${requirements.join('\n')}\n` }]),
        ...others,
      ],
      bulk: sample?.bulk ?? [],
    },
    truth: {
      title,
      summary,
      order: 0,
      measured: {
        engine: [],
        store: size?.kind === 'containerd' ? 'containerd' : 'classic',
        platform: 'linux/amd64',
        date: source.date.length === 10 ? source.date : '2026-01-01',
        standIn,
      },
      bulk: [],
      bases: base > 0 && standIn ? [{ image: recording.base, bytes: base }] : [],
      builds: true,
      ...(size === undefined ? {} : { size: size.bytes }),
      layers: [],
      ...(seconds === undefined || !standIn ? {} : { seconds }),
      steps: [],
      edits: [],
    },
  };
}
