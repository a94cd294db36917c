import type { Metadata } from 'next';
import { Page, PageHead } from '@/components/ui/page-head';
import { HostLinkPage } from '@/components/workshop/host-link-page';

export const metadata: Metadata = { title: 'Lead a workshop', robots: { index: false } };

export default function HostLinkRoute() {
  return (
    <Page>
      <PageHead title="Lead a workshop" />
      <HostLinkPage />
    </Page>
  );
}
