'use client';

import { useEffect, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import type { Project } from '@/lib/analyzer/project';
import { workKey } from '@/lib/storage/scope';
import { BuildReader } from './build-reader';

/** An edit is not read anew before it rests this long: a report is no live view. */
const rest = 600;

/** The reader of logs beside the work under edit: what is kept belongs to these files. */
export function OwnBuilds() {
  const scope = useWorkbench((state) => state.scope);
  const project = useSettled(useWorkbench((state) => state.project));
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return <BuildReader present={project} attachTo={workKey(scope)} today={today} level={4} />;
}

function useSettled(project: Project): Project {
  const [settled, setSettled] = useState(project);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(project), rest);
    return () => clearTimeout(timer);
  }, [project]);
  return settled;
}
