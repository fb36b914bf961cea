import { expect, it } from 'vitest';
import { inSrgb, srgb } from './colours';

it('writes the colours of the design as lightningcss itself writes them for old browsers', () => {
  expect(srgb(0.968, 0.013, 85)).toEqual({ type: 'rgb', r: 0xf8, g: 0xf4, b: 0xeb, alpha: 1 });
  expect(srgb(0.45, 0.125, 258, 0.5)).toEqual({ type: 'rgb', r: 0x23, g: 0x54, b: 0x99, alpha: 0.5 });
  expect(srgb(1, 0, 0)).toEqual({ type: 'rgb', r: 255, g: 255, b: 255, alpha: 1 });
});

it('refuses a colour that a common screen could not show', () => {
  expect(() => srgb(0.6, 0.3, 150)).toThrow('outside of sRGB');
});

it('reaches both halves of light-dark() and leaves what is written otherwise', () => {
  const paper = { type: 'oklch', l: 0.968, c: 0.013, h: 85, alpha: 1 } as const;
  const black = { type: 'rgb', r: 0, g: 0, b: 0, alpha: 1 } as const;
  expect(inSrgb({ type: 'light-dark', light: paper, dark: black })).toEqual({ type: 'light-dark', light: srgb(0.968, 0.013, 85), dark: black });
  expect(inSrgb(black)).toBeUndefined();
});
