import Handlebars from 'handlebars';
import type { PageRow } from './report.js';

const ROW = 26;
const BAR_LEFT = 270;
const BAR_WIDTH = 400;

const SVG =
  Handlebars.compile(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {{height}}" font-family="sans-serif" font-size="13">
<rect width="760" height="{{height}}" fill="#fff"/>
{{#each bars}}<text x="260" y="{{textY}}" text-anchor="end">{{name}}</text><rect x="{{left}}" y="{{y}}" width="{{width}}" height="18" fill="{{fill}}"/><text x="{{valueX}}" y="{{textY}}">{{value}}</text>
{{/each}}</svg>
`);

/** Requests per second of pages from memory, a bar for each. */
export function chart(all: readonly PageRow[]): string {
  const pages = all.filter(({ isAnew }) => !isAnew);
  const most = Math.max(...pages.map(({ perSecond }) => perSecond));
  const bars = pages.map(({ name, books, perSecond }, at) => {
    const width = Math.round((perSecond / most) * BAR_WIDTH);
    const y = 10 + at * ROW;
    const fill = books > 0 ? '#7a4a2b' : '#b9b2a5';
    const valueX = BAR_LEFT + width + 6;
    return {
      name: books > 0 ? `${name}, ${books}` : name,
      y,
      width,
      fill,
      valueX,
      left: BAR_LEFT,
      textY: y + 14,
      value: perSecond.toFixed(0),
    };
  });
  return SVG({ bars, height: 20 + pages.length * ROW });
}
