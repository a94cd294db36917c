import type { Metadata } from 'next';
import { ProjectorPage } from '@/components/workshop/projector-page';
import { listHostLessons } from '../host-lessons';

export const metadata: Metadata = { title: 'Projector', robots: { index: false } };

/** Answers `/workshop/CODE/projector`. */
export default function ProjectorRoute() {
  return <ProjectorPage lessons={listHostLessons()} />;
}
