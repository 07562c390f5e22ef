// What is asked of the canvas, counted: the number of marks must not decide how much is traced.
import { CanvasSurface } from './canvasSurface';

/** A context that writes down the names of what it is asked for. */
function fakeContext(scale = 1) {
  const asked: string[] = [];
  const boxes: number[][] = [];
  const context = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) =>
      name === 'getTransform'
        ? () => ({ a: scale, e: 0.4, f: 0 })
        : (...args: number[]) => {
            asked.push(String(name));
            boxes.push(...(name === 'fillRect' ? [args] : name === 'drawImage' ? [args.slice(1)] : []));
          },
    set: () => true,
  });
  return { context, asked, boxes };
}

const blue = { stroke: '#00f', width: 2 };

test('a sign is traced once, and stamped onto whole pixels of the screen from then on', () => {
  const traced = fakeContext();
  const get = jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(traced.context);
  const { context, asked, boxes } = fakeContext(2);
  const surface = new CanvasSurface(context, 'sans-serif');
  const places = [10, 20.3, 31.9];
  places.forEach((x) =>
    surface.sign('a triangle', x, 50.2, 8, (on, at, y) => on.path([at, y, 3, 4, 5, 6], blue, true))
  );
  get.mockRestore();
  expect(traced.asked.filter((name) => name === 'stroke')).toHaveLength(1);
  expect(asked).toEqual(['drawImage', 'drawImage', 'drawImage']);
  expect(boxes.map(([x = NaN, y = NaN]) => [(2 * x + 0.4) % 1, (2 * y) % 1].map((part) => part.toFixed(3)))).toEqual(
    places.map(() => ['0.000', '0.000'])
  );
});

test('a line along an axis is the box that it covers, a dashed or slanting one is traced', () => {
  const { context, asked, boxes } = fakeContext();
  const surface = new CanvasSurface(context, 'sans-serif');
  surface.path([10, 5, 30, 5], blue);
  surface.path([7, 20, 7, 4], { ...blue, width: 1 });
  expect(boxes).toEqual([
    [10, 4, 20, 2],
    [6.5, 4, 1, 16],
  ]);
  expect(asked).not.toContain('stroke');
  surface.path([10, 5, 30, 5], { ...blue, dash: [2, 1] });
  surface.path([10, 5, 30, 6], blue);
  expect(asked.filter((name) => name === 'stroke')).toHaveLength(2);
});
