import type { CssColor, RGBColor } from 'lightningcss';

const transfer = (x: number): number => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);

/**
 * An oklch() colour in sRGB; lightness 0 to 1, hue in degrees. Matrices: Björn Ottosson, "A perceptual color space for
 * image processing" (2020).
 *
 * The design's colours all lie within sRGB. Written so, they need no second and third copy for wide screens, which were
 * a third of a page's style.
 */
export function srgb(lightness: number, chroma: number, hue: number, alpha = 1): RGBColor {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const [r, g, blue] = linear.map((part) => Math.round(255 * transfer(part)));
  if ([r, g, blue].some((part) => part < -2 || part > 257)) throw new Error(`oklch(${lightness} ${chroma} ${hue}) is outside of sRGB`);
  const within = (part: number) => Math.min(255, Math.max(0, part));
  return { type: 'rgb', r: within(r), g: within(g), b: within(blue), alpha };
}

/** lightningcss's visitor of colours: every oklch() becomes sRGB, also within light-dark(). */
export function inSrgb(colour: CssColor): CssColor | undefined {
  if (typeof colour === 'string') return undefined;
  if (colour.type === 'oklch') return srgb(colour.l, colour.c, colour.h, colour.alpha);
  if (colour.type !== 'light-dark') return undefined;
  return { type: 'light-dark', light: inSrgb(colour.light) ?? colour.light, dark: inSrgb(colour.dark) ?? colour.dark };
}
