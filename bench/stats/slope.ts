/** A point of a series. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The slope of the straight line that lies nearest to some points (least squares), in y for each x. */
export function slope(points: readonly Point[]): number {
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  let across = 0;
  let up = 0;
  for (const { x, y } of points) {
    across += (x - meanX) ** 2;
    up += (x - meanX) * (y - meanY);
  }
  return up / across;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
