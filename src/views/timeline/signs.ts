// Pictures of small signs, traced once: a triangle in the blue of an HPA looks the same wherever it stands and in every frame.

/** Shapes times hues times screens: a page has some thirty. */
const MOST = 200;

const known = new Map<string, HTMLCanvasElement>();

/** The picture kept under that name; made by `draw` on a canvas so many pixels of the screen wide and high, the first time. */
export function signOf(
  name: string,
  size: number,
  draw: (context: CanvasRenderingContext2D) => void
): HTMLCanvasElement {
  const kept = known.get(name);
  if (kept) {
    return kept;
  }
  if (known.size >= MOST) {
    known.clear();
  }
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.ceil(size);
  const context = canvas.getContext('2d');
  if (context) {
    draw(context);
  }
  known.set(name, canvas);
  return canvas;
}
