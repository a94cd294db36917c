'use client';

import { useWorkbench } from '@/components/workbench/store';
import { readProjectFile } from '@/lib/analyzer/project';
import styles from './lesson-layout.module.css';

/** The Dockerfile as it stands, for paper only: on screen it is in the editor. */
export function PrintedFiles() {
  const project = useWorkbench((state) => state.project);
  return (
    <div className={`prose ${styles.printed}`} aria-hidden="true">
      <p>
        <strong>{project.dockerfile}</strong>
      </p>
      <pre>{readProjectFile(project, project.dockerfile)}</pre>
    </div>
  );
}
