export function SiteFooter() {
  return <footer className="border-t px-4 py-6 text-muted text-sm">Layerwise</footer>;
}
