import { fail } from "../core/index.js";
import { encodePng, pngUrl } from "./png.js";

/**
 * As much of the browser's canvas as Observable Plot uses for continuous legends and rasters: rectangles of one
 * colour, whole images, and the picture as a PNG address.
 */
export class Canvas {
  width = 0;
  height = 0;
  private picture: Uint8ClampedArray | undefined;

  getContext(): CanvasContext {
    const canvas = this;
    return {
      fillStyle: "#000000",
      fillRect(x, y, width, height) {
        const color = channels(this.fillStyle);
        for (let row = y; row < y + height; row++) {
          for (let at = x; at < x + width; at++) canvas.pixels().set(color, (row * canvas.width + at) * 4);
        }
      },
      createImageData: (width, height) => ({
        width,
        height,
        data: new Uint8ClampedArray(width * height * 4),
      }),
      putImageData: ({ data }) => canvas.pixels().set(data),
    };
  }

  toDataURL(): string {
    return pngUrl(encodePng(this.width, this.height, this.pixels()));
  }

  private pixels(): Uint8ClampedArray {
    this.picture ??= new Uint8ClampedArray(this.width * this.height * 4);
    return this.picture;
  }
}

interface CanvasContext {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  createImageData(width: number, height: number): ImageOf;
  putImageData(image: ImageOf): void;
}

interface ImageOf {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** `#rgb`, `#rrggbb`, `rgb(…)` or `rgba(…)`: what the colour scales of Plot give. */
export function channels(color: string): [red: number, green: number, blue: number, opacity: number] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    const value = Number.parseInt(digits, 16);
    return [value >> 16, (value >> 8) & 255, value & 255, 255];
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(color)?.[1]
    .split(/[\s,/]+/)
    .map(Number);
  if (!parts || parts.length < 3 || parts.some(Number.isNaN)) {
    return fail("plot", "a colour scale must give colours as #rrggbb or rgb(…)", { received: color });
  }
  return [parts[0], parts[1], parts[2], Math.round((parts[3] ?? 1) * 255)];
}
