'use client';

import { Button } from '@/components/ui/button';
import { CrossIcon } from '@/components/ui/icons';
import { useWorkbench } from '@/components/workbench/store';

/** What the page has to say about the work: restored, replaced, not saved. */
export function WorkNotice() {
  const notice = useWorkbench((state) => state.notice);
  const save = useWorkbench((state) => state.save);
  const dismiss = useWorkbench((state) => state.dismissNotice);
  const text = notice?.text ?? (save.kind === 'unsaved' ? save.reason : null);
  return (
    <div role="status">
      {text && (
        <div className="flex items-center gap-3 border-b bg-accent-wash px-4 py-1.5 text-sm">
          <p className="min-w-0 flex-1">{text}</p>
          {notice?.action && (
            <Button size="small" onClick={notice.action.run}>
              {notice.action.label}
            </Button>
          )}
          {notice && (
            <Button variant="quiet" size="small" aria-label="Dismiss this message" onClick={dismiss}>
              <CrossIcon />
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
