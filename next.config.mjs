import path from 'node:path';
import createMDX from '@next/mdx';

const withMDX = createMDX({
  extension: /\.mdx$/,
  options: {
    remarkPlugins: ['remark-gfm', 'remark-frontmatter', ['remark-mdx-frontmatter', { name: 'frontmatter' }]],
    rehypePlugins: [
      'rehype-slug',
      [
        'rehype-pretty-code',
        {
          theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
          keepBackground: false,
          defaultLang: 'text',
        },
      ],
    ],
  },
});

/** On every response; the Content-Security-Policy differs from page to page and comes from `proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  pageExtensions: ['ts', 'tsx'],
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types, more strictly than this build would; checking twice would only delay `npm start`.
  typescript: { ignoreBuildErrors: true },
  // Native code: loaded from node_modules, not bundled.
  serverExternalPackages: ['@libsql/client', 'libsql'],
  turbopack: { root: path.resolve(import.meta.dirname) },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default withMDX(nextConfig);
