import type { Metadata } from 'next';
import { Page, PageHead } from '@/components/ui/page-head';
import { JoinPage, WithoutCode } from '@/components/workshop/join-page';

export const metadata: Metadata = {
  title: 'Join a workshop',
  description: 'Enter the code of a workshop and take your place in it, on a laptop or a phone.',
};

export default function JoinRoute() {
  return (
    <Page>
      <PageHead title="Join a workshop" />
      <JoinPage />
      <WithoutCode />
    </Page>
  );
}
