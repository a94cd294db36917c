import type { Metadata } from 'next';
import { PlaygroundPage } from '@/components/playground/playground-page';
import { startProject } from '@/components/playground/start-project';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';

export const metadata: Metadata = {
  title: 'Playground',
  description:
    'Paste or drop any Dockerfile for Python and see its size, its build time, what is wrong with it and what would help.',
};

export default function PlaygroundRoute() {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <PlaygroundPage
      input={{
        scope: { kind: 'playground' },
        start: startProject,
        solution: null,
        startAnalysis: analyze(startProject, { catalog: readCatalog(), today }),
        today,
      }}
    />
  );
}
