import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { BookQueries } from './book.queries.js';
import { robotsText, sitemap } from './discovery.view.js';

const MOVED_PERMANENTLY = 301;
const AN_HOUR = 'public, max-age=3600';

/** What browsers and search engines ask for at addresses of their own choice. */
@Controller()
export class DiscoveryController {
  constructor(
    private readonly books: BookQueries,
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
  async sitemap() {
    return sitemap(this.publicUrl, await this.books.slugsForSale());
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
