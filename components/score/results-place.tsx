import { resultTabs } from './instrument-context';
import { Results } from './results';

/** The results, with the addresses that open them: `#results`, and one for each view. */
export function ResultsPlace({ className }: { readonly className: string | undefined }) {
  return (
    <section aria-labelledby="results-title" className={className}>
      <h2 id="results-title" className="sr-only">
        Results
      </h2>
      {['results', ...resultTabs].map((address) => (
        <span key={address} id={address} />
      ))}
      <Results />
    </section>
  );
}
