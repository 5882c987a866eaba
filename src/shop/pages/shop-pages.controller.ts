import { Controller, Get, Render, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Config } from '../../config/config.module.js';
import { ShopProblem } from '../../common/problem.js';
import { PublicPage } from '../../web/page-cache/public-page.js';
import { safeHtml } from '../../web/view-engine.js';
import { PAGE_NAMES } from './page-names.js';
import { ShopPages } from './shop-pages.js';

/** Contact, terms and the other pages that the law or a shopper asks for. */
@Controller()
export class ShopPagesController {
  constructor(
    private readonly pages: ShopPages,
    private readonly config: Config,
  ) {}

  @Get([...PAGE_NAMES])
  @PublicPage()
  @Render('pages/show')
  show(@Req() { path }: Request) {
    // The router takes `/Contact` and `/contact/`, too.
    const name = PAGE_NAMES.find((each) => `/${each}` === path.toLowerCase().replace(/\/$/, ''));
    if (!name) throw new ShopProblem('not-found');
    const { title, html } = this.pages.get(name);
    const publicUrl = this.config.get('publicUrl', { infer: true });
    return { title, content: safeHtml(html), canonical: `${publicUrl}/${name}` };
  }
}
