import Link from 'next/link';
import { ArrowLeftIcon, ArrowRightIcon } from '@/components/ui/icons';

/** A lesson to go on to. */
export interface LessonStop {
  readonly href: string;
  readonly title: string;
}

/** The way back and the way on. After the last lesson that is the playground. */
export function LessonNavigation({ previous, next }: { previous: LessonStop | null; next: LessonStop | null }) {
  const onward = next ?? { href: '/playground', title: 'Try your own Dockerfile' };
  return (
    <nav aria-label="Lessons" className="no-print mt-10 grid gap-px border-y sm:grid-cols-2">
      {previous ? (
        <Link href={previous.href} className="group flex items-center gap-3 py-4 sm:pr-4">
          <ArrowLeftIcon />
          <span>
            <span className="block text-muted text-xs">Previous lesson</span>
            <span className="font-medium group-hover:underline">{previous.title}</span>
          </span>
        </Link>
      ) : (
        <span />
      )}
      <Link
        href={onward.href}
        className="group flex items-center justify-end gap-3 py-4 text-right max-sm:border-t sm:border-l sm:pl-4"
      >
        <span>
          <span className="block text-muted text-xs">{next ? 'Next lesson' : 'After the last lesson'}</span>
          <span className="font-medium group-hover:underline">{onward.title}</span>
        </span>
        <ArrowRightIcon />
      </Link>
    </nav>
  );
}
