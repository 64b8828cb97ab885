import { niceScale } from './nice-scale';

/** What an event costs with so many streams. */
export interface GrowthPoint {
  readonly streams: number;
  readonly cpuUs: number;
  readonly addedP50Ms: number;
  readonly addedP99Ms: number;
}

/** How a target's costs grow. */
export interface GrowthSeries {
  readonly name: string;
  readonly points: readonly GrowthPoint[];
}

interface Line {
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly value: (point: GrowthPoint) => number;
  readonly points: readonly GrowthPoint[];
}

const PANEL = { width: 430, height: 340, left: 52, right: 24, top: 52, bottom: 92 };
const COLOURS = ['#6b7280', '#1d4ed8', '#b45309', '#047857'];
const LEGEND_ROW = 18;

/** The picture of how costs grow with the number of streams: CPU for each event, and time to the first token. */
export function growthChart(series: readonly GrowthSeries[], caption: string): string {
  const lines = (value: (point: GrowthPoint) => number, suffix = '', dashed = false): Line[] =>
    series.map(({ name, points }, i) => ({
      label: name + suffix,
      colour: COLOURS[i % COLOURS.length],
      dashed,
      value,
      points,
    }));
  const width = PANEL.width * 2;
  const height = PANEL.height + 24;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2937">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    panel(
      0,
      'CPU for each event (µs)',
      lines(({ cpuUs }) => cpuUs),
    ),
    panel(PANEL.width, 'Added to the time to the first token (ms)', [
      ...lines(({ addedP50Ms }) => addedP50Ms, ', p50'),
      ...lines(({ addedP99Ms }) => addedP99Ms, ', p99', true),
    ]),
    `<text x="${width / 2}" y="${height - 10}" text-anchor="middle" fill="#6b7280">${escaped(caption)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function panel(offset: number, title: string, lines: readonly Line[]): string {
  const { width, height, left, right, top, bottom } = PANEL;
  const all = lines.flatMap(({ points, value }) => points.map(value)).filter(Number.isFinite);
  const ticks = niceScale(Math.max(...all, 0));
  const most = ticks[ticks.length - 1];
  const counts = [...new Set(lines.flatMap(({ points }) => points.map(({ streams }) => streams)))];
  const [least, greatest] = [Math.log(Math.min(...counts)), Math.log(Math.max(...counts))];
  const plotWidth = width - left - right;
  const plotHeight = height - top - bottom;
  const x = (streams: number): number =>
    left + (greatest === least ? 0.5 : (Math.log(streams) - least) / (greatest - least)) * plotWidth;
  // Below zero is noise: nothing is faster for having something in front of it.
  const y = (value: number): number => top + plotHeight * (1 - Math.max(0, value) / most);
  return [
    `<g transform="translate(${offset} 0)">`,
    `<text x="${left}" y="26" font-size="14" font-weight="600">${escaped(title)}</text>`,
    ...ticks.map(
      (tick) =>
        `<path d="M${left} ${at(y(tick))}H${width - right}" stroke="#e5e7eb"/>` +
        `<text x="${left - 8}" y="${at(y(tick) + 4)}" text-anchor="end" fill="#6b7280">${tick}</text>`,
    ),
    ...counts.map(
      (streams) =>
        `<text x="${at(x(streams))}" y="${top + plotHeight + 18}" text-anchor="middle" fill="#6b7280">${streams.toLocaleString('en')}</text>`,
    ),
    `<text x="${left + plotWidth / 2}" y="${top + plotHeight + 36}" text-anchor="middle" fill="#6b7280">open streams</text>`,
    ...lines.map((line) => drawn(line, x, y)),
    ...lines.map((line, i) => legend(line, i, lines.length)),
    '</g>',
  ].join('\n');
}

function drawn(
  { points, value, colour, dashed }: Line,
  x: (streams: number) => number,
  y: (value: number) => number,
): string {
  const known = points.filter((point) => Number.isFinite(value(point)));
  const path = known.map(
    (point, i) => `${i === 0 ? 'M' : 'L'}${at(x(point.streams))} ${at(y(value(point)))}`,
  );
  const dots = known.map(
    (point) => `<circle cx="${at(x(point.streams))}" cy="${at(y(value(point)))}" r="3" fill="${colour}"/>`,
  );
  const dash = dashed ? ' stroke-dasharray="5 4"' : '';
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>${dots.join('')}`;
}

/** In two columns under the plot. */
function legend({ label, colour, dashed }: Line, i: number, count: number): string {
  const rows = Math.ceil(count / 2);
  const left = PANEL.left + Math.floor(i / rows) * ((PANEL.width - PANEL.left - PANEL.right) / 2);
  const top = PANEL.height - PANEL.bottom + 58 + (i % rows) * LEGEND_ROW;
  const dash = dashed ? ' stroke-dasharray="5 4"' : '';
  return (
    `<path d="M${left} ${top - 4}h22" stroke="${colour}" stroke-width="2"${dash}/>` +
    `<text x="${left + 28}" y="${top}">${escaped(label)}</text>`
  );
}

const at = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
