import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { RecordedEvidence } from '@/components/rule/evidence';
import { Example } from '@/components/rule/example';
import { SeverityMark } from '@/components/rule/severity-mark';
import { Silencing } from '@/components/rule/silencing';
import { SwitchingOn } from '@/components/rule/switching-on';
import { RecordedTechniques } from '@/components/rule/techniques';
import { listForeignCodes, nameOfCategory } from '@/components/rule/words';
import { LinkList } from '@/components/ui/link-list';
import { Page, PageHead } from '@/components/ui/page-head';
import { Sentence } from '@/components/ui/sentence';
import { ExternalLink } from '@/components/ui/text-link';
import { describedRules } from '@/lib/analyzer/described-rules';
import { examplesOfRules } from '@/lib/analyzer/rules/examples.generated';
import type { DescribedRule } from '@/lib/analyzer/rules/types';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { readRecording, readRecordings } from '@/lib/content/recordings';
import { readTechniques } from '@/lib/content/techniques';
import { techniquesOfRule, weighEvidence } from '@/lib/recordings/techniques';

interface RouteProps {
  readonly params: Promise<{ id: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return describedRules.map(({ id }) => ({ id }));
}

async function findRule({ params }: RouteProps): Promise<DescribedRule | undefined> {
  const { id } = await params;
  return describedRules.find((rule) => rule.id === id);
}

export async function generateMetadata(props: RouteProps): Promise<Metadata> {
  const rule = await findRule(props);
  if (!rule) return {};
  const description = `${rule.wrong} ${rule.remedy}`.replaceAll('`', '');
  return {
    title: rule.title,
    description,
    alternates: { canonical: `/rules/${rule.id}` },
    openGraph: { title: rule.title, description, type: 'article', siteName: 'Layerwise' },
  };
}

export default async function RulePage(props: RouteProps) {
  const rule = await findRule(props);
  if (!rule) notFound();
  const recordings = readRecordings().filter((recording) => rule.recordings.includes(recording.id));
  const techniques = techniquesOfRule(rule.id, readTechniques()).map((technique) => ({
    technique,
    evidence: technique.evidence.map((pair) => weighEvidence(pair, readRecording)),
  }));
  const lessons = readLessons().filter(
    (lesson) => rule.lesson === `${lesson.track}/${lesson.name}` || lesson.meta.rules.includes(rule.id),
  );
  const foreign = listForeignCodes(rule);
  const catalog = readCatalog();

  return (
    <Page>
      <PageHead parent={{ href: '/rules', name: 'Rules' }} title={rule.title}>
        <p className="flex flex-wrap items-center gap-x-5 gap-y-1 font-sans text-sm">
          <SeverityMark severity={rule.severity} />
          <Link href={`/rules?category=${rule.category}`} className="text-ink-soft hover:underline">
            {nameOfCategory(rule.category)}
          </Link>
          <code className="font-mono text-muted text-xs">{rule.id}</code>
          {rule.enabled === false && <span className="text-ink-soft">Off by default</span>}
        </p>
      </PageHead>
      <div className="grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0">
          <dl className="max-w-[66ch] border-t">
            <Answer question="What is wrong">{rule.wrong}</Answer>
            <Answer question="Why it matters">{rule.why}</Answer>
            <Answer question="What to do">{rule.remedy}</Answer>
          </dl>
        </div>
        <aside aria-label="About this rule">
          {lessons.length > 0 && (
            <Aside title="Taught in">
              <LinkList
                links={lessons.map(({ track, name, meta }) => ({
                  href: `/lessons/${track}/${name}`,
                  name: meta.title,
                }))}
              />
            </Aside>
          )}
          {foreign.length > 0 && (
            <Aside title="In other tools">
              <dl className="space-y-1 text-sm">
                {foreign.map(({ tool, codes }) => (
                  <div key={tool}>
                    <dt className="inline">{tool}</dt>{' '}
                    {codes.map(({ code, url }) => (
                      <dd key={code} className="mr-2 inline">
                        <ExternalLink href={url} className="inline-block min-h-7 font-mono text-xs">
                          {code}
                        </ExternalLink>{' '}
                      </dd>
                    ))}
                  </div>
                ))}
              </dl>
            </Aside>
          )}
          {rule.enabled === false && (
            <Aside title="Switch it on">
              <SwitchingOn rule={rule} />
            </Aside>
          )}
          <Aside title="Silence it">
            <Silencing rule={rule} />
          </Aside>
        </aside>
      </div>
      <section>
        <h2 className="mt-10 mb-4 font-serif text-xl">Examples</h2>
        {(examplesOfRules[rule.id] ?? []).map((example, index) => (
          <Example key={example.title} rule={rule} example={example} catalog={catalog} showFix={index === 0} />
        ))}
      </section>
      {recordings.length + techniques.length > 0 && (
        <section>
          <h2 className="mt-4 mb-3 font-serif text-xl">Recorded</h2>
          {recordings.length > 0 && <RecordedEvidence recordings={recordings} />}
          <RecordedTechniques techniques={techniques} />
        </section>
      )}
    </Page>
  );
}

function Answer({ question, children }: { readonly question: string; readonly children: string }) {
  return (
    <div className="grid gap-x-6 gap-y-1 border-b py-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="pt-1 text-muted text-sm">{question}</dt>
      <dd className="font-serif text-lg">
        <Sentence text={children} />
      </dd>
    </div>
  );
}

function Aside({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mb-8 max-lg:mt-8">
      <h2 className="mb-2 font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}
