/** Where the site is served, for addresses that must be absolute. Set SITE_URL where it is not the default. */
export const siteUrl = new URL(process.env.SITE_URL ?? 'http://localhost:3000');
