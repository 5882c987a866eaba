/** Carts and orders are nobody else's; their pages also say `noindex` or open to their token only. */
export function robotsText(publicUrl: string): string {
  const closed = ['/cart', '/checkout', '/orders'].map((path) => `Disallow: ${path}\n`).join('');
  return `User-agent: *\n${closed}\nSitemap: ${publicUrl}/sitemap.xml\n`;
}

/** Of the home page and the pages of the books, as sitemaps.org describes it. */
export function sitemap(publicUrl: string, slugs: readonly string[]): string {
  const paths = ['/', ...slugs.map((slug) => `/books/${encodeURIComponent(slug)}`)];
  const urls = paths.map((path) => `  <url><loc>${publicUrl}${path}</loc></url>\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`;
}
