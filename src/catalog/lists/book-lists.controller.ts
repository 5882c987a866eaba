import { Controller, Get, Query, Render } from '@nestjs/common';
import { ShopProblem } from '../../common/problem.js';
import { Config } from '../../config/config.module.js';
import { PublicPage } from '../../web/page-cache/public-page.js';
import { BookListsService } from './book-lists.service.js';
import { toListQuery } from './list-query.js';
import { toListView } from './list.view.js';

/** To go on from a list that is empty. */
const SUBJECTS = 12;

@Controller()
export class BookListsController {
  constructor(
    private readonly lists: BookListsService,
    private readonly config: Config,
  ) {}

  @Get('books')
  @PublicPage()
  @Render('catalog/list')
  async list(@Query() parameters: unknown) {
    const query = toListQuery(parameters);
    const list = query && (await this.lists.find(query));
    if (!list) throw new ShopProblem('list-not-found');
    const subjects = list.items.length > 0 ? [] : await this.lists.largestSubjects(SUBJECTS);
    return toListView(query, list, subjects, this.config.get('publicUrl', { infer: true }));
  }
}
