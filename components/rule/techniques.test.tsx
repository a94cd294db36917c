import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { readRecording } from '@/lib/content/recordings';
import { readTechniques } from '@/lib/content/techniques';
import { weighEvidence } from '@/lib/recordings/techniques';
import { RecordedTechniques } from './techniques';

describe('recorded techniques', () => {
  it('link both recordings of every pair and state a difference', () => {
    for (const technique of readTechniques()) {
      const evidence = technique.evidence.map((pair) => weighEvidence(pair, readRecording));
      const html = renderToStaticMarkup(<RecordedTechniques techniques={[{ technique, evidence }]} />);
      for (const { pair } of evidence) {
        expect(html).toContain(`/recordings/${pair.without}"`);
        expect(html).toContain(`/recordings/${pair.with}"`);
      }
      expect(html).toMatch(/\d [kMG]?B|\d s|does not start/);
    }
  });
});
