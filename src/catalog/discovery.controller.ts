import { Controller, Get, Header, Param, Redirect } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import { Config } from '../config/config.module.js';
import { DiscoveryQueries } from './discovery.queries.js';
import { robotsText, sitemap, sitemapIndex } from './discovery.view.js';

const MOVED_PERMANENTLY = 301;
const SITEMAP_FILE = /^([1-9]\d{0,9})\.xml$/;
const AN_HOUR = 'public, max-age=3600';

/** What browsers and search engines ask for at addresses of their own choice. */
@Controller()
export class DiscoveryController {
  constructor(
    private readonly discovery: DiscoveryQueries,
    private readonly config: Config,
  ) {}

  @Get('robots.txt')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', AN_HOUR)
  robots() {
    return robotsText(this.publicUrl);
  }

  @Get('sitemap.xml')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Header('Cache-Control', AN_HOUR)
  async sitemapIndex() {
    return sitemapIndex(this.publicUrl, await this.discovery.fileCount());
  }

  @Get('sitemaps/:file')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Header('Cache-Control', AN_HOUR)
  async sitemap(@Param('file') name: string) {
    const file = Number(SITEMAP_FILE.exec(name)?.[1]);
    if (!(file <= (await this.discovery.fileCount()))) throw new ShopProblem('not-found');
    return sitemap(this.publicUrl, file, await this.discovery.slugsForSale(file));
  }

  @Get('favicon.ico')
  @Redirect('/assets/favicon.ico', MOVED_PERMANENTLY)
  favicon() {
    return undefined;
  }

  @Get(['apple-touch-icon.png', 'apple-touch-icon-precomposed.png'])
  @Redirect('/assets/apple-touch-icon.png', MOVED_PERMANENTLY)
  appleTouchIcon() {
    return undefined;
  }

  private get publicUrl(): string {
    return this.config.get('publicUrl', { infer: true });
  }
}
