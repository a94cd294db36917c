/** Where the site is served, for addresses that must be absolute. Set SITE_URL where it is not the default. */
export const siteUrl = new URL(process.env.SITE_URL ?? 'http://localhost:3000');

/** The picture of the site, for pages that describe themselves to link previews but have none of their own. */
export const sitePreview = { url: '/opengraph-image', width: 1200, height: 630, alt: 'Layerwise' };
