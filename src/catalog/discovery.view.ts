import { PAGE_NAMES } from '../shop/pages/page-names.js';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Carts and orders are nobody else's; their pages also say `noindex` or open to their token only. */
export function robotsText(publicUrl: string): string {
  const closed = ['/cart', '/checkout', '/orders'].map((path) => `Disallow: ${path}\n`).join('');
  return `User-agent: *\n${closed}\nSitemap: ${publicUrl}/sitemap.xml\n`;
}

/** The index of so many files, as sitemaps.org describes it. */
export function sitemapIndex(publicUrl: string, fileCount: number): string {
  const files = Array.from({ length: fileCount }, (_, at) => `/sitemaps/${at + 1}.xml`);
  const links = files.map((path) => `  <sitemap><loc>${publicUrl}${path}</loc></sitemap>\n`);
  return `${XML}\n<sitemapindex xmlns="${NAMESPACE}">\n${links.join('')}</sitemapindex>\n`;
}

/** Of pages of books, the first one with the home page, the list of all books and the pages about the shop. */
export function sitemap(publicUrl: string, file: number, slugs: readonly string[]): string {
  const books = slugs.map((slug) => `/books/${encodeURIComponent(slug)}`);
  const paths =
    file === 1 ? ['/', '/books', ...PAGE_NAMES.map((name) => `/${name}`), ...books] : books;
  const urls = paths.map((path) => `  <url><loc>${publicUrl}${path}</loc></url>\n`).join('');
  return `${XML}\n<urlset xmlns="${NAMESPACE}">\n${urls}</urlset>\n`;
}
