import type { Metadata } from 'next';
import { HostPage } from '@/components/workshop/host/host-page';
import { listHostLessons } from '../host-lessons';

export const metadata: Metadata = { title: 'Workshop', robots: { index: false } };

/** Answers `/workshop/CODE`. */
export default function RoomRoute() {
  return <HostPage lessons={listHostLessons()} />;
}
