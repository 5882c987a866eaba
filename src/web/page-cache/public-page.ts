import { applyDecorators, Header } from '@nestjs/common';

/** Of a page that is the same for everybody: it may be stored, and is asked for again each time. */
export const PUBLIC_PAGE = 'public, no-cache';

export const PublicPage = () =>
  applyDecorators(Header('Cache-Control', PUBLIC_PAGE), Header('Vary', 'Accept-Encoding'));
